"""A cahier goes after a question, with all its files."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from medlove.models import Journal
from sessions.cahiers.editions.models import Edition, Etat, Variante
from sessions.models import Cahier, Image, Section
from tests.fabriques import ImageFactory
from tests.personnes import Personne


def adresse(cahier: Cahier) -> str:
    return reverse("cahiers:supprimer", args=[cahier.pk])


def test_the_question_says_what_would_go(coordination: Personne, cahier: Cahier) -> None:
    cahier.sections.filter(code="velo").update(texte="Des mots.")
    assert (
        "1 section écrite et 0 édition prête" in coordination.get(adresse(cahier)).content.decode()
    )
    assert Cahier.objects.exists()


def test_it_goes_with_its_files_and_the_journal_says_so(
    coordination: Personne,
    cahier: Cahier,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    image = ImageFactory(section=cahier.sections.get(code="velo"))
    edition = Edition.objects.create(
        cahier=cahier,
        variante=Variante.NUMERIQUE,
        etat=Etat.PRETE,
        fichier=ContentFile(b"%PDF-", name="essai.pdf"),
    )
    fichiers = [image.fichier.name, edition.fichier.name]
    with django_capture_on_commit_callbacks(execute=True):
        reponse = coordination.post(adresse(cahier))
        assert all(default_storage.exists(un) for un in fichiers)
    assert reponse.url == reverse("cahiers:liste")
    assert not any(default_storage.exists(un) for un in fichiers)
    assert not Cahier.objects.exists()
    assert not Section.objects.exists()
    assert not Image.objects.exists()
    ligne = Journal.objects.get(action="cahier_supprime")
    assert (ligne.objet, ligne.detail) == (f"cahier:{cahier.pk}", {"periode": "2026-T3"})


def test_a_stranger_deletes_nothing(etrangere: Personne, cahier: Cahier) -> None:
    assert etrangere.post(adresse(cahier)).status_code == 404
    assert Cahier.objects.exists()
