"""Bytes become rows by column of the schema, whatever the kind of file, or one sentence."""

import pytest

from territoires.annuaire.lecture import lire_tableau
from territoires.annuaire.positions import verifier_les_positions
from territoires.importation.refus import FichierRefuse, typographier
from tests.territoires.annuaire.fichiers import (
    CENTRE,
    ENTETE,
    MAUVAIS,
    MEDIATHEQUE,
    csv_de,
    json_de,
    ods_de,
    xlsx_de,
)

ATTENDU = [dict(zip(ENTETE, ligne, strict=True)) for ligne in (MEDIATHEQUE, CENTRE)]
ENCODAGES = ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]


@pytest.mark.parametrize("encodage", ENCODAGES)
@pytest.mark.parametrize("separateur", [",", ";", "\t", "|"])
def test_a_csv_of_any_separator_and_encoding_gives_the_same_rows(separateur: str, encodage: str):
    tableau = lire_tableau(csv_de(separateur=separateur, encodage=encodage))
    assert [ligne for _, ligne in tableau.lignes] == ATTENDU
    assert [numero for numero, _ in tableau.lignes] == [2, 3]


def test_spreadsheets_and_json_give_the_same_rows():
    geojson = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {c: v for c, v in un.items() if c not in ("latitude", "longitude")},
                "geometry": {
                    "type": "Point",
                    "coordinates": [float(un["longitude"]), float(un["latitude"])],
                },
            }
            for un in ATTENDU
        ],
    }
    for octets in (
        xlsx_de(),
        ods_de(),
        json_de(ATTENDU),
        json_de({"l": ATTENDU}),
        json_de(geojson),
    ):
        assert [ligne for _, ligne in lire_tableau(octets).lignes] == ATTENDU


def test_numbers_and_dates_of_a_spreadsheet_are_written_as_people_write_them():
    table = [["nom", "commune", "code_postal"], ["A", "Rennes", 35000.0]]
    [(_, ligne)] = lire_tableau(xlsx_de(table)).lignes
    assert ligne["code_postal"] == "35000"


def test_blank_cells_of_an_ods_keep_the_next_ones_in_their_column():
    """LibreOffice writes a run of them once, with a count."""
    sans_adresse = [*MEDIATHEQUE[:2], "", "", *MEDIATHEQUE[4:]]
    [(_, ligne)] = lire_tableau(ods_de([ENTETE, sans_adresse])).lignes
    assert (ligne["adresse"], ligne["commune"]) == ("", "Rennes")


def test_columns_are_known_by_the_names_people_give_them():
    table = [
        ["Nom de la structure", "Ville", "CP", "Tél.", "E-mail"],
        ["A", "B", "35000", "1", "c"],
    ]
    [(_, ligne)] = lire_tableau(csv_de(table)).lignes
    assert set(ligne) == {"nom", "commune", "code_postal", "telephone", "courriels"}


def test_a_line_break_in_a_cell_keeps_the_number_of_the_lines():
    octets = b'nom,commune\n"A\nB",Rennes\n\nC,Rennes\n'
    assert [numero for numero, _ in lire_tableau(octets).lignes] == [2, 5]


def test_what_the_directory_does_not_keep_is_told():
    tableau = lire_tableau(csv_de([["nom", "commune", "Couleur"], ["A", "B", "rouge"]]))
    assert tableau.ignorees == ["Couleur"]
    assert tableau.lignes == [(2, {"nom": "A", "commune": "B"})]


@pytest.mark.parametrize("nom", MAUVAIS)
def test_a_bad_file_gets_one_sentence(nom: str):
    octets, mots = MAUVAIS[nom]
    with pytest.raises(FichierRefuse) as refus:
        verifier_les_positions(lire_tableau(octets))
    assert typographier(mots) in str(refus.value)
    assert str(refus.value).endswith(".")


@pytest.mark.parametrize("ecrire", [xlsx_de, ods_de])
def test_a_spreadsheet_of_too_many_rows_is_refused_as_it_is_read(monkeypatch, ecrire):
    monkeypatch.setattr("territoires.annuaire.classeurs.LIGNES_AU_PLUS", 3)
    blanches = [[""] * 8] * 20
    assert len(lire_tableau(ecrire([ENTETE, *blanches, *[CENTRE] * 3])).lignes) == 3
    with pytest.raises(FichierRefuse, match="lignes"):
        lire_tableau(ecrire([ENTETE, *[CENTRE] * 4]))


def test_a_spreadsheet_that_swells_when_opened_is_refused(monkeypatch):
    monkeypatch.setattr("territoires.annuaire.classeurs.DEPLIE_AU_PLUS", 100)
    with pytest.raises(FichierRefuse, match="démesuré"):
        lire_tableau(xlsx_de())


@pytest.mark.parametrize(
    "texte", ["siret 12345678901234", "02 99 00 00 00", "du 1 84 12 76 451 089 47 au 3", ""]
)
def test_numbers_that_are_no_social_security_number_pass(texte: str):
    table = [["nom", "commune", "presentation_resume"], ["A", "Rennes", texte]]
    assert lire_tableau(csv_de(table)).lignes


def test_a_comment_put_on_a_cell_is_not_what_it_says():
    note = "<office:annotation><text:p>Mme Untelle, 06 00 00 00 00</text:p></office:annotation>"
    octets = ods_de([["nom", "commune"], ["Médiathèque", "Rennes"]], annotation=note)
    [(_, ligne)] = lire_tableau(octets).lignes
    assert ligne == {"nom": "Médiathèque", "commune": "Rennes"}


@pytest.mark.parametrize(
    "octets",
    [
        json_de([{f"a{rang}": 1} for rang in range(201)]),
        ods_de([["nom", "commune"], ["A" * 32_768, "Rennes"]]),
    ],
    ids=["a column more at each object", "a cell no spreadsheet holds"],
)
def test_what_would_fill_the_memory_is_refused(octets: bytes):
    with pytest.raises(FichierRefuse):
        lire_tableau(octets)


def test_half_a_character_in_the_name_of_a_column_is_left_out():
    [(_, ligne)] = lire_tableau(b'[{"nom": "A", "commune": "Rennes", "\\ud800x": "1"}]').lignes
    assert ligne == {"nom": "A", "commune": "Rennes"}
