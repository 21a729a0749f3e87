"""The command, on small files made by hand: one for each encoding and each fault."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from territoires.models import Quartier
from tests.fabriques import LieuFactory

FICHIERS = Path(__file__).parent / "fichiers"
ENCODAGES = (
    "trois_quartiers.geojson",
    "trois_quartiers_records.json",
    "trois_quartiers_liste.json",
)

pytestmark = pytest.mark.django_db


def importer(fichier: str, **options: object) -> str:
    ecran = StringIO()
    call_command("importer_quartiers", str(FICHIERS / fichier), stdout=ecran, **options)
    return ecran.getvalue()


def base() -> list[dict[str, object]]:
    return list(Quartier.objects.values())


@pytest.mark.parametrize("fichier", ENCODAGES)
def test_every_encoding_gives_the_same_quartiers(fichier: str):
    importer(fichier, code_insee="35999")

    assert [(q.cle, q.nom) for q in Quartier.objects.all()] == [
        ("35999-1", "Les Tanneurs"),
        ("35999-2", "Port-Neuf"),
        ("35999-3", "La Garenne"),
    ]
    assert [q.contour["type"] for q in Quartier.objects.all()] == [
        "Polygon",
        "MultiPolygon",
        "Polygon",
    ]


def test_one_encoding_after_another_changes_nothing():
    importer(ENCODAGES[0], code_insee="35999")
    avant = base()

    for fichier in ENCODAGES:
        assert "créés\u202f: 0, modifiés\u202f: 0, inchangés\u202f: 3" in importer(
            fichier, code_insee="35999"
        )
    assert base() == avant


def test_what_follows_from_an_outline_is_filled():
    importer(ENCODAGES[0], code_insee="35999")
    quartier = Quartier.objects.de_cle("35999-1")

    assert quartier.superficie_m2 == pytest.approx(743_880 * 1.1120, rel=0.01)
    assert float(quartier.longitude) == pytest.approx(-1.695, abs=1e-4)
    assert -1.70 < float(quartier.longitude) < -1.69
    assert 48.10 < float(quartier.latitude) < 48.11
    assert quartier.contour_simplifie["type"] == "Polygon"
    assert not quartier.schematique


def test_the_name_of_an_elected_official_is_nowhere_in_the_base():
    importer(ENCODAGES[0], code_insee="35999")

    assert "Exemple" not in str(base())


def test_only_the_commune_asked_for_comes_in():
    importer(ENCODAGES[0], code_insee="35999")

    assert set(Quartier.objects.values_list("code_insee", flat=True)) == {"35999"}


def test_the_only_commune_of_the_file_needs_no_option():
    importer("trois_quartiers_liste.json")

    assert Quartier.objects.de_commune("35999").count() == 3


def test_a_trial_tells_and_writes_nothing():
    recit = importer(ENCODAGES[0], code_insee="35999", essai=True)

    assert "créés\u202f: 3" in recit
    assert "Essai\u202f: rien n’a été écrit." in recit
    assert not Quartier.objects.exists()


def test_a_silent_import_says_nothing():
    assert importer(ENCODAGES[0], code_insee="35999", verbosity=0) == ""


def test_an_edited_name_stays_and_the_other_becomes_an_alias():
    importer(ENCODAGES[0], code_insee="35999")
    Quartier.objects.filter(numero=2).update(nom="Le Port")

    recit = importer(ENCODAGES[0], code_insee="35999")

    quartier = Quartier.objects.de_cle("35999-2")
    assert (quartier.nom, quartier.alias) == ("Le Port", ["Port-Neuf"])
    assert "n° 2 Le Port (autre nom «\u202fPort-Neuf\u202f»)" in recit
    assert "modifiés\u202f: 0" in importer(ENCODAGES[0], code_insee="35999")


def test_a_name_spelled_otherwise_is_no_other_name():
    importer(ENCODAGES[0], code_insee="35999")
    Quartier.objects.filter(numero=2).update(nom="port neuf")

    importer(ENCODAGES[0], code_insee="35999")

    assert Quartier.objects.de_cle("35999-2").alias == []


def test_what_hangs_on_a_quartier_stays_when_its_outline_changes():
    importer(ENCODAGES[0], code_insee="35999")
    quartier = Quartier.objects.de_cle("35999-1")
    Quartier.objects.filter(pk=quartier.pk).update(
        contour=Quartier.objects.de_cle("35999-3").contour, population=4000, secteur="Sud"
    )
    dedans = LieuFactory(quartier=quartier)
    LieuFactory(quartier=quartier, latitude="48.115", longitude="-1.695")

    recit = importer(ENCODAGES[0], code_insee="35999")

    dedans.refresh_from_db()
    apres = Quartier.objects.get(pk=quartier.pk)
    assert dedans.quartier_id == quartier.pk
    assert (apres.population, apres.secteur) == (4000, "Sud")
    assert "modifiés\u202f: 1, inchangés\u202f: 2" in recit
    assert "À vérifier, hors du nouveau contour de leur quartier\u202f: 1 lieu." in recit


REFUS = {
    "vide.geojson": "Ce fichier est vide",
    "sans_contour.geojson": "aucun contour",
    "tronque.geojson": "tronqué",
    "page_web.geojson": "page web (HTML)",
    "pas_une_couche.json": "pas une couche de contours",
    "page_partielle.json": "3 des 12 lignes",
    "iris.geojson": "IRIS",
    "unites_plus_fines.geojson": "unités plus fines",
    "commune_par_dessus.geojson": "« Commune entière » recouvre les autres",
    "projetees.geojson": "projetées",
    "latitude_d_abord.geojson": "latitude avant la longitude",
    "lignes.geojson": "n’est pas un Polygon",
    "noeud_papillon.geojson": "se recoupe, ou ses anneaux s’emboîtent mal, près de -1.695 48.105",
    "chevauchement.geojson": "n° 1 « Les Tanneurs » et n° 2 « Port-Neuf » se chevauchent",
    "vide_entre_quartiers.geojson": "un vide de 82,8 ha",
    "bords_decales.geojson": "ne coïncident pas",
    "autre_commune.geojson": "aucun quartier de 35999",
}


@pytest.mark.parametrize(("fichier", "motif"), REFUS.items())
def test_a_bad_file_is_refused_in_one_message_and_nothing_changes(fichier: str, motif: str):
    importer(ENCODAGES[0], code_insee="35999")
    avant = base()

    with pytest.raises(CommandError) as refus:
        importer(fichier, code_insee="35999")

    message = str(refus.value)
    assert motif.replace("« ", "«\u202f").replace(" »", "\u202f»") in message
    assert message.startswith(str(FICHIERS / fichier))
    assert message.endswith("Rien n’a été changé.")
    assert "\n" not in message
    assert base() == avant


@pytest.mark.parametrize("fichier", REFUS)
def test_a_bad_file_is_refused_on_an_empty_base_too(fichier: str):
    with pytest.raises(CommandError):
        importer(fichier, code_insee="35999")

    assert not Quartier.objects.exists()


def test_a_file_of_two_communes_asks_which():
    with pytest.raises(CommandError, match="dire laquelle avec --code-insee"):
        importer("deux_communes.geojson")


def test_every_file_made_by_hand_is_tried():
    essayes = {*ENCODAGES, *REFUS, "deux_communes.geojson"}

    assert {fichier.name for fichier in FICHIERS.iterdir()} == essayes


def test_a_fault_while_writing_leaves_nothing_half_written(monkeypatch: pytest.MonkeyPatch):
    enregistrer = Quartier.save

    def trebucher(quartier: Quartier, *args: object, **options: object) -> None:
        if quartier.numero == 3:
            raise RuntimeError("disk full")
        enregistrer(quartier)

    monkeypatch.setattr(Quartier, "save", trebucher)
    with pytest.raises(RuntimeError):
        importer(ENCODAGES[0], code_insee="35999")

    assert not Quartier.objects.exists()
