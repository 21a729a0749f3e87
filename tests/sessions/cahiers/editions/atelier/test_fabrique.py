"""What the worker does of an edition: whole, or not at all."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from os import utime
from pathlib import Path
from time import time
from typing import Any
from unittest.mock import Mock

import pytest
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from sessions import pdf
from sessions.cahiers.editions import fabrique, production
from sessions.cahiers.editions.fabrique import ATELIER, INTERROMPUE, fabriquer
from sessions.cahiers.editions.models import Edition, Etat, Variante
from sessions.cahiers.editions.processus import Arret, Issue
from sessions.cahiers.editions.production import Produit
from sessions.cahiers.editions.rendu import BALISE, Epreuve, Fabrique, tirer
from sessions.cahiers.editions.services import annuler
from sessions.models import Cahier
from tests.fabriques import PublicationFactory
from tests.fabriques_editions import EditionEnAttenteFactory, EditionFactory

Executer = Callable[..., Any]


@pytest.fixture
def attend(cahier: Cahier) -> Edition:
    return EditionEnAttenteFactory(cahier=cahier)


@pytest.fixture
def rangees(fichiers: Path) -> Callable[[], list[str]]:
    """The names of all the private files there are."""
    return lambda: sorted(un.name for un in fichiers.rglob("*") if un.is_file())


@pytest.mark.usefixtures("une_page")
def test_an_edition_made_is_ready_with_its_file(
    attend: Edition, feuille: bytes, rangees: Callable[[], list[str]]
) -> None:
    fabriquer(attend.pk)
    attend.refresh_from_db()
    assert attend.etat == Etat.PRETE
    assert Path(attend.fichier.path).read_bytes() == feuille
    assert attend.empreinte == hashlib.sha256(feuille).hexdigest()
    assert (attend.octets, attend.pages, attend.donnees) == (len(feuille), 1, "d" * 64)
    assert attend.duree == 0
    assert rangees() == [f"{attend.pk}.pdf"]


@pytest.mark.usefixtures("une_page")
@pytest.mark.parametrize("publiee", [True, False])
def test_an_edition_says_whether_its_figures_are_published(attend: Edition, publiee: bool) -> None:
    if publiee:
        PublicationFactory(equipe=attend.cahier.equipe, periode=attend.cahier.periode)
    fabriquer(attend.pk)
    attend.refresh_from_db()
    assert attend.publiee is publiee


def test_figures_published_during_the_making_are_not_said_to_be(
    attend: Edition, feuille: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def publier(cahier: Cahier, _: Any) -> Fabrique:
        PublicationFactory(equipe=cahier.equipe, periode=cahier.periode)
        return Fabrique(feuille, 1, "")

    monkeypatch.setattr(production, "fabriquer", publier)
    fabriquer(attend.pk)
    attend.refresh_from_db()
    assert (attend.etat, attend.publiee) == (Etat.PRETE, False)


@pytest.mark.usefixtures("une_page")
def test_the_one_before_leaves_with_its_file_once_the_new_one_is_sure(
    attend: Edition,
    rangees: Callable[[], list[str]],
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    quand = attend.demandee_le - timedelta(hours=1)
    for etat in (Etat.PRETE, Etat.ECHEC, Etat.ANNULEE):
        ancienne = EditionFactory(cahier=attend.cahier, etat=etat)
        Edition.objects.filter(pk=ancienne.pk).update(demandee_le=quand)
    autre = EditionFactory(cahier=attend.cahier, variante="livret")
    with django_capture_on_commit_callbacks(execute=False) as a_faire:
        fabriquer(attend.pk)
    assert len(rangees()) == 5
    for faire in a_faire:
        faire()
    assert set(Edition.objects.all()) == {attend, autre}
    assert len(rangees()) == 2


@pytest.mark.parametrize("etat", [Etat.EN_COURS, Etat.PRETE, Etat.ECHEC, Etat.ANNULEE])
def test_only_one_that_waits_is_made(
    attend: Edition, etat: Etat, monkeypatch: pytest.MonkeyPatch
) -> None:
    Edition.objects.filter(pk=attend.pk).update(etat=etat)
    monkeypatch.setattr(production, "fabriquer", lambda *_: pytest.fail("made"))
    fabriquer(attend.pk)
    attend.refresh_from_db()
    assert attend.etat == etat


def test_one_called_off_during_its_making_stays_so_and_leaves_nothing(
    attend: Edition,
    feuille: bytes,
    monkeypatch: pytest.MonkeyPatch,
    rangees: Callable[[], list[str]],
) -> None:
    def annuler_puis_rendre(*_: Any) -> Fabrique:
        annuler(attend)
        return Fabrique(feuille, 1, "")

    monkeypatch.setattr(production, "fabriquer", annuler_puis_rendre)
    fabriquer(attend.pk)
    attend.refresh_from_db()
    assert attend.etat == Etat.ANNULEE
    assert not attend.fichier
    assert rangees() == []


@pytest.mark.parametrize(
    ("erreur", "dit"),
    [
        (ValueError("secret de la base"), "erreur du programme"),
        (type("DeSection", (Exception,), {"section": "Les haltes"})(), "« Les haltes »"),
    ],
)
def test_a_making_that_fails_says_why_in_a_sentence_and_the_pdf_before_stays(
    attend: Edition,
    erreur: Exception,
    dit: str,
    monkeypatch: pytest.MonkeyPatch,
    rangees: Callable[[], list[str]],
) -> None:
    avant = EditionFactory(cahier=attend.cahier)

    def echouer(*_: Any) -> Fabrique:
        raise erreur

    monkeypatch.setattr(production, "fabriquer", echouer)
    fabriquer(attend.pk)
    attend.refresh_from_db()
    assert attend.etat == Etat.ECHEC
    assert dit in attend.message.replace("\u202f", " ")
    assert "secret" not in attend.message
    assert rangees() == [Path(avant.fichier.name).name]
    assert Edition.objects.filter(pk=avant.pk).exists()


def test_a_worker_that_is_stopped_says_so_of_what_it_was_making(
    attend: Edition, monkeypatch: pytest.MonkeyPatch, rangees: Callable[[], list[str]]
) -> None:
    def s_arreter(*_: Any) -> Fabrique:
        raise SystemExit(1)

    monkeypatch.setattr(production, "fabriquer", s_arreter)
    with pytest.raises(SystemExit):
        fabriquer(attend.pk)
    attend.refresh_from_db()
    assert (attend.etat, attend.message) == (Etat.ECHEC, INTERROMPUE)
    assert rangees() == []


@pytest.mark.usefixtures("une_page")
def test_a_file_that_cannot_be_written_in_the_database_is_not_left(
    attend: Edition, monkeypatch: pytest.MonkeyPatch, rangees: Callable[[], list[str]]
) -> None:
    def refuser(_: Edition) -> Any:
        raise OSError("plus de place")

    monkeypatch.setattr(fabrique, "remplacees", refuser)
    with pytest.raises(OSError, match="plus de place"):
        fabriquer(attend.pk)
    attend.refresh_from_db()
    assert attend.etat == Etat.ECHEC
    assert rangees() == []


@pytest.mark.usefixtures("une_page")
def test_what_a_dead_worker_left_is_swept_and_what_is_being_written_is_not(
    attend: Edition, fichiers: Path
) -> None:
    perdu, en_cours = fichiers / ATELIER / "perdu", fichiers / ATELIER / "en-cours"
    for dossier in (perdu, en_cours):
        dossier.mkdir(parents=True)
        (dossier / "cahier.pdf").write_bytes(b"%PDF-")
    utime(perdu, (time() - 10_000,) * 2)
    fabriquer(attend.pk)
    assert not perdu.exists()
    assert en_cours.exists()


@pytest.mark.usefixtures("une_page")
def test_those_left_by_a_dead_worker_are_closed_by_the_next_one(
    attend: Edition, cahier: Cahier
) -> None:
    hier = timezone.now() - timedelta(days=1)
    laissee = EditionEnAttenteFactory(
        cahier=cahier, variante="livret", etat=Etat.EN_COURS, commencee_le=hier
    )
    encore = EditionEnAttenteFactory(
        cahier=cahier, variante="impression", etat=Etat.EN_COURS, commencee_le=timezone.now()
    )
    fabriquer(attend.pk)
    laissee.refresh_from_db()
    encore.refresh_from_db()
    assert (laissee.etat, laissee.message) == (Etat.ECHEC, INTERROMPUE)
    assert encore.etat == Etat.EN_COURS


def test_a_child_that_answers_anything_else_made_nothing(
    attend: Edition, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.MEDLOVE_EDITION_SUR_PLACE = False
    issue = Issue(Arret.FINI, "pas du JSON", "")
    monkeypatch.setattr(fabrique, "executer", lambda *_, **__: issue)
    fabriquer(attend.pk)
    attend.refresh_from_db()
    assert attend.etat == Etat.ECHEC
    assert "erreur du programme" in attend.message


@pytest.mark.parametrize("dit", [None, [], {"pages": 3}, {**Produit().en_clair(), "de_trop": 1}])
def test_what_is_not_an_answer_of_a_child_is_refused(dit: Any) -> None:
    with pytest.raises(ValueError, match="Produit"):
        Produit.lire(dit)


def test_one_deleted_as_its_making_ends_leaves_no_file(
    attend: Edition,
    une_page: None,
    rangees: Callable[[], list[str]],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    """What deletes it read its row a moment before."""
    lue = Edition.objects.get(pk=attend.pk)
    fabriquer(attend.pk)
    assert len(rangees()) == 1
    with django_capture_on_commit_callbacks(execute=True):
        lue.delete()
    assert rangees() == []


@pytest.mark.parametrize(
    ("arrete", "ou"),
    [("Ici on bute.", "Où l’on bute"), ("Là, et ici", None)],
    ids=["une", "toutes"],
)
def test_a_rendering_that_stops_names_the_section_it_stops_in(
    arrete: str, ou: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The layout knows boxes, not sections: each is tried alone."""

    def rendre(html: str, *_: Any, **__: Any) -> bytes:
        if arrete in BALISE.sub("", html):
            raise IndexError("list index out of range")
        return b""

    monkeypatch.setattr(pdf, "rendre", rendre)
    mots = ["Un mot.", "Là, et ", "ici on bute. Ici on bute."]
    corps = "".join(f'<section class="chapitre chapitre--x">{un}</section>' for un in mots)
    epreuve = Epreuve(
        Variante.NUMERIQUE,
        Mock(),
        f"<body><h1>Titre</h1>{corps}</body>",
        {},
        {},
        ["Un mot", "Là", "Où l’on bute"],
    )
    with pytest.raises(IndexError) as tenu:
        tirer(epreuve)
    assert tenu.value.section == ou
