"""What a cahier is about changes as long as one likes."""

import pytest
from django.urls import reverse

from medlove.models import Equipe
from sessions.models import Cahier
from tests.fabriques import CahierFactory, QuartierFactory
from tests.fabriques_editions import EditionFactory
from tests.personnes import Personne


def adresse(cahier: Cahier) -> str:
    return reverse("cahiers:reglages", args=[cahier.pk])


def test_they_are_read_and_changed(coordination: Personne, cahier: Cahier) -> None:
    quartier = QuartierFactory(nom="Le Blosne")
    assert "Un été au Blosne" in coordination.get(adresse(cahier)).content.decode()
    donnees = {
        "titre": "L'été",
        "periode": "2025",
        "licence": "CC0 1.0",
        "quartiers": [quartier.pk],
    }
    reponse = coordination.post(adresse(cahier), donnees)
    assert reponse.url == reverse("cahiers:fiche", args=[cahier.pk])
    cahier.refresh_from_db()
    assert (cahier.titre, cahier.periode, cahier.licence) == ("L’été", "2025", "CC0 1.0")
    assert list(cahier.quartiers.all()) == [quartier]


def test_an_old_period_and_another_licence_stay_proposed(
    coordination: Personne, cahier: Cahier
) -> None:
    Cahier.objects.filter(pk=cahier.pk).update(periode="2019-T2", licence="Art libre 1.3")
    page = coordination.get(adresse(cahier)).content.decode()
    assert '<option value="2019-T2" selected>' in page
    assert '<option value="Art libre 1.3" selected>' in page


def test_a_refused_form_keeps_what_was_typed(coordination: Personne, cahier: Cahier) -> None:
    page = coordination.post(adresse(cahier), {"titre": "", "sous_titre": "Tapé"}).content.decode()
    assert 'value="Tapé"' in page
    cahier.refresh_from_db()
    assert cahier.titre == "Un été au Blosne"


def test_a_stranger_changes_nothing(etrangere: Personne, cahier: Cahier) -> None:
    assert etrangere.post(adresse(cahier), {"titre": "Volé"}).status_code == 404
    cahier.refresh_from_db()
    assert cahier.titre == "Un été au Blosne"


@pytest.mark.parametrize(("publiee", "gardee"), [(True, "2024"), (False, "2026-T3")])
def test_the_period_stays_that_of_the_published_figures_its_files_tell(
    coordination: Personne, equipe: Equipe, publiee: bool, gardee: str
) -> None:
    cahier = CahierFactory(equipe=equipe, periode="2024")
    EditionFactory(cahier=cahier, publiee=publiee)
    donnees = {"titre": "Un été", "periode": "2026-T3", "licence": "CC0 1.0"}
    coordination.post(adresse(cahier), donnees)
    cahier.refresh_from_db()
    assert cahier.periode == gardee


@pytest.mark.parametrize("titre", ["\u200b", "\u202e\u2066", "\ufeff \u2060", "\U000e0041"])
def test_a_title_that_nobody_sees_is_no_title(
    coordination: Personne, cahier: Cahier, titre: str
) -> None:
    donnees = {"titre": titre, "periode": cahier.periode, "licence": "CC0 1.0"}
    reponse = coordination.post(adresse(cahier), donnees)
    assert "Un cahier a un titre" in reponse.content.decode()
