"""What is typed in a note, or told in a bilan, is found where it is read and nowhere else.

The addresses are those of the product itself: a new page is in it the day it has one.
"""

import io
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib import admin
from django.core import mail
from django.core.handlers.base import BaseHandler
from django.core.management import call_command
from django.http import HttpRequest
from django.urls import get_resolver, reverse
from django.utils import timezone
from django.views.debug import ExceptionReporter

from medlove.models import Equipe
from sessions.models import (
    Bilan,
    Parole,
    Reception,
    Reglages,
    Rencontre,
)
from tests.adresses import adresse, adresses
from tests.canaris import BILAN, DE_COTE, NOTE, TOUS, de_la_reponse, des_tables, trouves
from tests.objets import Objets
from tests.personnes import Personne
from tests.sessions.terrain.envois import Tablette
from tests.test_murs import QUI

# Where each is read: see « Who sees what ». A bilan is told to its équipe, on the page of its
# sortie; the coordination alone reads what is set aside, and what somebody wishes to talk about.
DE_LA_NOTE = {
    "mediation": {"rencontres:fiche"},
    "coordination": {
        "rencontres:fiche",
        "relecture:effacer",
        "relecture:notes",
        "relecture:reecrire",
        "tirages:page",
    },
}
DE_COTE_LU = {"coordination": {"a_corriger:fiche"}}
DU_BILAN = {"sorties:fiche"}
FORMES = ["csv", "xlsx", "ods", "json", "geojson", "ics", "pdf"]
# The columns that hold them: what is typed, and the element as it came.
COLONNES = {
    ("medlove_sessions_rencontre", "note"),
    ("medlove_sessions_reception", "brut"),
    *(("medlove_sessions_bilan", champ) for champ in BILAN),
}


@pytest.fixture
def canaris(objets: Objets, equipe: Equipe) -> Objets:
    """Typed everywhere one may: sent by a tablet, stored, set aside."""
    Bilan.objects.update(**BILAN)
    _typer(equipe)
    de_cote = Reception.objects.get(verdict="quarantaine", type="rencontre")
    return {**objets, "a_corriger": {"pk": de_cote.pk}}


def _typer(equipe: Equipe) -> None:
    """From a tablet: one note stored, one set aside, a bilan."""
    tablette = Tablette(equipe, date=timezone.localdate())
    lot = [
        tablette.rencontre(note=f"Un {NOTE} chante."),
        tablette.rencontre(note=f"Mme Essai et son {DE_COTE}."),
        tablette.element("bilan", {"sortie": str(tablette.sortie.pk), **BILAN}),
    ]
    verdicts = tablette.verdicts(*lot)
    assert verdicts == ["cree", "quarantaine", "cree"]


@pytest.fixture
def ecrit(caplog: pytest.LogCaptureFixture) -> Iterator[io.StringIO]:
    """All that the product logs, at its most talkative."""
    sortie = io.StringIO()
    poignee = logging.StreamHandler(sortie)
    logging.root.addHandler(poignee)
    with caplog.at_level(logging.DEBUG):
        yield sortie
    logging.root.removeHandler(poignee)


def reponses(client: Any, objets: Objets, *, cherche: bool) -> Iterator[tuple[str, Any]]:
    """Every address, asked for as it is; `cherche`, its page as who searches for the beginning of
    a canary too, and an export in every form there may be."""
    for nom in sorted(set(adresses(get_resolver()))):
        la = adresse(nom, objets)
        yield nom, (reponse := client.get(la))
        if cherche and reponse["Content-Type"].startswith("text/html"):
            yield nom, client.get(la, {"q": NOTE[:7], "recherche": NOTE[:7]})
        if cherche and ("export" in nom or "echanges" in nom):
            for forme in FORMES:
                yield nom, client.get(la, {"format": forme, "forme": forme})


@pytest.mark.usefixtures("sans_imprimer")
@pytest.mark.parametrize("qui", QUI)
def test_every_address_says_them_where_they_are_read_and_nowhere_else(
    qui: str, canaris: Objets, request: pytest.FixtureRequest, ecrit: io.StringIO
) -> None:
    lus: dict[str, set[str]] = {}
    client = request.getfixturevalue(qui)
    for nom, reponse in reponses(client, canaris, cherche=qui in {"mediation", "coordination"}):
        for dit in de_la_reponse(reponse):
            lus.setdefault(dit, set()).add(nom)
            assert "no-store" in reponse["Cache-Control"], nom
    terrain = qui in {"mediation", "coequipiere", "coordination"}
    du_bilan = {un: lus.pop(un, set()) for un in BILAN.values()}
    assert lus.pop(NOTE, set()) == DE_LA_NOTE.get(qui, set())
    assert lus.pop(DE_COTE, set()) == DE_COTE_LU.get(qui, set())
    assert not lus
    permis = DU_BILAN if terrain else set()
    if qui == "coordination":
        permis = permis | {"relecture:bilans", "relecture:reecrire_bilan"}
    assert {nom for noms in du_bilan.values() for nom in noms} <= permis
    assert not trouves(ecrit.getvalue().encode())
    assert set(des_places()) <= COLONNES


def test_no_file_of_the_desk_says_them(coordination: Personne, canaris: Objets) -> None:
    """In every form there may be."""
    fichiers = [nom for nom in set(adresses(get_resolver())) if "export" in nom]
    assert len(fichiers) > 2
    for nom in fichiers:
        for forme in FORMES:
            reponse = coordination.get(adresse(nom, canaris), {"format": forme, "forme": forme})
            assert not de_la_reponse(reponse), (nom, forme)


def des_places() -> Iterator[tuple[str, str]]:
    """Caches, sessions, journal, and every table that will come."""
    for table, colonne, _ in des_tables():
        yield table, colonne


def test_the_canaries_are_there_to_be_found(canaris: Objets) -> None:
    """Else all of this looks for nothing."""
    assert {dit for *_, dit in des_tables()} == TOUS
    assert set(des_places()) == COLONNES


@pytest.mark.parametrize("qui", ["coordination", "mediation", "anonyme"])
def test_a_page_of_error_says_nothing_whatever_breaks(
    qui: str,
    canaris: Objets,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each address, its view failing with a canary in its mouth, DEBUG off."""
    client = request.getfixturevalue(qui)
    client.raise_request_exception = False
    assert not settings.DEBUG

    def tomber(self: BaseHandler, vue: Callable[..., Any]) -> Callable[..., Any]:
        def panne(requete: HttpRequest, *quoi: Any, **reste: Any) -> Any:
            raise ValueError(f"{NOTE} {' '.join(BILAN.values())}")

        return panne

    monkeypatch.setattr(BaseHandler, "make_view_atomic", tomber)
    statuts = set()
    for nom in sorted(set(adresses(get_resolver()))):
        for envoyer in (client.get, client.post):
            reponse = envoyer(adresse(nom, canaris))
            statuts.add(reponse.status_code)
            assert not de_la_reponse(reponse), nom
    assert 500 in statuts


def test_the_administration_has_none_of_it(administration: Personne, canaris: Objets) -> None:
    for modele in admin.site._registry:
        nom = f"{modele._meta.app_label}_{modele._meta.model_name}"
        for autour in ({}, {"q": NOTE[:7]}):
            page = administration.get(reverse(f"admin:{nom}_changelist"), autour)
            assert not de_la_reponse(page), nom
        for objet in modele._default_manager.all()[:3]:
            page = administration.get(reverse(f"admin:{nom}_change", args=[objet.pk]))
            assert not de_la_reponse(page), nom


def test_what_commands_make_has_none_of_it(equipe: Equipe, tmp_path: Path, settings: Any) -> None:
    """Publications, e-mails, what they print. A backup, which is all of the base, is apart."""
    _typer(equipe)
    settings.MEDLOVE_CLE_PUBLICATION = "une clé pour les essais, assez longue pour en être une"
    Reglages.objects.update_or_create(equipe=equipe, defaults={"taille": "grande", "ouverte": True})
    dit = io.StringIO()
    dehors = ("--equipe", equipe.slug, "--trimestre", "2026-T1", "--vers", str(tmp_path / "la"))
    for commande, mots in {"publier": dehors, "relancer_orientations": ()}.items():
        call_command(commande, *mots, stdout=dit, stderr=dit)
    faits = [un for un in tmp_path.rglob("*") if un.is_file()]
    assert faits
    for fichier in faits:
        assert not trouves(fichier.read_bytes()), fichier.name
    assert not trouves(dit.getvalue().encode())
    for courriel in mail.outbox:
        assert not trouves(courriel.message().as_bytes())


def test_relecture_leaves_none_of_it_but_what_is_rewritten(
    coordination: Personne, canaris: Objets, ecrit: io.StringIO
) -> None:
    """Read again, rewritten, erased: what was typed is gone, from what the tablets sent too."""
    for rencontre in Rencontre.objects.avec_note():
        adresse_de_la_note = f"/relecture/notes/{rencontre.pk}/"
        saisi = {"texte": "Un banc au soleil.", "edition": rencontre.edition, "effacer": "on"}
        coordination.post(adresse_de_la_note, saisi)
    assert Parole.objects.filter(texte="Un banc au soleil.").exists()
    assert NOTE not in {dit for *_, dit in des_tables()}
    assert not trouves(ecrit.getvalue().encode())


def test_reports_of_error_hold_neither_what_was_posted_nor_variables(
    canaris: Objets, rf: Any
) -> None:
    requete = rf.post("/rencontres/", {"note": NOTE})
    try:
        note = BILAN["scene"]
        raise ValueError(len(note))
    except ValueError as erreur:
        rapport = ExceptionReporter(requete, type(erreur), erreur, erreur.__traceback__)
        textes = rapport.get_traceback_text() + rapport.get_traceback_html()
    assert "ValueError" in textes
    assert not trouves(textes.encode())
