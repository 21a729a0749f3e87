"""The photo and the file to print: read by the équipe, harmless to its browsers."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from sessions.models import Outil
from tests.client import ClientExigeant
from tests.fabriques import dessin
from tests.personnes import Personne
from tests.sessions.outils.conftest import PDF


def adresse(nom: str, outil: Outil) -> str:
    return reverse(f"outils:{nom}", args=[outil.pk])


@pytest.mark.parametrize("qui", ["mediation", "coordination", "pilotage"])
def test_every_member_sees_the_photo_and_downloads_the_file(
    qui: str, outil: Outil, request: pytest.FixtureRequest
) -> None:
    personne: Personne = request.getfixturevalue(qui)
    photo = personne.get(adresse("photo", outil))
    assert photo["Content-Type"] == "image/jpeg"
    assert photo.content == dessin()
    fichier = personne.get(adresse("a_imprimer", outil))
    assert fichier["Content-Type"] == "application/pdf"
    assert fichier["Content-Disposition"] == 'attachment; filename="la-roue.pdf"'
    assert fichier.content == PDF
    for reponse in (photo, fichier):
        assert reponse["X-Content-Type-Options"] == "nosniff"
        assert "private" in reponse["Cache-Control"]


def test_a_png_says_it_is_one(mediation: Personne, outil: Outil) -> None:
    outil.photo.save("dessin.png", ContentFile(b"x"))
    assert mediation.get(adresse("photo", outil))["Content-Type"] == "image/png"


def test_strangers_and_nobody_get_neither(
    etrangere: Personne, anonyme: ClientExigeant, outil: Outil
) -> None:
    for nom in ("photo", "a_imprimer"):
        assert etrangere.get(adresse(nom, outil)).status_code == 404
        assert anonyme.get(adresse(nom, outil)).status_code == 302


def test_without_a_file_or_with_a_lost_one_there_is_no_page(
    mediation: Personne, outil: Outil
) -> None:
    outil.photo.storage.delete(outil.photo.name)
    outil.a_imprimer = ""
    outil.save()
    for nom in ("photo", "a_imprimer"):
        assert mediation.get(adresse(nom, outil)).status_code == 404
    assert "Fichier à imprimer" not in mediation.get(adresse("fiche", outil)).content.decode()
