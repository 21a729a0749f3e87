"""An outil added, changed, no longer proposed: by whom, and with which files."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase
from django.urls import reverse
from PIL import Image

from medlove.models import Equipe, Journal
from sessions.images import PAS_UNE_IMAGE
from sessions.models import Outil
from sessions.outils import forms
from sessions.outils.forms import ETAPES_AU_PLUS
from sessions.sorties.models import REGLES_AU_PLUS
from tests.client import ClientExigeant
from tests.fabriques import OutilFactory, dessin
from tests.personnes import Personne
from tests.sessions.outils.conftest import MONTRE, PDF

NOUVEAU = "/sorties/outils/nouveau/"
REMPLI = {
    "nom": "La boîte à courrier",
    "origine": "invente",
    "regles": "Tirer une enveloppe.\nLa trier.",
    "minutes": "15",
    "materiel": "Dix enveloppes",
    "licence": "CC BY-SA 4.0",
    "credit": "L’équipe",
    "photo_montre": "",
}


def modifier(outil: Outil) -> str:
    return reverse("outils:modifier", args=[outil.pk])


def photo(nom: str = "chez-moi.jpg") -> SimpleUploadedFile:
    """A picture that says where it was taken."""
    exif = Image.Exif()
    exif[0x010E] = "chez moi"
    tampon = BytesIO()
    Image.new("RGB", (40, 30), "sienna").save(tampon, "JPEG", exif=exif)
    return SimpleUploadedFile(nom, tampon.getvalue(), "image/jpeg")


def pdf(octets: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile("cartes.pdf", octets, "application/pdf")


@pytest.mark.parametrize("qui", ["mediation", "coordination"])
def test_those_who_go_out_add_one(qui: str, equipe: Equipe, request: pytest.FixtureRequest) -> None:
    personne: Personne = request.getfixturevalue(qui)
    reponse = personne.post(NOUVEAU, REMPLI)
    outil = Outil.objects.get()
    assert reponse.url == reverse("outils:fiche", args=[outil.pk])
    assert (outil.equipe, outil.nom, outil.minutes) == (equipe, "La boîte à courrier", 15)
    assert Journal.objects.get().action == "outil_ajoute"


def test_steering_adds_nothing_and_mediators_change_nothing(
    pilotage: Personne, mediation: Personne, outil: Outil
) -> None:
    assert pilotage.post(NOUVEAU, REMPLI).status_code == 403
    assert mediation.post(modifier(outil), REMPLI).status_code == 403
    assert pilotage.post(modifier(outil), REMPLI).status_code == 403
    assert Outil.objects.get().nom == "La roue"


def test_strangers_and_nobody_change_nothing(
    etrangere: Personne, anonyme: ClientExigeant, outil: Outil
) -> None:
    for nom in ("modifier", "retirer", "proposer"):
        adresse = reverse(f"outils:{nom}", args=[outil.pk])
        assert etrangere.post(adresse, REMPLI).status_code == 404, nom
        assert anonyme.post(adresse, REMPLI).status_code == 302, nom
    outil.refresh_from_db()
    assert (outil.nom, outil.is_active) == ("La roue", True)


def test_the_photo_is_encoded_again_and_keeps_neither_its_name_nor_where_it_was_taken(
    mediation: Personne,
) -> None:
    mediation.post(NOUVEAU, {**REMPLI, "photo": photo(), "photo_montre": MONTRE})
    outil = Outil.objects.get()
    octets = outil.photo.read()
    assert b"chez moi" not in octets
    assert "chez" not in outil.photo.name
    assert Image.open(BytesIO(octets)).size == (40, 30)
    assert outil.photo_montre == MONTRE


@pytest.mark.parametrize("dit", ["", "   ", "Une roue."])
def test_a_photo_says_what_it_shows_in_twenty_characters(mediation: Personne, dit: str) -> None:
    reponse = mediation.post(NOUVEAU, {**REMPLI, "photo": photo(), "photo_montre": dit})
    page = reponse.content.decode()
    assert "en 20 caractères au moins" in page
    assert forms.A_RECHOISIR in page
    assert "Tirer une enveloppe." in page
    assert not Outil.objects.exists()


def test_words_about_no_photo_are_not_kept(mediation: Personne) -> None:
    mediation.post(NOUVEAU, {**REMPLI, "photo_montre": MONTRE})
    assert Outil.objects.get().photo_montre == ""


@pytest.mark.parametrize(
    ("octets", "dit"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", PAS_UNE_IMAGE),
        (dessin(400, 300)[:-300], "incomplète ou abîmée"),
        (b"", "vide"),
    ],
)
def test_what_is_no_picture_is_refused_at_its_field_and_nothing_typed_is_lost(
    mediation: Personne, octets: bytes, dit: str
) -> None:
    envoi = SimpleUploadedFile("image.jpg", octets, "image/jpeg")
    reponse = mediation.post(NOUVEAU, {**REMPLI, "photo": envoi, "photo_montre": MONTRE})
    page = reponse.content.decode()
    assert dit in page
    assert "La boîte à courrier" in page
    assert not Outil.objects.exists()


@pytest.mark.parametrize(
    ("octets", "dit"),
    [
        (b"<html><script>alert(1)</script></html>", "pas un PDF entier"),
        (b"%PDF-1.7 coupe en route", "pas un PDF entier"),
        (b"", "pas un PDF entier"),
    ],
)
def test_only_a_whole_pdf_is_kept_to_print(mediation: Personne, octets: bytes, dit: str) -> None:
    reponse = mediation.post(NOUVEAU, {**REMPLI, "a_imprimer": pdf(octets)})
    assert dit in reponse.content.decode()
    assert not Outil.objects.exists()


def test_a_pdf_of_more_than_10_mb_is_refused(
    mediation: Personne, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "IMPRESSION_AU_PLUS", len(PDF) - 1)
    reponse = mediation.post(NOUVEAU, {**REMPLI, "a_imprimer": pdf()})
    assert "plus de 10\u00a0Mo" in reponse.content.decode()


def test_a_new_file_takes_the_place_of_the_old_one_which_leaves_the_disk(
    coordination: Personne, outil: Outil
) -> None:
    anciens = [outil.photo.name, outil.a_imprimer.name]
    envoi = {**REMPLI, "photo": photo(), "photo_montre": MONTRE, "a_imprimer": pdf()}
    with TestCase.captureOnCommitCallbacks(execute=True):
        coordination.post(modifier(outil), envoi)
    outil.refresh_from_db()
    assert {outil.photo.name, outil.a_imprimer.name}.isdisjoint(anciens)
    assert not any(default_storage.exists(nom) for nom in anciens)
    assert default_storage.exists(outil.photo.name)
    assert default_storage.exists(outil.a_imprimer.name)


def test_files_stay_when_nothing_is_sent_and_leave_when_asked(
    coordination: Personne, outil: Outil
) -> None:
    coordination.post(modifier(outil), {**REMPLI, "photo_montre": MONTRE})
    outil.refresh_from_db()
    assert outil.photo
    assert outil.a_imprimer
    gestes = {"retirer_la_photo": "on", "retirer_le_fichier": "on", "photo_montre": MONTRE}
    coordination.post(modifier(outil), {**REMPLI, **gestes})
    outil.refresh_from_db()
    assert not outil.photo
    assert not outil.a_imprimer
    assert outil.photo_montre == ""


def test_a_photo_that_stays_keeps_words_that_say_it(coordination: Personne, outil: Outil) -> None:
    reponse = coordination.post(modifier(outil), {**REMPLI, "photo_montre": ""})
    assert "en 20 caractères au moins" in reponse.content.decode()
    outil.refresh_from_db()
    assert outil.photo_montre == MONTRE


@pytest.mark.parametrize("nom", ["La roue", "la  ROUE", " La roue "])
def test_two_outils_do_not_bear_one_name(
    coordination: Personne, outil: Outil, equipe: Equipe, nom: str
) -> None:
    reponse = coordination.post(NOUVEAU, {**REMPLI, "nom": nom})
    assert "déjà un outil de ce nom" in reponse.content.decode()
    autre = OutilFactory(equipe=equipe, nom="L’autre")
    assert coordination.post(modifier(autre), {**REMPLI, "nom": nom}).status_code == 200
    assert coordination.post(modifier(outil), {**REMPLI, "photo_montre": MONTRE}).status_code == 302


def test_the_name_of_an_outil_of_another_equipe_is_free(
    coordination: Personne, autre_equipe: Equipe
) -> None:
    OutilFactory(equipe=autre_equipe, nom=REMPLI["nom"])
    assert coordination.post(NOUVEAU, REMPLI).status_code == 302


@pytest.mark.parametrize("champ", ["nom", "origine"])
def test_a_name_and_an_origin_are_all_that_is_asked(mediation: Personne, champ: str) -> None:
    assert mediation.post(NOUVEAU, {**REMPLI, champ: ""}).status_code == 200
    assert not Outil.objects.exists()
    juste: dict[str, Any] = {"nom": "Le loto", "origine": "identifie"}
    assert mediation.post(NOUVEAU, juste).status_code == 302


def test_only_the_coordination_takes_one_off_and_puts_it_back(
    coordination: Personne, mediation: Personne, outil: Outil
) -> None:
    retirer = reverse("outils:retirer", args=[outil.pk])
    assert mediation.post(retirer).status_code == 403
    assert coordination.get(retirer).status_code == 405
    coordination.post(retirer)
    outil.refresh_from_db()
    assert not outil.is_active
    coordination.post(reverse("outils:proposer", args=[outil.pk]))
    outil.refresh_from_db()
    assert outil.is_active
    assert [un.action for un in Journal.objects.order_by("pk")] == ["outil_retire", "outil_propose"]


def test_rules_longer_than_a_card_are_refused_and_stay_in_their_field(
    coordination: Personne,
) -> None:
    trop = {"signes": "a" * (REGLES_AU_PLUS + 1), "étapes": "une étape\n" * (ETAPES_AU_PLUS + 1)}
    for regles in trop.values():
        page = coordination.post(NOUVEAU, REMPLI | {"nom": "Roue", "regles": regles})
        assert page.status_code == 200
        assert list(page.context["form"].errors) == ["regles"]
        assert regles.strip() in page.content.decode()
    assert not Outil.objects.filter(nom="Roue").exists()
