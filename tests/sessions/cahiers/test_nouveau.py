"""A cahier is begun from a title, a period, and perhaps some quartiers."""

from html import unescape

import pytest
from django.urls import reverse

from medlove.models import Equipe, Journal
from sessions.cahiers.plan import PLAN
from sessions.models import Cahier
from tests.fabriques import PublicationFactory, QuartierFactory
from tests.personnes import Personne

NOUVEAU = reverse("cahiers:nouveau")
DONNEES = {"titre": "Printemps", "periode": "2026-T2", "licence": "CC BY 4.0"}


def page(personne: Personne, **donnees: object) -> str:
    reponse = personne.post(NOUVEAU, {**DONNEES, **donnees}) if donnees else personne.get(NOUVEAU)
    assert reponse.status_code == 200
    return unescape(reponse.content.decode())


def test_it_comes_with_the_ready_outline_and_a_line_in_the_journal(coordination: Personne) -> None:
    reponse = coordination.post(NOUVEAU, {**DONNEES, "sous_titre": 'Le "banc"'})
    cahier = Cahier.objects.get()
    assert reponse.url == reverse("cahiers:fiche", args=[cahier.pk])
    assert [une.code for une in cahier.sections.all()] == list(PLAN)
    assert cahier.sous_titre == "Le «\u202fbanc\u202f»"
    assert cahier.equipe == coordination.utilisateur.appartenances.get().equipe
    assert cahier.cree_par == coordination.utilisateur
    assert Journal.objects.get().objet == f"cahier:{cahier.pk}"


def test_the_quartiers_chosen_are_those_of_the_commune(
    coordination: Personne, equipe: Equipe
) -> None:
    ici, _ = QuartierFactory(nom="Ici"), QuartierFactory(nom="Là")
    loin = QuartierFactory(nom="Loin", code_insee="29019")
    assert "Loin" not in page(coordination)
    coordination.post(NOUVEAU, {**DONNEES, "quartiers": [ici.pk]})
    assert [un.nom for un in Cahier.objects.get().quartiers.all()] == ["Ici"]
    page(coordination, quartiers=[loin.pk])
    assert Cahier.objects.count() == 1


def test_which_periods_are_published_is_said_in_words(
    coordination: Personne, equipe: Equipe, autre_equipe: Equipe
) -> None:
    PublicationFactory(equipe=equipe, periode="2024")
    PublicationFactory(equipe=autre_equipe, periode="2025")
    dite = page(coordination)
    assert "Année\u00a02024, chiffres publiés" in dite
    assert "Année\u00a02025, pas encore publiée\u202f: version de travail" in dite


@pytest.mark.parametrize("periode", ["1999-T1", "2026-T5", "hier", "", "2026-07-01"])
def test_only_whole_trimestres_and_years_are_taken_and_nothing_typed_is_lost(
    coordination: Personne, periode: str
) -> None:
    assert 'value="Printemps"' in page(coordination, periode=periode)
    assert not Cahier.objects.exists()


def test_a_title_too_long_once_set_is_told_at_its_field(coordination: Personne) -> None:
    assert "120" in page(coordination, titre="a!" * 60)
    assert not Cahier.objects.exists()
