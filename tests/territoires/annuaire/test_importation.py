"""What an import does to a directory: rows known again, corrections kept, all or nothing."""

import json
from decimal import Decimal
from typing import Any

import pytest

from medlove.models import Equipe, Journal
from territoires.annuaire import importation
from territoires.annuaire.importation import importer_partenaires
from territoires.annuaire.plan import Plan
from territoires.importation.refus import FichierRefuse
from territoires.models import Partenaire
from tests.fabriques import PartenaireFactory, QuartierFactory
from tests.territoires.annuaire.fichiers import (
    CENTRE,
    ENTETE,
    MAUVAIS,
    MEDIATHEQUE,
    PREMIERE_VERSION,
    TABLE,
    avec,
    csv_de,
    json_de,
    ods_de,
    xlsx_de,
)

SANS_ID = [ligne[1:7] for ligne in TABLE]


def comptes(plan: Plan) -> tuple[int, ...]:
    """Créés, modifiés, inchangés, refusés."""
    return tuple(plan.comptes.values())


def rangees() -> list[dict[str, Any]]:
    return list(Partenaire.objects.order_by("nom").values())


def mediatheque() -> Partenaire:
    return Partenaire.objects.get(nom__startswith="Médiathèque")


# Once, then again


@pytest.mark.parametrize("octets", [csv_de(), xlsx_de(), ods_de(), csv_de(SANS_ID)])
def test_a_second_time_changes_nothing(equipe: Equipe, octets: bytes):
    assert comptes(importer_partenaires(octets, equipe)) == (2, 0, 0, 0)
    avant = rangees()
    plan = importer_partenaires(octets, equipe)
    assert comptes(plan) == (0, 0, 2, 0)
    assert not plan.retenus
    assert rangees() == avant


def test_the_same_places_in_another_kind_of_file_are_the_same(equipe: Equipe):
    importer_partenaires(csv_de(), equipe)
    assert comptes(importer_partenaires(ods_de(), equipe)) == (0, 0, 2, 0)
    assert comptes(importer_partenaires(csv_de(SANS_ID), equipe)) == (0, 0, 2, 0)


def test_trying_writes_nothing(equipe: Equipe):
    assert comptes(importer_partenaires(csv_de(), equipe, essai=True)) == (2, 0, 0, 0)
    assert not Partenaire.objects.exists()
    assert not Journal.objects.exists()


def test_the_journal_keeps_the_counts(equipe: Equipe):
    importer_partenaires(csv_de(), equipe)
    ligne = Journal.objects.get(action="partenaires_importes")
    assert ligne.detail == {"genre": "CSV", "crees": 2, "modifies": 0, "inchanges": 0, "refuses": 0}


def test_another_equipe_is_neither_read_nor_written(equipe: Equipe, autre_equipe: Equipe):
    importer_partenaires(csv_de(), autre_equipe)
    avant = rangees()
    assert comptes(importer_partenaires(csv_de(), equipe)) == (2, 0, 0, 0)
    assert list(Partenaire.objects.de(autre_equipe).order_by("nom").values()) == avant


@pytest.mark.parametrize("nom", MAUVAIS)
def test_a_bad_file_changes_nothing(equipe: Equipe, nom: str):
    importer_partenaires(csv_de(), equipe)
    avant = rangees()
    with pytest.raises(FichierRefuse):
        importer_partenaires(MAUVAIS[nom][0], equipe)
    assert rangees() == avant


def test_it_is_written_whole_or_not_at_all(equipe: Equipe, monkeypatch: pytest.MonkeyPatch):
    importer_partenaires(csv_de([ENTETE, MEDIATHEQUE]), equipe)

    def couper(**options: Any) -> None:
        raise OSError("coupé")

    monkeypatch.setattr(importation, "consigner", lambda *_, **options: couper())
    with pytest.raises(OSError, match="coupé"):
        importer_partenaires(csv_de(), equipe)
    assert Partenaire.objects.count() == 1


# Corrections made here


def test_untouched_here_the_file_s_value_is_taken(equipe: Equipe):
    importer_partenaires(csv_de(), equipe)
    plan = importer_partenaires(avec("adresse", "9 place d’Ici"), equipe)
    assert comptes(plan) == (0, 1, 1, 0)
    assert (mediatheque().adresse, "9 place" in mediatheque().recherche) == ("9 place d’Ici", True)


def test_corrected_here_and_unchanged_there_it_stays_in_silence(equipe: Equipe):
    importer_partenaires(csv_de(), equipe)
    Partenaire.objects.filter(pk=mediatheque().pk).update(adresse="7 place d’Ici")
    plan = importer_partenaires(csv_de(), equipe)
    assert comptes(plan) == (0, 0, 2, 0)
    assert not plan.corriges_ici
    assert mediatheque().adresse == "7 place d’Ici"


def test_corrected_here_and_changed_there_it_stays_and_is_told_once(equipe: Equipe):
    importer_partenaires(csv_de(), equipe)
    Partenaire.objects.filter(pk=mediatheque().pk).update(adresse="7 place d’Ici")
    plan = importer_partenaires(avec("adresse", "9 place d’Ici"), equipe)
    [entree] = plan.corriges_ici
    [garde] = entree.gardes
    assert (garde.ici, garde.fichier) == ("7 place d’Ici", "9 place d’Ici")
    assert mediatheque().adresse == "7 place d’Ici"
    assert not importer_partenaires(avec("adresse", "9 place d’Ici"), equipe).corriges_ici


def test_what_was_typed_before_the_file_ever_came_is_a_correction_too(equipe: Equipe):
    PartenaireFactory(
        equipe=equipe, nom=MEDIATHEQUE[1], adresse=MEDIATHEQUE[2], code_postal="35700"
    )
    plan = importer_partenaires(csv_de([ENTETE, MEDIATHEQUE]), equipe)
    assert comptes(plan) == (0, 1, 0, 0)
    assert [garde.champ for garde in plan.corriges_ici[0].gardes] == ["code_postal"]
    lieu = mediatheque()
    assert (lieu.code_postal, lieu.commune, lieu.identifiant_source) == ("35700", "Rennes", "1")


def test_a_blank_in_a_file_that_never_said_otherwise_contradicts_nobody(equipe: Equipe):
    PartenaireFactory(equipe=equipe, nom=MEDIATHEQUE[1], adresse=MEDIATHEQUE[2], telephone="3949")
    muette = [[*ENTETE, "telephone"], [*MEDIATHEQUE, ""]]
    assert not importer_partenaires(csv_de(muette), equipe).corriges_ici
    assert mediatheque().telephone == "3949"


def test_a_blank_where_the_file_had_a_value_is_told_once(equipe: Equipe):
    dite, muette = ([[*ENTETE, "telephone"], [*MEDIATHEQUE, dit]] for dit in ("3939", ""))
    importer_partenaires(csv_de(dite), equipe)
    Partenaire.objects.update(telephone="3949")
    plan = importer_partenaires(csv_de(muette), equipe)
    assert plan.corrections == 1
    assert not importer_partenaires(csv_de(muette), equipe).corriges_ici
    assert mediatheque().telephone == "3949"


def test_what_another_file_brought_is_nobody_s_correction(equipe: Equipe):
    importer_partenaires(csv_de(), equipe)
    ailleurs = csv_de([ENTETE, ["77", *MEDIATHEQUE[1:3], "35700", *MEDIATHEQUE[4:7], "Y"]])
    plan = importer_partenaires(ailleurs, equipe)
    assert (comptes(plan), plan.corriges_ici) == ((0, 0, 1, 0), [])
    assert mediatheque().code_postal == "35000"


def test_corrections_are_counted_field_by_field_as_they_are_listed(equipe: Equipe):
    importer_partenaires(csv_de(), equipe)
    Partenaire.objects.filter(pk=mediatheque().pk).update(adresse="ici", commune="Ici")
    ailleurs = [*MEDIATHEQUE[:2], "9 rue", "35000", "Ailleurs", *MEDIATHEQUE[5:]]
    plan = importer_partenaires(csv_de([ENTETE, ailleurs, CENTRE]), equipe)
    assert (plan.corrections, len(plan.corriges_ici)) == (2, 1)


def test_a_column_the_file_lacks_blanks_nothing(equipe: Equipe):
    importer_partenaires(csv_de(), equipe)
    Partenaire.objects.update(telephone="02 00 00 00 00")
    importer_partenaires(csv_de([ligne[:5] for ligne in TABLE]), equipe)
    assert set(Partenaire.objects.values_list("telephone", flat=True)) == {"02 00 00 00 00"}


def test_a_latitude_never_goes_without_its_longitude(equipe: Equipe):
    importer_partenaires(csv_de(), equipe)
    Partenaire.objects.filter(pk=mediatheque().pk).update(longitude="-1.700000")
    ailleurs = [*MEDIATHEQUE[:5], "48.2", "-1.6", "X"]
    importer_partenaires(csv_de([ENTETE, ailleurs, CENTRE]), equipe)
    assert (mediatheque().latitude, mediatheque().longitude) == (Decimal("48.105"), Decimal("-1.7"))


def test_a_pause_a_check_and_a_category_are_left_alone(equipe: Equipe):
    importer_partenaires(csv_de(), equipe)
    Partenaire.objects.update(
        en_pause_jusqu_au="2030-01-01", verifie_le="2026-09-01", genre_de_structure="mediatheque"
    )
    importer_partenaires(avec("adresse", "9 place d’Ici"), equipe)
    lieu = mediatheque()
    assert (str(lieu.en_pause_jusqu_au), str(lieu.verifie_le)) == ("2030-01-01", "2026-09-01")
    assert lieu.genre_de_structure == "mediatheque"


# Who is who


def test_a_place_renamed_at_the_source_is_the_same_place(equipe: Equipe):
    importer_partenaires(csv_de(), equipe)
    pk = mediatheque().pk
    importer_partenaires(avec("nom", "Bibliothèque d’ici"), equipe)
    assert Partenaire.objects.get(pk=pk).nom == "Bibliothèque d’ici"
    assert Partenaire.objects.count() == 2


def test_an_id_without_a_source_is_nobody_s(equipe: Equipe):
    """« 1 » of one file is not « 1 » of another."""
    importer_partenaires(csv_de([ligne[:7] for ligne in TABLE]), equipe)
    autre = [["1", "Tout autre lieu", "8 rue", "35000", "Rennes", "48.1", "-1.7"]]
    plan = importer_partenaires(csv_de([ENTETE[:7], *autre]), equipe)
    assert comptes(plan) == (1, 0, 0, 0)


def test_two_places_of_one_name_in_two_communes_are_two(equipe: Equipe):
    table = [["nom", "adresse", "commune"], ["Mairie", "1 place", "A"], ["Mairie", "1 place", "B"]]
    assert comptes(importer_partenaires(csv_de(table), equipe)) == (2, 0, 0, 0)
    assert comptes(importer_partenaires(csv_de(table), equipe)) == (0, 0, 2, 0)


def test_two_sources_of_one_place_are_one_place_and_both_are_known_again(equipe: Equipe):
    importer_partenaires(csv_de(), equipe)
    ailleurs = csv_de([ENTETE, ["77", *MEDIATHEQUE[1:7], "Y"]])
    assert comptes(importer_partenaires(ailleurs, equipe)) == (0, 0, 1, 0)
    renomme = csv_de([ENTETE, ["77", "Renommée", *MEDIATHEQUE[2:7], "Y"]])
    assert comptes(importer_partenaires(renomme, equipe)) == (0, 0, 1, 0)
    assert comptes(importer_partenaires(csv_de(), equipe)) == (0, 0, 2, 0)
    assert mediatheque().source == "X"


@pytest.mark.parametrize(
    "table",
    [[ENTETE, MEDIATHEQUE, MEDIATHEQUE], [SANS_ID[0], SANS_ID[1], SANS_ID[1]]],
)
def test_a_row_twice_in_a_file_is_refused_the_second_time(equipe: Equipe, table: list[list[str]]):
    for _ in range(2):
        [refus] = importer_partenaires(csv_de(table), equipe).refuses
        assert (refus.numero, refus.motif) == (3, "même lieu que la ligne 2")
    assert Partenaire.objects.count() == 1


# What a row says


def test_the_quartier_is_found_from_the_point_in_the_commune(equipe: Equipe):
    ici = QuartierFactory(numero=20)
    QuartierFactory(code_insee="35051", numero=20)
    importer_partenaires(csv_de(), equipe)
    assert mediatheque().quartier == ici
    importer_partenaires(avec("longitude", "-1.6"), equipe)
    assert mediatheque().quartier is None


def test_labels_of_the_first_version_become_those_of_the_schema(equipe: Equipe):
    importer_partenaires(json_de(PREMIERE_VERSION), equipe)
    lieu = Partenaire.objects.get()
    assert lieu.services == [
        "Accès internet et matériel informatique",
        "Maîtrise des outils numériques du quotidien",
        "Réparer un vélo",
    ]
    assert lieu.publics_specifiquement_adresses == ["Adultes", "Seniors"]
    assert lieu.prise_en_charge_specifique == ["Surdité"]
    assert lieu.frais_a_charge == ["Gratuit", "Sur adhésion"]
    assert lieu.modalites_accompagnement == ["En autonomie"]
    assert lieu.courriels == ["contact@exemple.test", "accueil@exemple.test"]
    assert (lieu.pivot, lieu.latitude) == ("", Decimal("48.105123"))


@pytest.mark.parametrize(
    ("typologie", "genre"),
    [("BIB|ASSO", "mediatheque"), ("RFS", "france_services"), ("?", "autre")],
)
def test_the_kind_of_structure_is_read_never_guessed(equipe: Equipe, typologie: str, genre: str):
    table = [[*ENTETE, "typologie"], [*MEDIATHEQUE, typologie]]
    importer_partenaires(csv_de(table), equipe)
    assert mediatheque().genre_de_structure == genre


@pytest.mark.parametrize(
    ("colonne", "valeur", "motif"),
    [
        ("nom", " ", "le nom manque"),
        ("nom", "x" * 201, "dépasse 200 caractères"),
        ("code_postal", "350", "ne se lit pas"),
        ("latitude", "quarante-huit", "n’est pas un nombre"),
        ("latitude", "1e999999", "n’est pas"),
        ("latitude", "", "vont ensemble"),
        ("latitude", "12.5", "n’est pas en France"),
    ],
)
def test_a_bad_row_is_refused_alone_with_its_line_and_its_reason(
    equipe: Equipe, colonne: str, valeur: str, motif: str
):
    plan = importer_partenaires(avec(colonne, valeur), equipe)
    [refus] = plan.refuses
    assert refus.numero == 2
    assert motif in refus.motif
    assert comptes(plan) == (1, 0, 0, 1)


def test_what_no_database_keeps_is_taken_off(equipe: Equipe):
    fiche = {"nom": "A\x00b\ud800c", "commune": "Rennes", "presentation_resume": "un\r\ndeux"}
    importer_partenaires(json.dumps([fiche]).encode(), equipe)
    assert Partenaire.objects.get().nom == "Abc"


def test_digits_a_spreadsheet_ate_are_given_back(equipe: Equipe):
    table = [["nom", "commune", "code_postal", "telephone"], ["A", "B", 1000, 299000000]]
    importer_partenaires(xlsx_de(table), equipe)
    lieu = Partenaire.objects.get()
    assert (lieu.code_postal, lieu.telephone) == ("01000", "0299000000")


@pytest.mark.parametrize("faux", ["NC", "non renseigné", "12", "-"])
def test_a_telephone_without_three_digits_is_not_kept_and_its_row_is(equipe: Equipe, faux: str):
    table = [[*ENTETE, "telephone"], [*MEDIATHEQUE, faux], [*CENTRE, "3949"]]
    plan = importer_partenaires(csv_de(table), equipe)
    assert comptes(plan) == (2, 0, 0, 0)
    [non_prise] = plan.non_prises
    assert (non_prise.numero, non_prise.nom) == (2, MEDIATHEQUE[1])
    assert faux in non_prise.motif
    assert set(Partenaire.objects.values_list("telephone", flat=True)) == {"", "3949"}


def test_a_telephone_not_kept_leaves_the_one_that_is_there(equipe: Equipe):
    for telephone in ("02 00 00 00 00", "néant"):
        importer_partenaires(csv_de([[*ENTETE, "telephone"], [*MEDIATHEQUE, telephone]]), equipe)
    assert mediatheque().telephone == "02 00 00 00 00"
