"""The images of a section: described, encoded again, served to the équipe, erased for good."""

from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Dessin
from pytest_django import DjangoCaptureOnCommitCallbacks

from sessions.cahiers.blocs.registre import BLOCS
from sessions.cahiers.composition import composer
from sessions.cahiers.services import imprimer
from sessions.models import Cahier, Image, Section
from sessions.pdf import RessourceRefusee
from tests.client import ClientExigeant
from tests.fabriques import ImageFactory, dessin
from tests.fabriques_editions import EditionFactory
from tests.personnes import Personne

SECRET = b"48.1173, prise par Maelle"
DONNEES = {
    "alternative": "Le vélo cargo ouvert sur une place, trois chaises autour",
    "credit": "L’équipe",
    "licence": "CC BY-SA 4.0",
}


@pytest.fixture
def section(cahier: Cahier) -> Section:
    return cahier.sections.get(code="velo")


@pytest.fixture
def image(section: Section) -> Image:
    return ImageFactory(section=section)


def adresse(nom: str, objet: Section | Image) -> str:
    return reverse(f"cahiers:{nom}", args=[objet.pk])


def envoyer(personne: Personne, section: Section, octets: bytes, **autres: str) -> str:
    fichier = SimpleUploadedFile("photo.jpg", octets, content_type="image/jpeg")
    reponse = personne.post(
        adresse("image_ajouter", section), {**DONNEES, "fichier": fichier, **autres}
    )
    return reponse.content.decode() if reponse.status_code == 200 else ""


def bavarde() -> bytes:
    """A photo that says where it was taken, and lies on its side."""
    exif = Dessin.Exif()
    exif[0x010E], exif[0x0112] = SECRET.decode(), 6
    exif.get_ifd(0x8825)[1] = "N"
    tampon = BytesIO()
    Dessin.new("RGB", (40, 30), "sienna").save(tampon, "JPEG", exif=exif, comment=SECRET)
    return tampon.getvalue()


def test_what_is_kept_is_upright_and_tells_nothing_of_its_taking(
    coordination: Personne, section: Section
) -> None:
    recue = bavarde()
    assert SECRET in recue
    assert envoyer(coordination, section, recue) == ""
    image = section.images.get()
    assert (image.largeur, image.hauteur) == (30, 40)
    with image.fichier.open("rb") as fichier:
        octets = fichier.read()
    assert SECRET not in octets
    assert not Dessin.open(BytesIO(octets)).getexif()
    assert image.fichier.name == f"cahiers/images/{image.pk}.jpg"


@pytest.mark.parametrize(
    ("octets", "dit"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "JPEG, PNG ou WebP"),
        (b"<html><script>alert(1)</script>", "JPEG, PNG ou WebP"),
        (b"", "vide"),
        (dessin(900, 900)[:-400], "incomplète"),
    ],
)
def test_what_is_not_a_whole_picture_is_refused_at_its_field(
    coordination: Personne, section: Section, octets: bytes, dit: str
) -> None:
    page = envoyer(coordination, section, octets, legende="Gardée")
    assert dit in page
    assert 'id="id_fichier_error"' in page
    assert 'value="Gardée"' in page
    assert not Image.objects.exists()


@pytest.mark.parametrize("dite", ["", "Un vélo", " " * 30, "photo" + " " * 30])
def test_an_image_nobody_can_hear_is_refused(
    coordination: Personne, section: Section, dite: str
) -> None:
    assert 'id="id_alternative_error"' in envoyer(coordination, section, dessin(), alternative=dite)
    assert not Image.objects.exists()


def test_an_image_without_credit_or_without_file_is_refused(
    coordination: Personne, section: Section
) -> None:
    assert 'id="id_credit_error"' in envoyer(coordination, section, dessin(), credit="")
    page = coordination.post(adresse("image_ajouter", section), DONNEES).content.decode()
    assert "Aucune image n’est choisie" in page
    assert not Image.objects.exists()


def test_images_follow_one_another(coordination: Personne, section: Section) -> None:
    for rang in range(3):
        envoyer(coordination, section, dessin(), legende=f"Image {rang}")
    assert [une.legende for une in section.images.all()] == ["Image 0", "Image 1", "Image 2"]


def test_it_is_served_as_the_picture_we_wrote_and_nothing_else(
    coordination: Personne, image: Image
) -> None:
    reponse = coordination.get(adresse("image", image))
    assert reponse["Content-Type"] == "image/jpeg"
    assert reponse["X-Content-Type-Options"] == "nosniff"
    assert "private" in reponse["Cache-Control"]
    assert Dessin.open(BytesIO(reponse.content)).size == (8, 6)


def test_nobody_else_is_served_an_image(
    etrangere: Personne,
    mediation: Personne,
    pilotage: Personne,
    administration: Personne,
    anonyme: ClientExigeant,
    image: Image,
) -> None:
    assert etrangere.get(adresse("image", image)).status_code == 404
    for personne in (mediation, pilotage, administration):
        assert personne.get(adresse("image", image)).status_code == 403
    assert anonyme.get(adresse("image", image)).status_code == 302


def test_a_lost_file_or_one_of_another_kind_does_not_exist(
    coordination: Personne, image: Image
) -> None:
    for nom in (f"cahiers/images/{uuid4()}.jpg", "cahiers/images/x.svg", "../../manage.py"):
        Image.objects.filter(pk=image.pk).update(fichier=nom)
        assert coordination.get(adresse("image", image)).status_code in {400, 404}, nom


def test_its_description_changes_and_its_file_stays(coordination: Personne, image: Image) -> None:
    assert image.alternative in coordination.get(adresse("image_modifier", image)).content.decode()
    dites = {**DONNEES, "alternative": "Trois chaises vides autour d'un vélo arrêté"}
    coordination.post(adresse("image_modifier", image), dites)
    lue = Image.objects.get(pk=image.pk)
    assert lue.alternative == "Trois chaises vides autour d’un vélo arrêté"
    assert lue.fichier == image.fichier


def test_its_file_goes_with_it_once_that_is_certain(
    coordination: Personne,
    image: Image,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    assert coordination.get(adresse("image_retirer", image)).status_code == 200
    assert Image.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        coordination.post(adresse("image_retirer", image))
        assert default_storage.exists(image.fichier.name)
    assert not Image.objects.exists()
    assert not Path(default_storage.path(image.fichier.name)).exists()


def test_a_stranger_touches_no_image(etrangere: Personne, section: Section, image: Image) -> None:
    for nom in ("image_modifier", "image_retirer"):
        assert etrangere.post(adresse(nom, image), DONNEES).status_code == 404
    assert etrangere.post(adresse("image_ajouter", section), DONNEES).status_code == 404
    assert Image.objects.count() == 1


@pytest.mark.parametrize("reste", [None, b"\xff\xd8\xffautre chose"])
def test_a_picture_lost_or_changed_stops_the_making_and_names_its_section(
    image: Image, reste: bytes | None
) -> None:
    default_storage.delete(image.fichier.name)
    if reste:
        default_storage.save(image.fichier.name, ContentFile(reste))
    with pytest.raises(RessourceRefusee, match="Dans «\u202fPourquoi à vélo\u202f», une image"):
        imprimer(image.section.cahier)


def test_an_error_in_a_bloc_names_its_section(
    cahier: Cahier, monkeypatch: pytest.MonkeyPatch
) -> None:
    def buter(*_: object) -> None:
        raise ValueError("panne")

    monkeypatch.setitem(BLOCS, "haltes", buter)
    with pytest.raises(ValueError, match="panne") as dite:
        composer(cahier)
    assert dite.value.section == "Les haltes"  # type: ignore[attr-defined]


def test_an_image_taken_out_tells_of_the_files_that_still_show_it(
    coordination: Personne, image: Image
) -> None:
    EditionFactory(cahier=image.section.cahier)
    page = coordination.post(adresse("image_retirer", image), follow=True).content.decode()
    assert "Les PDF déjà fabriqués ne changent pas" in page


def test_signs_that_nobody_sees_describe_no_image(coordination: Personne, section: Section) -> None:
    page = envoyer(coordination, section, dessin(), alternative="Un vélo" + "\u200b" * 30)
    assert "Décrire l’image en 20 caractères" in page
    assert not section.images.exists()


def test_an_image_put_in_or_taken_out_changes_its_cahier(
    coordination: Personne, section: Section
) -> None:
    avant = Cahier.objects.get().modifie_le
    envoyer(coordination, section, dessin())
    pendant = Cahier.objects.get().modifie_le
    coordination.post(adresse("image_retirer", section.images.get()))
    assert avant < pendant < Cahier.objects.get().modifie_le
