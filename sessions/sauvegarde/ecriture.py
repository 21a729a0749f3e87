"""A backup: one instant of the base, the private files, in one file that is whole or not there."""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from django.apps import apps
from django.conf import settings
from django.db import connections
from django.utils import timezone

from medlove.journal import consigner, temoins
from medlove.journal.models import derniere_de
from medlove.journal.services import temoigner
from medlove.version import VERSION
from sessions.sauvegarde import fichiers, generations, suppressions, tables
from sessions.sauvegarde.bases import a_jour, instantane, migrations_de
from sessions.sauvegarde.format import FORMAT, Ecrivain, Lecteur, dit_en_clair
from sessions.sauvegarde.lecture import verifier
from sessions.sauvegarde.refus import SauvegardeRefusee
from sessions.sauvegarde.releves import est_vide

PARTIEL = ".partiel"
CLE_AU_MOINS = 16  # characters


@dataclass(frozen=True)
class Faite:
    """A backup that was just written: `lignes` and `fichiers` are counts, `octets` its size."""

    chemin: Path
    lignes: int
    fichiers: int
    octets: int
    scellee: bool
    suppressions: int
    retirees: list[Path]


def secret() -> str:
    """The key of backups, empty when there is none. Raises SauvegardeRefusee."""
    cle = settings.MEDLOVE_CLE_SAUVEGARDE
    if cle and len(cle) < CLE_AU_MOINS:
        raise SauvegardeRefusee(
            f"MEDLOVE_CLE_SAUVEGARDE compte moins de {CLE_AU_MOINS} caractères : "
            "en tirer une avec « openssl rand -hex 32 »."
        )
    if cle and cle == settings.MEDLOVE_CLE_PUBLICATION:
        raise SauvegardeRefusee(
            "MEDLOVE_CLE_SAUVEGARDE est la clé de publication : tirer une autre clé, "
            "celle-là ne doit jamais accompagner une sauvegarde."
        )
    return str(cle)


def sauvegarder(vers: Path, *, garder: int | None = None, essayer: bool = False) -> Faite:
    """Write a backup as the file `vers`, or into the folder `vers` under a name of its day, where
    older ones are then thinned out. With `essayer`, it takes its name only once a restore of it
    was tried.

    Raises SauvegardeRefusee and OSError, what was there untouched.
    """
    cle, maintenant = secret(), timezone.now()
    if not a_jour():
        raise SauvegardeRefusee(
            "La base n’est pas à jour : lancer « migrate », puis relancer la sauvegarde."
        )
    en_dossier = vers.is_dir()
    dossier = vers if en_dossier else vers.parent
    chemin = vers / generations.nom_de(maintenant, scellee=bool(cle)) if en_dossier else vers
    _refuser_l_endroit(chemin)
    avant = generations.du_dossier(vers) if en_dossier else [vers] if vers.exists() else []
    with _brouillon(chemin) as (partiel, fichier):
        with instantane() as base:
            vide = est_vide(base)
            _proteger(avant, vide=vide, remplace=not en_dossier)
            lignes, combien = _ecrire(fichier, base, cle, _entete(base, vide, maintenant))
            retenues = suppressions.completer(base, dossier / suppressions.NOM)
        fichier.flush()
        os.fsync(fichier.fileno())
        _relire(partiel, cle, essayer=essayer)
        octets = partiel.stat().st_size
        partiel.replace(chemin)
        _fixer(dossier)
    retirees = generations.eclaircir(vers, garder) if en_dossier else []
    faite = Faite(chemin, lignes, combien, octets, bool(cle), retenues, retirees)
    consigner(
        "sauvegarde_faite",
        lignes=lignes,
        fichiers=combien,
        octets=octets,
        chiffree=bool(cle),
        essayee=essayer,
        retirees=len(retirees),
    )
    temoigner("sauvegarde", dossier / temoins.NOM)
    return faite


def _refuser_l_endroit(chemin: Path) -> None:
    if not chemin.parent.is_dir():
        raise SauvegardeRefusee(f"Le dossier {chemin.parent} n’existe pas : le créer d’abord.")
    if chemin.resolve().is_relative_to(fichiers.racine().resolve()):
        raise SauvegardeRefusee(
            "La sauvegarde irait parmi les fichiers privés qu’elle contient : "
            "choisir un autre dossier que MEDLOVE_FICHIERS."
        )


def _proteger(avant: list[Path], *, vide: bool, remplace: bool) -> None:
    """Neither a stranger's file nor a good backup gives way to an empty base."""
    dits = [(une, dit_en_clair(une)) for une in avant]
    for une, dit in dits:
        if remplace and dit is None:
            raise SauvegardeRefusee(
                f"{une} existe, et n’est pas une sauvegarde : choisir un autre nom, ou l’effacer."
            )
        if vide and dit is not None and not dit["vide"]:
            raise SauvegardeRefusee(
                f"La base ne contient aucun relevé, alors que {une} en contient : rien n’est "
                "écrit. Vérifier DATABASE_URL, ou sauvegarder ailleurs."
            )


def _entete(base: str, vide: bool, instant: datetime) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "programme": VERSION,
        "fait_le": instant.isoformat(timespec="seconds"),
        "vide": vide,
        "base": connections[base].vendor,
        "migrations": migrations_de(base),
        # How far the journal went, and the seal it had there.
        "journal": derniere_de(base),
    }


def _ecrire(fichier: BinaryIO, base: str, cle: str, entete: dict[str, Any]) -> tuple[int, int]:
    """Rows first: a file that one of them names was there before it. The two counts."""
    comptes: dict[str, dict[str, Any]] = {}
    nombre = 0
    with Ecrivain(fichier, entete, cle) as ecrivain:
        for modele in tables.gardees(apps):
            comptes[modele._meta.label_lower] = _ecrire_la_table(ecrivain, modele, base)
        for nom, octets in fichiers.contenus():
            ecrivain.poser(fichiers.PREFIXE + nom, octets)
            nombre += 1
        ecrivain.finir(comptes)
    return sum(compte["lignes"] for compte in comptes.values()), nombre


def _ecrire_la_table(ecrivain: Ecrivain, modele: tables.Modele, base: str) -> dict[str, Any]:
    nom, compte = modele._meta.label_lower, tables.Compte()
    for rang, partie in enumerate(tables.parties(modele, base), 1):
        lignes = [tables.ecrite(une) for une in partie]
        for ligne in lignes:
            compte.ajouter(ligne)
        texte = "\n".join([tables.ecrite(list(tables.colonnes(modele))), *lignes, ""])
        ecrivain.poser(f"tables/{nom}/{rang:05}.jsonl", texte.encode())
    return compte.dit()


def _relire(partiel: Path, cle: str, *, essayer: bool) -> None:
    """What the disk gives back is what was written; and makes a base again, if asked to try."""
    if essayer:
        verifier(partiel, cle)
        return
    with partiel.open("rb") as fichier:
        for _ in Lecteur(fichier, cle).entrees():
            pass


@contextmanager
def _brouillon(chemin: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """A file beside the one to make, gone unless it took its name. Those that a killed process
    left are swept: nobody holds their lock any more."""
    for reste in chemin.parent.glob(f".medlove-*{PARTIEL}"):
        _balayer(reste)
    descripteur, nom = tempfile.mkstemp(PARTIEL, ".medlove-", chemin.parent)
    partiel = Path(nom)
    try:
        with os.fdopen(descripteur, "wb") as fichier:
            fcntl.flock(fichier, fcntl.LOCK_EX)
            yield partiel, fichier
    finally:
        partiel.unlink(missing_ok=True)


def _balayer(reste: Path) -> None:
    try:
        with reste.open("rb") as fichier:
            fcntl.flock(fichier, fcntl.LOCK_EX | fcntl.LOCK_NB)
            reste.unlink(missing_ok=True)
    except OSError:  # somebody is writing it, or has just given it its name
        return


def _fixer(dossier: Path) -> None:
    """So that the name too is on the disk."""
    descripteur = os.open(dossier, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descripteur)
    finally:
        os.close(descripteur)
