"""The page: for the coordination alone, and what it hands over is what an import takes."""

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.urls import reverse
from django.utils import timezone

from medlove.journal.models import Journal
from medlove.models import Equipe
from sessions.demenagement import views
from sessions.models import Reception, Rencontre
from tests.fabriques import HalteFactory, LieuFactory, RencontreFactory
from tests.personnes import Personne
from tests.sessions.demenagement.conftest import importer, vider_l_instance

PAGE, ARCHIVE = reverse("demenagement:page"), reverse("demenagement:emporter")

pytestmark = pytest.mark.usefixtures("meme_transaction")


def lire(reponse: Any) -> bytes:
    """To its end, which closes it."""
    return b"".join(reponse.streaming_content)


@pytest.mark.parametrize("qui", ["mediation", "coequipiere", "pilotage", "administration"])
def test_only_the_coordination_takes_it(qui: str, db: None, request: pytest.FixtureRequest) -> None:
    personne = request.getfixturevalue(qui)
    assert personne.get(PAGE).status_code == 403
    reponse = personne.post(ARCHIVE)
    list(reponse)  # were it an archive, it would be read to its end, and closed
    assert reponse.status_code == 403
    assert not Journal.objects.filter(action="export_complet").exists()


def test_nobody_takes_it_without_signing_in(anonyme: Any) -> None:
    assert anonyme.post(ARCHIVE).status_code == 302


def test_it_is_never_handed_over_by_a_link(coordination: Personne) -> None:
    assert coordination.get(ARCHIVE).status_code == 405


def test_what_is_handed_over_enters_elsewhere(
    coordination: Personne, equipe: Equipe, tmp_path: Path
) -> None:
    RencontreFactory(sortie__equipe=equipe, note="canarinote")
    reponse = coordination.post(ARCHIVE)
    jour = timezone.localdate()
    assert reponse["Content-Disposition"] == (
        f'attachment; filename="interne-{equipe.slug}-{jour}.zip"'
    )
    assert reponse["Content-Type"] == "application/zip"
    assert "no-store" in reponse["Cache-Control"]
    (tmp_path / "recue.zip").write_bytes(lire(reponse))
    (fait,) = Journal.objects.filter(action="export_complet")
    assert (fait.equipe_id, fait.acteur) == (equipe.pk, coordination.utilisateur.pk)
    vider_l_instance()
    importer(tmp_path / "recue.zip")
    assert Rencontre.objects.get().note == "canarinote"


def test_it_is_of_the_equipe_of_who_asks(
    etrangere: Personne, coordination: Personne, equipe: Equipe
) -> None:
    RencontreFactory(sortie__equipe=equipe, note="canarinote")
    with ZipFile(BytesIO(lire(etrangere.post(ARCHIVE)))) as archive:
        assert b"canarinote" not in archive.read("rencontres.csv")
        assert equipe.slug.encode() not in archive.read("equipe.csv").split(b",")


def test_two_archives_of_the_same_data_are_the_same(coordination: Personne) -> None:
    assert lire(coordination.post(ARCHIVE)) == lire(coordination.post(ARCHIVE))


def test_the_page_says_what_it_holds_and_how_to_keep_it(
    coordination: Personne, equipe: Equipe
) -> None:
    RencontreFactory(sortie__equipe=equipe, note="canarinote")
    page = coordination.get(PAGE).content.decode()
    assert "Interne, ne pas diffuser" in page
    assert "1 note en clair" in page
    assert "canarinote" not in page
    assert "à corriger ne partirait pas" not in page


def test_what_waits_to_be_mended_is_said_first(coordination: Personne, equipe: Equipe) -> None:
    for element in "xy":
        Reception.objects.create(
            equipe=equipe, element=element, empreinte="x", type="x", brut={}, verdict="quarantaine"
        )
    page = coordination.get(PAGE).content.decode()
    assert "2 relevés à corriger ne partiraient pas" in page
    assert reverse("a_corriger:liste") in page


def test_what_cannot_leave_is_said_on_the_page(coordination: Personne, equipe: Equipe) -> None:
    """A row that names one of another équipe."""
    HalteFactory(sortie__equipe=equipe, lieu=LieuFactory())
    page = coordination.post(ARCHIVE, follow=True).content.decode()
    assert "haltes.csv, colonne lieu : 1 ligne vers ce qui n’est pas à cette équipe" in page
    assert not Journal.objects.filter(action="export_complet").exists()


@pytest.mark.complet
def test_asked_too_often_it_waits(coordination: Personne, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(views.LIMITE.au_plus):
        assert lire(coordination.post(ARCHIVE))
    assert "attendre un peu" in coordination.post(ARCHIVE, follow=True).content.decode()
