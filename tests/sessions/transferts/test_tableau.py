"""What is read of a file, and what is refused before it is."""

import io
import zipfile
from datetime import datetime, time

import pytest

from sessions.exports.ods import classeur_ods
from sessions.transferts import tableau
from sessions.transferts.tableau import lire
from territoires.annuaire import classeurs
from territoires.importation.refus import FichierRefuse
from tests.sessions.transferts.fichiers import (
    DE_LA_COOP,
    ENTETES,
    LIGNE,
    avec,
    de_la_coop,
    en_csv,
    en_xlsx,
)

BOMBE = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>
<worksheet>&b;</worksheet>"""


@pytest.mark.parametrize("ecrire", [en_csv, en_xlsx, lambda r: classeur_ods([("Feuille", r)])])
def test_the_three_formats_say_the_same(ecrire) -> None:
    lu = lire(ecrire([ENTETES, LIGNE]))
    assert lu.colonnes == ENTETES
    assert lu.lignes == [(2, LIGNE)]


def test_the_headings_of_la_coop_are_found_under_its_preamble() -> None:
    lu = lire(en_xlsx([*DE_LA_COOP, de_la_coop("E-mail")]))
    # Blank rows are counted: the number is that of the spreadsheet.
    assert lu.entete == 11
    assert lu.lignes[0][0] == 12
    assert lu.personnes == ["Bénéficiaire", "Adresse"]
    assert {"Genre du bénéficiaire", "Tranche d’âge du bénéficiaire"} <= set(lu.colonnes)


def test_nothing_of_a_column_about_persons_is_kept() -> None:
    lu = lire(en_csv([*DE_LA_COOP, de_la_coop("E-mail")]))
    assert not any("Sam Martin" in str(cellules) for _, cellules in lu.lignes)
    assert not any("rue du Port" in str(cellules) for _, cellules in lu.lignes)
    assert "Dupont" not in str(lu)


@pytest.mark.parametrize(
    "entete",
    [
        *("Nom", "Prénom", "NOM Prénom", "Téléphone", "Tél.", "Courriel", "E-mail", "Mail"),
        *("Date de naissance", "Né(e) le", "Adresse", "Nom et prénom", "N° allocataire", "NIR"),
        *("Nom du médiateur", "Commune du bénéficiaire", "Langue parlée", "ID - Conum"),
    ],
)
def test_a_heading_that_names_persons_is_known(entete: str) -> None:
    lu = lire(en_csv([[*ENTETES, entete], [*LIGNE, "quelque chose"]]))
    assert lu.personnes == [entete]


@pytest.mark.parametrize("entete", ["Nom du lieu", "Nom de l’atelier", "Nom de la démarche"])
def test_the_name_of_a_thing_is_no_name_of_a_person(entete: str) -> None:
    assert lire(en_csv([[*ENTETES, entete], [*LIGNE, "Le port"]])).personnes == []


@pytest.mark.parametrize(
    "valeur", ["06 12 34 56 78", "sam@exemple.fr", "+33612345678", "2 85 05 78 006 084 91"]
)
def test_a_column_whose_cells_are_those_of_persons_is_known_whatever_its_heading(
    valeur: str,
) -> None:
    lu = lire(en_csv([[*ENTETES, "Divers"], [*LIGNE, "rien"], [*LIGNE, valeur]]))
    assert lu.personnes == ["Divers"]


def test_days_and_hours_of_a_spreadsheet_become_text() -> None:
    rangees = [["Date", "Quartier", "Arrivée"], [datetime(2026, 3, 12), "Centre", time(14, 30)]]  # noqa: DTZ001
    assert lire(en_xlsx(rangees)).lignes == [(2, ["2026-03-12", "Centre", "14:30:00"])]


def test_a_formula_is_not_evaluated() -> None:
    lu = lire(en_xlsx([ENTETES, ["=1+1", *LIGNE[1:]]]))
    assert lu.lignes[0][1][0] == ""


@pytest.mark.parametrize("nom", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "autre.XML"])
@pytest.mark.parametrize("encodage", ["utf-8", "utf-16", "cp037"])
def test_an_xml_entity_is_refused_before_it_is_read(nom: str, encodage: str) -> None:
    contenu = BOMBE.decode().encode(encodage)
    with pytest.raises(FichierRefuse, match="entités XML"):
        lire(avec(en_xlsx([ENTETES, LIGNE]), nom, contenu))


def test_an_xml_entity_in_an_ods_is_refused() -> None:
    with pytest.raises(FichierRefuse, match="entités XML"):
        lire(avec(classeur_ods([("Feuille", [ENTETES, LIGNE])]), "content.xml", BOMBE))


def test_a_bomb_is_refused_by_what_it_says_it_unfolds_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(classeurs, "DEPLIE_AU_PLUS", 1_000_000)
    octets = avec(en_xlsx([ENTETES, LIGNE]), "xl/media/vide.bin", bytes(2_000_000))
    assert len(octets) < 30_000
    with pytest.raises(FichierRefuse, match="démesuré"):
        lire(octets)


def test_a_bomb_that_lies_about_its_size_is_refused() -> None:
    """Its central directory says a few bytes: the reader stops there, and the sum is wrong."""
    nom = "xl/worksheets/sheet1.xml"
    octets = bytearray(avec(en_xlsx([ENTETES, LIGNE]), nom, b"<a>" + bytes(3_000_000)))
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        taille = archive.getinfo(nom).file_size
    menti = bytes(octets).replace(taille.to_bytes(4, "little"), (9).to_bytes(4, "little"))
    with pytest.raises(FichierRefuse):
        lire(menti)


@pytest.mark.parametrize(
    ("octets", "dit"),
    [
        (b"", "vide"),
        (b"\xd0\xcf\x11\xe0reste", "ancien Excel"),
        (b"%PDF-1.7", "tableau"),
        (b"PK\x03\x04abime", "abîmé"),
        (en_csv([ENTETES]), "aucune ligne"),
        (b"<html><p>Connexion</p></html>", "page web"),
        (b"rien\n", "nomme des colonnes"),
        (bytes(11 * 1024 * 1024), "10 Mio"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_one_sentence(octets: bytes, dit: str) -> None:
    with pytest.raises(FichierRefuse, match=dit):
        lire(octets)


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tableau, "LIGNES_AU_PLUS", 3)
    assert len(lire(en_csv([ENTETES, *[LIGNE] * 3])).lignes) == 3
    with pytest.raises(FichierRefuse, match="plus de"):
        lire(en_csv([ENTETES, *[LIGNE] * 4]))


@pytest.mark.parametrize("separateur", [",", ";", "\t", "|"])
def test_the_separator_is_found_even_under_a_preamble(separateur: str) -> None:
    lignes = ["Bilan, trimestre 1", "", separateur.join(["Date", "Quartier", "Genre"])]
    lignes.append(separateur.join(["12/03/2026", "Centre", "Femme"]))
    assert lire("\n".join(lignes).encode("cp1252")).lignes == [
        (4, ["12/03/2026", "Centre", "Femme"])
    ]
