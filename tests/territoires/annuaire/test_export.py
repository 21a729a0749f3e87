"""The directory written in the national schema, and read back without a difference."""

import csv
import io
import json

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from medlove.models import Equipe
from territoires.annuaire.export import en_csv, en_json
from territoires.annuaire.importation import importer_partenaires
from territoires.annuaire.schema import COLONNES
from territoires.models import Partenaire
from tests.au_sort import exemples
from tests.fabriques import PartenaireFactory
from tests.territoires.annuaire.fichiers import PREMIERE_VERSION, csv_de, json_de

MOTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="|Ã"), max_size=40
).map(str.strip)


def ecrits(en: str) -> bytes:
    partenaires = list(Partenaire.objects.all())
    return (en_csv if en == "csv" else en_json)(partenaires).encode()


def lignes(octets: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(octets.decode(), newline="")))


def test_the_columns_are_those_of_the_schema_in_its_order(equipe: Equipe):
    PartenaireFactory(equipe=equipe, courriels=["a@exemple.test", "b@exemple.test"])
    [ligne] = lignes(ecrits("csv"))
    assert list(ligne) == list(COLONNES)
    assert ligne["courriels"] == "a@exemple.test|b@exemple.test"


def test_a_json_holds_numbers_and_no_blank(equipe: Equipe):
    PartenaireFactory(equipe=equipe, latitude="48.100000", longitude="-1.700000")
    [objet] = json.loads(ecrits("json"))
    assert (objet["latitude"], objet["longitude"]) == (48.1, -1.7)
    assert "telephone" not in objet


@pytest.mark.parametrize("en", ["csv", "json"])
def test_read_back_it_makes_no_difference(equipe: Equipe, en: str):
    importer_partenaires(json_de(PREMIERE_VERSION), equipe)
    importer_partenaires(csv_de(), equipe)
    PartenaireFactory(
        equipe=equipe,
        nom="=cmd|' /C calc'!A0",
        telephone="+33 2 00 00 00 00",
        presentation_detail="- un\r\n- deux;trois",
        services=["a;b", "@c"],
        horaires="Mo-Fr 09:00-12:30",
    )
    Partenaire.objects.filter(source="X").update(adresse="corrigée ici")
    avant = list(Partenaire.objects.order_by("pk").values())
    plan = importer_partenaires(ecrits(en), equipe)
    assert list(plan.comptes.values()) == [0, 0, 4, 0]
    assert not plan.corriges_ici
    assert list(Partenaire.objects.order_by("pk").values()) == avant


def test_an_export_brought_back_does_not_pass_for_the_source(equipe: Equipe):
    """A correction stays one: the next file of the source does not sweep it away."""
    importer_partenaires(csv_de(), equipe)
    Partenaire.objects.update(adresse="corrigée ici")
    importer_partenaires(ecrits("csv"), equipe)
    importer_partenaires(csv_de(), equipe)
    assert set(Partenaire.objects.values_list("adresse", flat=True)) == {"corrigée ici"}


def test_an_export_mended_in_a_spreadsheet_mends_the_directory(equipe: Equipe):
    PartenaireFactory(equipe=equipe, adresse="1 rue fausse")
    octets = ecrits("csv").replace(b"1 rue fausse", b"2 rue juste")
    assert importer_partenaires(octets, equipe).comptes["modifies"] == 1
    assert Partenaire.objects.get().adresse == "2 rue juste"


def test_no_cell_is_a_formula(equipe: Equipe):
    PartenaireFactory(equipe=equipe, nom="=1+1", adresse="@SUM(1)", telephone="+33 2 00 00 00 00")
    [ligne] = lignes(ecrits("csv"))
    assert (ligne["nom"], ligne["adresse"]) == ("'=1+1", "'@SUM(1)")
    assert ligne["telephone"] == "+33 2 00 00 00 00"


@exemples(40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(nom=MOTS.filter(bool), adresse=MOTS, services=st.lists(MOTS.filter(bool), unique=True))
def test_whatever_is_written_is_read_back(
    equipe: Equipe, nom: str, adresse: str, services: list[str]
):
    Partenaire.objects.all().delete()
    PartenaireFactory(equipe=equipe, nom=nom, adresse=adresse, services=services)
    for en in ("csv", "json"):
        assert importer_partenaires(ecrits(en), equipe).comptes["inchanges"] == 1
