"""A folder or an archive that is not what an export writes: a file or a column too many, missing
or changed, a path that leads outside, a bomb. Refused, and nothing is left of it."""

import io
import json
import shutil
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError

from medlove.models import Equipe
from sessions.demenagement import ouverture
from sessions.demenagement.refus import ImportRefuse
from sessions.demenagement.services import importation
from sessions.models import CategorieBesoin
from territoires.models import Quartier
from tests.fabriques import OutilFactory
from tests.sessions.demenagement.conftest import importer, octets
from tests.sessions.demenagement.forger import changer, ecrire, premiere, refuse, sceller

# --- Files and columns: too many, missing, changed ---------------------------------------


@pytest.mark.parametrize("nom", ["notes.csv", "fichiers/outils/autre.pdf", "sous/dossier.csv"])
def test_a_file_that_nobody_knows_is_refused(nom: str, dossier: Path) -> None:
    (dossier / nom).parent.mkdir(parents=True, exist_ok=True)
    (dossier / nom).write_text("x")
    refuse(dossier, f"« {nom} » n’est pas")


@pytest.mark.parametrize("nom", ["rencontres.csv", "fichiers.csv", "datapackage.json"])
def test_a_file_that_is_missing_is_named(nom: str, dossier: Path) -> None:
    (dossier / nom).unlink()
    refuse(dossier, nom)


def test_a_kept_file_that_is_missing_is_named(dossier: Path) -> None:
    nom = premiere(dossier, "fichiers")["nom"]
    (dossier / "fichiers" / nom).unlink()
    refuse(dossier, f"« fichiers/{nom} » manque")


@pytest.mark.parametrize("table", ["rencontres", "fichiers", "exigences"])
def test_a_byte_that_changed_is_seen(table: str, dossier: Path) -> None:
    lus = bytearray((dossier / f"{table}.csv").read_bytes())
    lus[-4] ^= 1
    (dossier / f"{table}.csv").write_bytes(lus)
    refuse(dossier, f"« {table}.csv » a changé depuis l’export")


def test_a_kept_file_that_changed_is_seen(dossier: Path) -> None:
    nom = premiere(dossier, "fichiers")["nom"]
    chemin = dossier / "fichiers" / nom
    chemin.write_bytes(bytes([chemin.read_bytes()[0] ^ 1]) + chemin.read_bytes()[1:])
    refuse(dossier, f"« fichiers/{nom} » a changé depuis l’export")


def decrire(dossier: Path, faire: Callable[[dict[str, Any]], object]) -> None:
    chemin = dossier / "datapackage.json"
    dite = json.loads(chemin.read_text(encoding="utf-8"))
    faire(dite)
    chemin.write_text(json.dumps(dite, ensure_ascii=False), encoding="utf-8")


def champ(dite: dict[str, Any], table: str) -> list[dict[str, Any]]:
    (elle,) = [une for une in dite["resources"] if une["name"] == table]
    champs: list[dict[str, Any]] = elle["schema"]["fields"]
    return champs


@pytest.mark.parametrize(
    ("faire", "phrase"),
    [
        (lambda d: d["resources"].pop(), "le fichier « fichiers.csv » manque"),
        (lambda d: d["resources"].append({"path": "x.csv"}), "« x.csv » n’est pas connu"),
        (lambda d: d["resources"].append(d["resources"][0]), "deux fois le même fichier"),
        (lambda d: d["resources"].append({"path": "../x"}), "« ../x » n’est pas connu"),
        (lambda d: d.update(resources="x"), "ne nomme aucun fichier"),
        (lambda d: d.update(licence="x"), "la mention « licence » n’est pas connu"),
        (lambda d: d.update(title="Autre"), "« title » n’est pas ce que dit equipe.csv"),
        (lambda d: d.update(medlove={"format": 2, "programme": "9"}), "au format 2"),
        (lambda d: d.pop("medlove"), "n’est pas celui d’un export complet"),
        (lambda d: champ(d, "besoins").pop(), "besoins.csv : la colonne « .* » manque"),
        (
            lambda d: champ(d, "besoins").append({"name": "nom"}),
            "besoins.csv : la colonne « nom » n’est pas connu",
        ),
        (
            lambda d: champ(d, "besoins")[0].update(type="integer"),
            "besoins.csv : la colonne « id » n’est pas décrite comme ici",
        ),
        (lambda d: d["resources"][3].update(encoding="latin-1"), "n’est pas décrit comme ici"),
        (lambda d: d["resources"][3].update(schema=None), "n’a pas de colonnes"),
    ],
)
def test_a_description_that_is_not_ours_is_refused(faire: Any, phrase: str, dossier: Path) -> None:
    decrire(dossier, faire)
    refuse(dossier, phrase)


@pytest.mark.parametrize("octets_dits", [b"", b"[]", b"{", b"\xff", b"[" * 200_000])
def test_a_description_that_says_nothing_is_refused(octets_dits: bytes, dossier: Path) -> None:
    (dossier / "datapackage.json").write_bytes(octets_dits)
    refuse(dossier, "datapackage.json")


def test_a_column_too_many_is_named(dossier: Path) -> None:
    changer(dossier, "rencontres", lambda toutes: [ligne.append("nom") for ligne in toutes])
    refuse(dossier, "rencontres.csv : la colonne « nom » n’est pas connue")


def test_a_column_that_is_missing_is_named(dossier: Path) -> None:
    changer(dossier, "rencontres", lambda toutes: [ligne.pop(0) for ligne in toutes])
    refuse(dossier, "rencontres.csv : la colonne « id » manque")


def test_columns_in_another_order_are_refused(dossier: Path) -> None:
    changer(dossier, "exigences", lambda toutes: [ligne.reverse() for ligne in toutes])
    refuse(dossier, "exigences.csv : les colonnes ne sont pas dans l’ordre")


@pytest.mark.parametrize(
    ("dits", "phrase"),
    [
        (b"\xff\xfe", "n’est pas en UTF-8"),
        (b"\0", "contient un caractère nul"),
        (b'"ouvert', "n’est pas un CSV"),
        (b"a,b,c\r\n", "3 cellules au lieu de 2"),
        (b"a" * 33 * 1024**2, "une ligne dépasse 32 Mio"),
    ],
)
def test_bytes_that_are_no_csv_are_refused(dits: bytes, phrase: str, dossier: Path) -> None:
    chemin = dossier / "exigences.csv"
    chemin.write_bytes(chemin.read_bytes() + dits)
    sceller(dossier)
    refuse(dossier, f"exigences.csv.*{phrase}")


# --- Kept files --------------------------------------------------------------------------


def garder(dossier: Path, nom: str, lus: bytes, colonne: tuple[str, str]) -> None:
    """Have the only row of a column name this file, in the place of its own."""
    avant = premiere(dossier, colonne[0])[colonne[1]]
    (dossier / "fichiers" / avant).unlink()
    (dossier / "fichiers" / nom).parent.mkdir(parents=True, exist_ok=True)
    (dossier / "fichiers" / nom).write_bytes(lus)
    changer(dossier, colonne[0], ecrire(colonne[1], nom))

    def faire(toutes: list[list[str]]) -> None:
        (rang,) = [rang for rang, ligne in enumerate(toutes) if ligne[0] == avant]
        toutes[rang] = [nom, str(len(lus)), sha256(lus).hexdigest()]

    changer(dossier, "fichiers", faire)


@pytest.mark.parametrize(
    ("nom", "lus", "colonne", "phrase"),
    [
        ("outils/page.html", b"<script>", ("outils", "a_imprimer"), "n’est pas un PDF"),
        ("cahiers/images/une.svg", b"<svg/>", ("images", "fichier"), "n’est pas une image"),
        ("cahiers/images/une.jpg", b"", ("images", "fichier"), "vide"),
        ("outils/une.jpg", b"\x89PNG", ("images", "fichier"), "n’est pas un nom de fichier"),
        ("outils/sous/une.pdf", b"%PDF-", ("outils", "a_imprimer"), "n’est pas un nom de fichier"),
        ("outils/.cache", b"%PDF-", ("outils", "a_imprimer"), "n’est pas un nom de fichier"),
    ],
)
def test_a_kept_file_is_what_its_column_holds(
    nom: str, lus: bytes, colonne: tuple[str, str], phrase: str, dossier: Path
) -> None:
    garder(dossier, nom, lus, colonne)
    refuse(dossier, phrase)


def test_a_name_that_leads_outside_is_refused(dossier: Path) -> None:
    (dossier / "fichiers" / "outils").mkdir(exist_ok=True)

    def faire(toutes: list[list[str]]) -> None:
        toutes[1][0] = "outils/../../equipe.csv"
        toutes[1][1] = str((dossier / "equipe.csv").stat().st_size)
        toutes[1][2] = sha256((dossier / "equipe.csv").read_bytes()).hexdigest()

    changer(dossier, "fichiers", faire)
    refuse(dossier, r"« fichiers/outils/../../equipe.csv » manque")


def test_a_file_that_no_row_names_is_refused(dossier: Path) -> None:
    changer(dossier, "outils", ecrire("a_imprimer", ""))
    refuse(dossier, "Aucune ligne ne nomme « outils/")


def test_a_row_that_names_a_file_of_this_instance_is_refused(dossier: Path) -> None:
    ailleurs = OutilFactory(illustre=True)
    changer(dossier, "outils", ecrire("a_imprimer", ailleurs.a_imprimer.name))
    refuse(dossier, "colonne a_imprimer : la cellule nomme un fichier qui n’est pas dans l’export")


def test_a_file_of_the_same_name_here_is_not_replaced(dossier: Path) -> None:
    nom = premiere(dossier, "outils")["photo"]
    chemin = dossier.parent / "ici" / nom
    chemin.parent.mkdir(parents=True)
    chemin.write_bytes(b"une autre")
    refuse(dossier, f"Un autre fichier se nomme déjà « {nom} »")


def test_a_file_that_another_row_here_names_is_not_shared(dossier: Path) -> None:
    nom = premiere(dossier, "outils")["photo"]
    chemin = dossier.parent / "ici" / nom
    chemin.parent.mkdir(parents=True)
    shutil.copy(dossier / "fichiers" / nom, chemin)
    OutilFactory(photo=nom)
    refuse(dossier, "est déjà le fichier d’une autre équipe")


# --- Folders and archives ----------------------------------------------------------------


@pytest.mark.parametrize("quoi", ["rencontres.csv", "fichiers", "datapackage.json"])
def test_a_link_is_not_followed(quoi: str, dossier: Path) -> None:
    (dossier / quoi).rename(dossier.parent / "vrai")
    (dossier / quoi).symlink_to(dossier.parent / "vrai")
    refuse(dossier, f"« {quoi} » n’est pas un fichier ordinaire")


def test_the_folder_itself_is_no_link(dossier: Path) -> None:
    (dossier.parent / "lien").symlink_to(dossier)
    refuse(dossier.parent / "lien", "est un lien")
    refuse(dossier.parent / "absent", "n’existe pas")


def archiver(dossier: Path, **autres: Any) -> Path:
    vers = dossier.parent / "export.zip"
    with zipfile.ZipFile(vers, "w", zipfile.ZIP_DEFLATED) as archive:
        for nom, lus in octets(dossier).items():
            archive.writestr(nom, lus)
    return vers


def test_an_archive_of_a_folder_enters_too(dossier: Path) -> None:
    importer(archiver(dossier))
    assert Equipe.objects.get().slug == "ici"


def entree(nom: str, genre: int = 0o100600) -> zipfile.ZipInfo:
    une = zipfile.ZipInfo(nom)
    une.external_attr = genre << 16
    return une


@pytest.mark.parametrize(
    ("une", "phrase"),
    [
        (entree("../dehors.csv"), "mène hors du dossier"),
        (entree("/etc/dehors.csv"), "mène hors du dossier"),
        (entree("fichiers/../../dehors"), "mène hors du dossier"),
        (entree("fichiers/./x"), "mène hors du dossier"),
        (entree("fichiers\\dehors"), "mène hors du dossier"),
        (entree("fichiers/lien", 0o120777), "n’est pas un fichier ordinaire"),
        (entree("fichiers/tuyau", 0o010600), "n’est pas un fichier ordinaire"),
        (entree("fichiers/"), "n’est pas un fichier ordinaire"),
        (entree("__MACOSX/x"), "n’a rien à y faire"),
        (entree("export/equipe.csv"), "n’a rien à y faire"),
        (entree("inconnu.csv"), "n’est pas un fichier de l’export"),
    ],
)
def test_an_entry_of_an_archive_that_goes_elsewhere_is_refused(
    une: zipfile.ZipInfo, phrase: str, dossier: Path
) -> None:
    chemin = archiver(dossier)
    with zipfile.ZipFile(chemin, "a") as archive:
        archive.writestr(une, b"x")
    refuse(chemin, phrase)
    assert not list(dossier.parent.glob("**/dehors*"))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_an_entry_that_is_there_twice_is_refused(dossier: Path) -> None:
    chemin = archiver(dossier)
    with zipfile.ZipFile(chemin, "a") as archive:
        archive.writestr("equipe.csv", b"x")
    refuse(chemin, "« equipe.csv » y est deux fois")


def test_a_bomb_is_refused_before_it_is_read(
    dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ouverture, "AU_PLUS", 20 * 1024**2)
    chemin = archiver(dossier)
    with zipfile.ZipFile(chemin, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("fichiers/outils/bombe", b"\0" * 30 * 1024**2)
    refuse(chemin, "Cet export dépasse")
    (dossier / "rencontres.csv").write_bytes(b"a" * 21 * 1024**2)
    refuse(dossier, "Cet export dépasse")


def test_an_entry_larger_than_it_says_is_refused(dossier: Path) -> None:
    """The size that the archive announces is a lie: 10 bytes for a million."""
    tampon = io.BytesIO()
    with zipfile.ZipFile(tampon, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("equipe.csv", b"\0" * 1_000_000)
    menteur = tampon.getvalue().replace((1_000_000).to_bytes(4, "little"), b"\x0a\0\0\0")
    chemin = dossier.parent / "menteur.zip"
    chemin.write_bytes(menteur)
    refuse(chemin, "menteur.zip n’est pas une archive ZIP entière|plus grand qu’annoncé")


@pytest.mark.parametrize("part", [0.0, 0.3, 0.99])
def test_an_archive_cut_short_is_refused(part: float, dossier: Path) -> None:
    chemin = archiver(dossier)
    lus = chemin.read_bytes()
    chemin.write_bytes(lus[: int(len(lus) * part)])
    refuse(chemin, "export.zip n’est pas une archive ZIP entière")


def test_too_many_files_are_refused(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ouverture, "FICHIERS_AU_PLUS", 10)
    refuse(dossier, "Cet export dépasse")
    refuse(archiver(dossier), "Cet export dépasse")


# --- All or nothing ----------------------------------------------------------------------


def test_what_fails_at_the_very_end_leaves_nothing(
    dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tomber(*args: Any, **options: Any) -> None:
        raise ImportRefuse("Le journal est plein.")

    monkeypatch.setattr(importation, "consigner", tomber)
    refuse(dossier, "Le journal est plein")
    assert not Quartier.objects.exists()
    assert not CategorieBesoin.objects.exclude(equipe=None).exists()


def test_a_base_that_cannot_be_written_is_said_in_one_sentence(
    dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tomber(*args: Any, **options: Any) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(importation, "consigner", tomber)
    refuse(dossier, "La base ne peut pas être écrite .database or disk is full.")
