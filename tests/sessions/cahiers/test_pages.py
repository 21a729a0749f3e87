"""The pages of the cahiers: who opens them, and what they say."""

from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from medlove.models import Journal
from sessions.models import Cahier
from tests.client import ClientExigeant
from tests.personnes import Personne

PAGES = ["cahiers:liste", "cahiers:nouveau"]
PAGES_DU_CAHIER = ["cahiers:fiche", "cahiers:pdf"]


def adresses(cahier: Cahier) -> list[str]:
    return [reverse(nom) for nom in PAGES] + [
        reverse(nom, args=[cahier.pk]) for nom in PAGES_DU_CAHIER
    ]


def test_the_coordination_opens_every_page_of_an_empty_period(
    coordination: Personne, cahier: Cahier
) -> None:
    for adresse in adresses(cahier):
        assert coordination.get(adresse).status_code == 200, adresse


def test_mediators_steering_and_the_administrator_are_refused(
    mediation: Personne, pilotage: Personne, administration: Personne, cahier: Cahier
) -> None:
    for adresse in adresses(cahier):
        for personne in (mediation, pilotage, administration):
            assert personne.get(adresse).status_code == 403, adresse


def test_a_stranger_finds_nothing(etrangere: Personne, cahier: Cahier) -> None:
    for nom in PAGES_DU_CAHIER:
        assert etrangere.get(reverse(nom, args=[cahier.pk])).status_code == 404
    assert cahier.titre not in etrangere.get(reverse("cahiers:liste")).content.decode()


def test_nobody_is_sent_to_sign_in(anonyme: ClientExigeant, cahier: Cahier) -> None:
    for adresse in adresses(cahier):
        reponse = anonyme.get(adresse)
        assert reponse.status_code == 302
        assert reponse.url.startswith(reverse("account_login"))


def test_a_cahier_is_composed_from_a_title_and_a_period(coordination: Personne) -> None:
    donnees = {"titre": "Printemps", "du": "2026-04-01", "au": "2026-06-30"}
    reponse = coordination.post(reverse("cahiers:nouveau"), donnees)
    cahier = Cahier.objects.get()
    assert reponse.url == reverse("cahiers:fiche", args=[cahier.pk])
    assert cahier.equipe == coordination.utilisateur.appartenances.get().equipe
    assert cahier.cree_par == coordination.utilisateur


def test_a_period_that_ends_before_it_starts_is_refused_and_nothing_typed_is_lost(
    coordination: Personne,
) -> None:
    donnees = {"titre": "À l’envers", "du": "2026-06-30", "au": "2026-04-01"}
    page = coordination.post(reverse("cahiers:nouveau"), donnees).content.decode()
    assert "La fin de la période vient après son début." in page
    assert "À l’envers" in page
    assert not Cahier.objects.exists()


@pytest.mark.usefixtures("saison")
def test_the_twin_says_the_figures_a_print_may_show(coordination: Personne, cahier: Cahier) -> None:
    page = coordination.get(reverse("cahiers:fiche", args=[cahier.pk])).content.decode()
    assert "Un été au Blosne" in page
    assert "Version de travail, ne pas diffuser" in page
    assert '<strong class="chiffre__nombre">10</strong> <span>rencontres</span>' in page
    assert '<strong class="chiffre__nombre">&lt;\u202f5</strong> <span>refus</span>' in page


@pytest.mark.usefixtures("saison")
def test_the_pdf_is_downloaded_and_the_journal_says_so(
    coordination: Personne, cahier: Cahier
) -> None:
    reponse = coordination.get(reverse("cahiers:pdf", args=[cahier.pk]))
    assert reponse["Content-Type"] == "application/pdf"
    assert "un-ete-au-blosne-2026-07-01-2026-09-30.pdf" in reponse["Content-Disposition"]
    assert len(PdfReader(BytesIO(reponse.content)).pages) >= 4
    assert Journal.objects.get().detail == {"cahier": str(cahier.pk)}


@pytest.mark.parametrize(("du", "au"), [("0001-01-01", "2026-06-30"), ("2026-04-01", "9999-12-31")])
def test_a_cahier_does_not_reach_another_century(coordination: Personne, du: str, au: str) -> None:
    reponse = coordination.post(reverse("cahiers:nouveau"), {"titre": "Été", "du": du, "au": au})
    assert reponse.status_code == 200
    assert "Choisir un jour" in reponse.content.decode()
    assert not Cahier.objects.exists()
