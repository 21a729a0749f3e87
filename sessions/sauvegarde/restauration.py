"""A restore: tried aside, brought up to date, then put in place of what was there, whole."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection
from django.utils import timezone

from medlove.journal import consigner, temoins
from medlove.journal.models import Journal, derniere_de
from medlove.journal.verification import lire, rompue
from sessions.sauvegarde import fichiers, releves, suppressions
from sessions.sauvegarde.bases import a_l_essai, mettre_a_jour, remplacer
from sessions.sauvegarde.ecriture import secret
from sessions.sauvegarde.lecture import Essai, charger, essai
from sessions.sauvegarde.refus import SauvegardeRefusee
from sessions.sauvegarde.rejeu import rejouer


@dataclass(frozen=True)
class Restauree:
    """What a restore did. `ecart` is the folder of what the backup does not know, if any;
    `rupture` what is wrong with the journal it held."""

    fait_le: str
    lignes: int
    fichiers: int
    perdus: str
    rejeu: dict[str, int]
    ecart: Path | None
    rupture: str


def restaurer(source: Path, *, ecraser: bool = False) -> Restauree:
    """Put the backup `source` in place of the base and of the private files.

    What was deleted since is deleted again before. Raises SauvegardeRefusee, nothing replaced.
    """
    _exiger_la_base()
    with _seule(), essai() as un:
        charger(source, secret(), un)
        retraits = suppressions.lus(
            suppressions.tenue(), source.absolute().parent / suppressions.NOM
        )
        with a_l_essai(un.base):
            mettre_a_jour()
            rompu, jusqu_ou = rompue(list(lire())), derniere_de(DEFAULT_DB_ALIAS)
            rejeu = rejouer(retraits, depuis=un.entete["fait_le"])
            revenus = releves.identifiants()
            consigner(
                "base_restauree",
                fait_le=un.entete["fait_le"],
                lignes=un.lignes,
                rejeu=rejeu,
                journal_entier=rompu is None,
            )
            suite = (jusqu_ou[0] if jusqu_ou else 0) + 1
            sceau = Journal.objects.values_list("sceau", flat=True).get(rang=suite)
        perdus = _pertes(un, revenus, ecraser=ecraser)
        ecart = _ecart()
        gardes = fichiers.installer(un.fichiers, ecart)
        remplacer(un.base)
        fichiers.ecarter(gardes, ecart)
        # What the journal had beyond is lost: its numbers serve again.
        temoins.noter(temoins.RESTAURATION, suite, sceau)
    ecart_fait = ecart if ecart.exists() else None
    rupture = rompu.phrase if rompu else ""
    return Restauree(
        un.entete["fait_le"], un.lignes, len(gardes), perdus, rejeu, ecart_fait, rupture
    )


@contextmanager
def _seule() -> Iterator[None]:
    """One restore at a time: of two, the base of one would be left with the files of the other.

    Raises SauvegardeRefusee.
    """
    ici = fichiers.racine().parent
    ici.mkdir(parents=True, exist_ok=True)
    descripteur = os.open(ici, os.O_RDONLY | os.O_DIRECTORY)
    try:
        try:
            fcntl.flock(descripteur, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as erreur:
            raise SauvegardeRefusee(
                "Une autre restauration est en cours : attendre qu’elle finisse, puis relancer "
                "s’il le faut. Celle-ci n’a rien remplacé."
            ) from erreur
        yield
    finally:
        os.close(descripteur)


def _exiger_la_base() -> None:
    try:
        connection.ensure_connection()
    except DatabaseError as erreur:
        raise SauvegardeRefusee(
            f"La base à remplacer ne répond pas ({str(erreur).strip()}) : la créer, ou corriger "
            "DATABASE_URL."
        ) from erreur


def _pertes(un: Essai, revenus: releves.Identifiants, *, ecraser: bool) -> str:
    """What the base holds and the backup does not, in words. Raises SauvegardeRefusee."""
    if not connection.introspection.table_names():
        return ""
    presents = releves.identifiants()
    perdus = releves.moins(presents, revenus)
    dits = releves.en_mots(perdus)
    if any(presents.values()) and not ecraser:
        raise SauvegardeRefusee(
            f"La base contient déjà {releves.en_mots(presents)}. Elle serait remplacée par la "
            f"sauvegarde du {en_clair(un.entete['fait_le'])}, où manque : {dits}. "
            "Pour le faire quand même, ajouter --ecraser."
        )
    return dits if any(perdus.values()) else ""


def en_clair(instant: str) -> str:
    return f"{timezone.localtime(datetime.fromisoformat(instant)):%d/%m/%Y à %H h %M}"


def _ecart() -> Path:
    """Where what is replaced goes, beside the private files."""
    racine = fichiers.racine()
    return racine.parent / f"{racine.name}-ecartes-{timezone.now():%Y%m%dT%H%M%S}-{os.getpid()}"
