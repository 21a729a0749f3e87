"""The page of a cahier: its plan, and what each section holds."""

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sessions.cahiers.plan import PLAN
from sessions.cahiers.redaction.sommaire import AJOUTS, lignes
from sessions.models import Cahier
from tests.fabriques import ImageFactory, PublicationFactory, SectionFactory, SignataireFactory
from tests.lecture_seule import lecture_seule
from tests.personnes import Personne


def page(personne: Personne, cahier: Cahier, suite: str = "") -> str:
    return personne.get(reverse("cahiers:fiche", args=[cahier.pk]) + suite).content.decode()


def test_each_section_says_what_is_written_and_what_the_machine_adds(
    coordination: Personne, cahier: Cahier
) -> None:
    velo = cahier.sections.get(code="velo")
    velo.texte = "On va où sont les gens."
    velo.save()
    ImageFactory(section=velo)
    cahier.sections.filter(code="rate").update(imprimee=False)
    dite = page(coordination, cahier)
    assert "6 mots · 1 image" in dite
    assert "la machine ajoute la frise des sorties" in dite
    for statut in ("Écrite", "Sans texte", "À écrire", "Pas imprimée"):
        assert statut in dite
    assert {ligne.section.code: ligne.statut[1] for ligne in lignes(cahier)}["rate"] == (
        "Pas imprimée"
    )


def test_the_machine_has_words_for_all_that_the_outline_may_add() -> None:
    assert {code for genre in PLAN.values() for code in genre.blocs} == set(AJOUTS)


def test_it_says_whether_its_figures_are_published(coordination: Personne, cahier: Cahier) -> None:
    assert "Version de travail" in page(coordination, cahier)
    PublicationFactory(equipe=cahier.equipe, periode=cahier.periode)
    assert "Chiffres publiés" in page(coordination, cahier)


def test_who_does_not_agree_to_be_named_is_told_apart(
    coordination: Personne, cahier: Cahier
) -> None:
    SignataireFactory(cahier=cahier, nom="Alix", accord=False)
    assert "sans son accord, pas imprimé" in page(coordination, cahier)


def test_the_row_that_moved_keeps_the_focus(coordination: Personne, cahier: Cahier) -> None:
    premiere, *_, derniere = cahier.sections.all()
    for section, vers, sens in (
        (premiere, "haut", "bas"),
        (derniere, "bas", "haut"),
        (cahier.sections.get(code="velo"), "haut", "haut"),
    ):
        dite = page(coordination, cahier, f"?deplacee={section.pk}&vers={vers}")
        [bouton] = re.findall(r"<button[^>]*autofocus[^>]*>", dite)
        assert f'value="{sens}"' in bouton, section.code


def test_thirty_sections_cost_no_more_queries_than_ten(
    coordination: Personne, cahier: Cahier
) -> None:
    comptes = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as requetes, lecture_seule():
            page(coordination, cahier)
        comptes.append(len(requetes))
        for _ in range(12):
            ImageFactory(section=SectionFactory(cahier=cahier, code="texte"))
    assert comptes[0] == comptes[1]


def test_a_stranger_finds_nothing(etrangere: Personne, cahier: Cahier) -> None:
    assert etrangere.get(reverse("cahiers:fiche", args=[cahier.pk])).status_code == 404
