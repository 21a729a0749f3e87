"""An équipe's own data, as they are at one instant, in a folder or an archive."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from uuid import UUID

from django.core.files.storage import default_storage

from medlove.journal import consigner
from medlove.models import Equipe, Utilisateur
from sessions.demenagement import fichiers
from sessions.demenagement.contenu import TABLES
from sessions.demenagement.description import (
    COLONNES_DES_FICHIERS,
    DOSSIER_DES_FICHIERS,
    FICHIERS,
    NOM,
    Empreinte,
    decrire,
    en_octets,
)
from sessions.demenagement.ecriture import (
    Ecrivain,
    EnArchive,
    Mesure,
    copier,
    dossier_neuf,
    ecrire_csv,
)
from sessions.demenagement.lignes import cles_de, lignes, refuser_ce_qui_mene_ailleurs
from sessions.demenagement.refus import ExportImpossible
from sessions.demenagement.tables import Table
from sessions.sauvegarde.bases import instantane
from sessions.terrain.models import Reception

GESTE = "export_complet"


@dataclass(frozen=True)
class Exporte:
    """What was written: `lignes` by table, and how many kept files."""

    lignes: dict[str, int]
    fichiers: int

    @property
    def en_tout(self) -> int:
        return sum(self.lignes.values())


def exporter(equipe: Equipe, vers: Path, *, par: Utilisateur | None = None) -> Exporte:
    """Write the folder `vers`, whole or not at all. Raises ExportImpossible and OSError."""
    with dossier_neuf(vers) as dossier:
        exporte = _ecrire(equipe.pk, dossier)
    _noter(equipe, par, exporte)
    return exporte


def archiver(equipe: Equipe, fichier: IO[bytes], *, par: Utilisateur | None = None) -> Exporte:
    """The same as a ZIP archive, in an open file. Raises ExportImpossible."""
    with EnArchive(fichier) as archive:
        exporte = _ecrire(equipe.pk, archive)
    _noter(equipe, par, exporte)
    return exporte


def a_corriger(equipe: Equipe) -> int:
    """How many records wait in à corriger: they would stay behind."""
    return Reception.objects.de(equipe).a_corriger().count()


def empreintes(equipe: UUID, base: str) -> Iterator[tuple[Table, Empreinte]]:
    """Of the files that an export would write, one table after the other."""
    cles = cles_de(equipe, base)
    for table in TABLES:
        mesure = Mesure()
        ecrire_csv(mesure, table.colonnes, lignes(table, equipe, base, cles))
        yield table, mesure.empreinte


def _ecrire(equipe: UUID, ecrivain: Ecrivain) -> Exporte:
    ecrites: dict[str, Empreinte] = {}
    nombres: dict[str, int] = {}
    with instantane() as base:
        refuser_ce_qui_mene_ailleurs(equipe, base)
        cles = cles_de(equipe, base)
        for table in TABLES:
            with ecrivain.ouvrir(table.fichier) as fichier:
                mesure = Mesure(fichier)
                dites = lignes(table, equipe, base, cles)
                nombres[table.nom] = ecrire_csv(mesure, table.colonnes, dites)
            ecrites[table.fichier] = mesure.empreinte
        noms = fichiers.nommes(equipe, base)
        elle = Equipe.objects.using(base).get(pk=equipe)
    gardes = [_garder(ecrivain, un) for un in noms]
    with ecrivain.ouvrir(f"{FICHIERS}.csv") as fichier:
        mesure = Mesure(fichier)
        ecrire_csv(mesure, COLONNES_DES_FICHIERS, gardes)
    ecrites[f"{FICHIERS}.csv"] = mesure.empreinte
    with ecrivain.ouvrir(NOM) as fichier:
        fichier.write(en_octets(decrire(elle, ecrites)))
    return Exporte(nombres, len(gardes))


def _garder(ecrivain: Ecrivain, nom: str) -> list[str]:
    try:
        depuis = default_storage.open(nom)
    except FileNotFoundError as absent:
        raise ExportImpossible(
            f"Le fichier « {nom} » manque sur le serveur : retirer l’image ou l’outil qui le "
            "nomme, puis recommencer."
        ) from absent
    with depuis, ecrivain.ouvrir(f"{DOSSIER_DES_FICHIERS}/{nom}") as fichier:
        mesure = Mesure(fichier)
        copier(depuis, mesure)
    return [nom, str(mesure.empreinte.octets), mesure.empreinte.sha256]


def _noter(equipe: Equipe, par: Utilisateur | None, exporte: Exporte) -> None:
    consigner(GESTE, equipe=equipe, par=par, lignes=exporte.en_tout, fichiers=exporte.fichiers)
