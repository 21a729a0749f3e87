"""The worker's side: takes an edition, has it made in a child process, keeps or tells.

Only here does an edition become ready or fail. A cancelled one stays so, whatever comes after.
"""

import hashlib
import json
import logging
import os
import shutil
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from sessions.cahiers.editions.models import GRACE, Edition, EditionQuerySet, Etat
from sessions.cahiers.editions.processus import Arret, Issue, executer
from sessions.cahiers.editions.production import ERREUR, Produit, produire

ATELIER = "cahiers/atelier"
INTERROMPUE = "La fabrication a été interrompue par le serveur\u202f: la redemander."
TROP_LONGUE = (
    "Après {} s, le cahier n’était pas fini\u202f: le redemander plus tard, ou retirer des "
    "sections."
)
TROP_LOURDE = (
    "Le cahier demande plus de mémoire que les {} Mo permis\u202f: alléger ses images, ou "
    "retirer des sections."
)

journal = logging.getLogger(__name__)


class Rappelee(Exception):
    """Cancelled while it was being made."""


def fabriquer(pk: UUID) -> None:
    """Make an edition that waits; nothing when it was cancelled, or is already being made."""
    fermer_les_abandonnees()
    balayer()
    edition = _prendre(pk)
    if edition is None:
        return
    try:
        with TemporaryDirectory(dir=_atelier()) as dossier:
            vers = Path(dossier) / "cahier.pdf"
            produit = _produire(edition, vers)
            if produit.erreur:
                _echouer(edition, produit.erreur)
            else:
                _ranger(edition, produit, vers)
    except Rappelee:
        return
    except BaseException as erreur:
        # The worker is being stopped, the disk is full…: nobody must wait for this one.
        _echouer(edition, ERREUR if isinstance(erreur, Exception) else INTERROMPUE)
        raise


def fermer_les_abandonnees() -> None:
    """Say of those left by a dead worker that nobody makes them."""
    Edition.objects.abandonnees().update(
        etat=Etat.ECHEC, message=INTERROMPUE, finie_le=timezone.now()
    )


def balayer() -> None:
    """Throw away what a dead worker left half-written."""
    avant = time.time() - settings.MEDLOVE_EDITION_SECONDES - GRACE.total_seconds()
    for reste in _atelier().iterdir():
        if reste.stat().st_mtime < avant:
            shutil.rmtree(reste, ignore_errors=True)


def _atelier() -> Path:
    dossier = Path(default_storage.path(ATELIER))
    dossier.mkdir(parents=True, exist_ok=True)
    return dossier


def _prendre(pk: UUID) -> Edition | None:
    """Two workers never take the same."""
    attend = Edition.objects.filter(pk=pk, etat=Etat.ATTENTE)
    if not attend.update(etat=Etat.EN_COURS, commencee_le=timezone.now()):
        return None
    return Edition.objects.select_related("cahier__equipe").get(pk=pk)


def _produire(edition: Edition, vers: Path) -> Produit:
    if settings.MEDLOVE_EDITION_SUR_PLACE:
        return produire(edition, vers)
    issue = executer(
        ["fabriquer_edition", str(edition.pk), "--vers", str(vers)],
        dossier=vers.parent,
        secondes=settings.MEDLOVE_EDITION_SECONDES,
        continuer=Edition.objects.filter(pk=edition.pk, etat=Etat.EN_COURS).exists,
    )
    return _lire(edition, issue)


def _lire(edition: Edition, issue: Issue) -> Produit:
    if issue.arret is Arret.RAPPELE:
        raise Rappelee
    if issue.arret is Arret.FINI:
        try:
            produit = Produit.lire(json.loads(issue.sortie))
        except ValueError:
            produit = Produit(erreur=ERREUR)
        if produit.erreur:
            journal.error("Édition %s : %s", edition.pk, issue.erreurs or issue.sortie[:200])
        return produit
    journal.error("Édition %s : %s : %s", edition.pk, issue.arret.name, issue.erreurs)
    return Produit(erreur=_phrase(issue.arret))


def _phrase(arret: Arret) -> str:
    if arret is Arret.TEMPS:
        return TROP_LONGUE.format(settings.MEDLOVE_EDITION_SECONDES)
    if arret is Arret.MEMOIRE:
        return TROP_LOURDE.format(settings.MEDLOVE_EDITION_MEGAOCTETS)
    return INTERROMPUE if arret is Arret.TUE else ERREUR


def _echouer(edition: Edition, message: str) -> None:
    Edition.objects.filter(pk=edition.pk, etat=Etat.EN_COURS).update(
        etat=Etat.ECHEC, message=message, finie_le=timezone.now()
    )


def _ranger(edition: Edition, produit: Produit, vers: Path) -> None:
    """Keep the file, whole or not at all, in the place of the one before."""
    place = Path(default_storage.path(edition.place))
    place.parent.mkdir(parents=True, exist_ok=True)
    octets, empreinte = vers.stat().st_size, _empreinte(vers)
    try:
        with transaction.atomic():
            voulue = Edition.objects.filter(pk=edition.pk, etat=Etat.EN_COURS)
            gardee = voulue.update(
                etat=Etat.PRETE,
                finie_le=timezone.now(),
                fichier=edition.place,
                empreinte=empreinte,
                octets=octets,
                pages=produit.pages,
                publiee=produit.publiee,
                donnees=produit.donnees,
            )
            if not gardee:
                raise Rappelee
            os.replace(vers, place)
            remplacees(edition).delete()
    except BaseException:
        place.unlink(missing_ok=True)
        raise


def remplacees(edition: Edition) -> EditionQuerySet:
    """What a ready edition makes useless: those of its variant before it, unless the public
    address of one is open. Their files leave with them."""
    meme = Edition.objects.filter(cahier=edition.cahier_id, variante=edition.variante)
    return meme.filter(demandee_le__lt=edition.demandee_le, lien="").exclude(pk=edition.pk)


def _empreinte(fichier: Path) -> str:
    with fichier.open("rb") as lu:
        return hashlib.file_digest(lu, "sha256").hexdigest()
