"""Exported, imported in an empty instance, exported again: the same rows, the same bytes."""

import datetime
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from medlove.journal.models import Journal
from medlove.models import Equipe, Utilisateur
from sessions.demenagement.contenu import TABLES
from sessions.models import Appareil, Edition, Orientation, Reception, Rencontre
from territoires.models import Partenaire
from tests.fabriques import AppartenanceFactory, QuartierFactory
from tests.sessions.demenagement.conftest import (
    TEXTES,
    exporter,
    importer,
    lignes,
    octets,
    ranger_ailleurs,
    remplir,
    vider_l_instance,
)


def test_every_row_and_every_byte_come_back(pleine: Equipe, tmp_path: Path, settings: Any) -> None:
    remplir("voisine")
    exporter(tmp_path / "un")
    avant = lignes(pleine)
    assert all(avant.values()), [nom for nom, siennes in avant.items() if not siennes]
    vider_l_instance()
    ranger_ailleurs(settings, tmp_path / "autres")
    dit = importer(tmp_path / "un")
    assert f"{sum(map(len, avant.values()))} lignes, 4 fichiers" in dit
    assert lignes(Equipe.objects.get()) == avant
    exporter(tmp_path / "deux")
    assert octets(tmp_path / "deux") == octets(tmp_path / "un")


@pytest.mark.complet
def test_a_season_comes_back(db: None, meme_transaction: None, tmp_path: Path, settings: Any):
    settings.MEDLOVE_DEMO = True
    for numero in range(1, 13):
        QuartierFactory(numero=numero)
    jour = datetime.date(2026, 11, 18)
    call_command("charger_demo", jusqu_au=jour, rencontres=300, verbosity=0)
    exporter(tmp_path / "un", "demonstration")
    avant = lignes(Equipe.objects.get(slug="demonstration"))
    vider_l_instance()
    importer(tmp_path / "un")
    assert lignes(Equipe.objects.get()) == avant
    assert Rencontre.objects.count() == 300
    exporter(tmp_path / "deux", "demonstration")
    assert octets(tmp_path / "deux") == octets(tmp_path / "un")


def test_it_enters_beside_another_equipe_which_is_left_as_it_was(
    pleine: Equipe, tmp_path: Path, settings: Any
) -> None:
    exporter(tmp_path / "un")
    vider_l_instance()
    ranger_ailleurs(settings, tmp_path / "autres")
    avant = lignes(voisine := remplir("voisine"))
    importer(tmp_path / "un")
    assert lignes(voisine) == avant
    exporter(tmp_path / "deux")
    assert octets(tmp_path / "deux") == octets(tmp_path / "un")


def test_nothing_of_another_equipe_leaves(pleine: Equipe, tmp_path: Path) -> None:
    voisine = remplir("voisine")
    exporter(tmp_path / "un")
    tout = b"".join(octets(tmp_path / "un").values())
    siens = [str(une.pk) for une in Rencontre.objects.de(voisine)]
    siens += [str(un.pk) for un in Utilisateur.objects.filter(appartenances__equipe=voisine)]
    assert siens
    assert not [pk for pk in (*siens, str(voisine.pk)) if pk.encode() in tout]


def test_what_opens_a_door_stays_behind(pleine: Equipe, tmp_path: Path) -> None:
    secrets = {
        *Utilisateur.objects.values_list("password", flat=True),
        *Partenaire.objects.exclude(lien_sha256=None).values_list("lien_sha256", flat=True),
        *Orientation.objects.values_list("jeton_sha256", flat=True),
        *Edition.objects.exclude(lien="").values_list("lien", flat=True),
        *Appareil.objects.values_list("jeton_sha256", flat=True),
    }
    exporter(tmp_path / "un")
    tout = b"".join(octets(tmp_path / "un").values())
    assert len(secrets) > 10
    assert not [un for un in secrets if un.encode() in tout]
    vider_l_instance()
    importer(tmp_path / "un")
    assert not any(un.has_usable_password() for un in Utilisateur.objects.all())
    assert not Partenaire.objects.exclude(lien_sha256=None).exists()
    assert not Orientation.objects.exclude(jeton_sha256=None).exists()
    assert set(Edition.objects.values_list("etat", "lien")) == {("prete", "")}


def test_a_note_is_in_one_file_and_nowhere_else(pleine: Equipe, tmp_path: Path) -> None:
    Rencontre.objects.update(note="canarinote")
    dit = exporter(tmp_path / "un")
    assert [nom for nom, dits in octets(tmp_path / "un").items() if b"canarinote" in dits] == [
        "rencontres.csv"
    ]
    assert "Interne, ne pas diffuser" in dit
    assert "canarinote" not in f"{dit}{list(Journal.objects.values())}"


def test_both_gestures_are_in_the_journal(pleine: Equipe, tmp_path: Path) -> None:
    exporter(tmp_path / "un")
    combien = sum(map(len, lignes(pleine).values()))
    (fait,) = Journal.objects.filter(action="export_complet")
    assert (fait.equipe_id, fait.lignes) == (pleine.pk, combien)
    vider_l_instance()
    importer(tmp_path / "un")
    (fait,) = Journal.objects.filter(action="import_complet")
    assert (fait.equipe_id, fait.lignes) == (pleine.pk, combien)


@pytest.mark.parametrize("site", ["", "https://medlove.example"])
def test_whoever_coordinates_is_told_how_to_come_in(
    pleine: Equipe, tmp_path: Path, client: Any, settings: Any, site: str
) -> None:
    settings.CSRF_TRUSTED_ORIGINS = [site] if site else []
    exporter(tmp_path / "un")
    vider_l_instance()
    dit = importer(tmp_path / "un")
    lien = f"{site}/equipe/invitation/"
    (adresse,) = [ligne for ligne in dit.splitlines() if ligne.startswith(lien)]
    assert client.get(adresse.removeprefix(site)).status_code == 200


def test_the_same_data_give_the_same_folder(pleine: Equipe, tmp_path: Path) -> None:
    exporter(tmp_path / "un")
    exporter(tmp_path / "deux")
    assert octets(tmp_path / "un") == octets(tmp_path / "deux")


def test_a_spreadsheet_runs_no_cell(pleine: Equipe, tmp_path: Path) -> None:
    exporter(tmp_path / "un")
    lu = (tmp_path / "un" / "rencontres.csv").read_text(encoding="utf-8")
    assert f",'{TEXTES[0]}," in lu
    assert f",{TEXTES[0]}," not in lu


def test_the_description_tells_each_file_as_it_is(pleine: Equipe, tmp_path: Path) -> None:
    exporter(tmp_path / "un")
    dite = json.loads((tmp_path / "un" / "datapackage.json").read_text(encoding="utf-8"))
    assert [une["path"] for une in dite["resources"]] == [
        *(table.fichier for table in TABLES),
        "fichiers.csv",
    ]
    noms = {une["name"]: une["schema"] for une in dite["resources"]}
    for une in dite["resources"]:
        entete = (tmp_path / "un" / une["path"]).read_bytes().decode().partition("\r\n")[0]
        colonnes = [champ["name"] for champ in une["schema"]["fields"]]
        assert entete == ",".join(colonnes)
        assert set(une["schema"].get("primaryKey", ())) <= set(colonnes)
        for lien in une["schema"].get("foreignKeys", ()):
            vise = noms[lien["reference"]["resource"] or une["name"]]
            assert lien["reference"]["fields"] == vise["primaryKey"]
    assert dite["medlove"]["format"] == 1
    assert dite["description"].startswith("Interne, ne pas diffuser.")


def test_what_waits_to_be_mended_is_told(pleine: Equipe, tmp_path: Path) -> None:
    assert "à corriger" not in exporter(tmp_path / "un")
    Reception.objects.create(
        equipe=pleine, element="x", empreinte="x", type="x", brut={}, verdict="quarantaine"
    )
    assert "Resté ici, à corriger : 1 relevé." in exporter(tmp_path / "deux")


@pytest.mark.parametrize("deja", ["dossier plein", "fichier"])
def test_it_never_writes_over_something(deja: str, pleine: Equipe, tmp_path: Path) -> None:
    vers = tmp_path / "un"
    if deja == "fichier":
        vers.write_text("à garder")
    else:
        vers.mkdir()
        (vers / "autre.txt").write_text("à garder")
    with pytest.raises(CommandError, match="n’est pas un dossier vide"):
        exporter(vers)
    assert sorted(un.name for un in tmp_path.iterdir()) == ["fichiers", "un"]


def test_an_equipe_that_is_not_named_is_asked_for(pleine: Equipe, tmp_path: Path) -> None:
    AppartenanceFactory(equipe__slug="autre")
    with pytest.raises(CommandError, match="Équipes d’ici : autre, ici"):
        call_command("exporter_equipe", "--vers", str(tmp_path / "un"))
    with pytest.raises(CommandError, match="--equipe SLUG"):
        exporter(tmp_path / "un", "inconnue")


def test_a_file_that_is_lost_is_named(pleine: Equipe, tmp_path: Path) -> None:
    edition = Edition.objects.exclude(fichier="").get()
    edition.fichier.storage.delete(edition.fichier.name)
    with pytest.raises(CommandError, match="manque sur le serveur"):
        exporter(tmp_path / "un")
    assert not (tmp_path / "un").exists()
