"""The files of the desk: who may have them, what they say of themselves, what they never hold."""

import re
from datetime import date

import pytest
import time_machine
from django.db.models import Model
from django.test import Client

from medlove.models import Equipe, Journal
from sessions.models import CategorieBesoin, Rencontre
from territoires.annuaire.classeurs import lire_classeur
from tests.fabriques import (
    BesoinFactory,
    QuartierFactory,
    RencontreFactory,
    SortieFactory,
    ecrire,
)
from tests.personnes import Personne
from tests.sessions.exports.lecture import de_csv, de_geojson, de_ods, de_xlsx

PAGES = ["/carte/", "/statistiques/", "/rencontres/"]
FORMES = ["csv", "xlsx", "ods"]
T3 = "trimestre=2026-T3"
CANARI = "canari-de-la-note"


@pytest.fixture
def saison(equipe: Equipe) -> Equipe:
    quartier = QuartierFactory(nom="=1+1")
    aides = CategorieBesoin.objects.get(code="aides_prestations")
    ecrites: list[Model] = []
    for rang in range(4):
        jour = date(2026, 9, 10 + rang)
        sortie = SortieFactory.build(equipe=equipe, quartier=quartier, date=jour)
        rencontres = RencontreFactory.build_batch(4, sortie=sortie, note=CANARI)
        besoins = [BesoinFactory.build(rencontre=une, categorie=aides) for une in rencontres]
        ecrites += [sortie, *rencontres, *besoins]
    ecrire(ecrites)
    return equipe


def fichier(personne: Client, page: str, forme: str, choix: str = T3) -> bytes:
    reponse = personne.get(f"{page}export/?{choix}&format={forme}")
    assert reponse.status_code == 200
    return reponse.content


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("qui", "code"),
    [("coordination", 200), ("mediation", 403), ("pilotage", 403), ("administration", 403)],
)
def test_only_the_coordination_has_files(
    request: pytest.FixtureRequest, saison: Equipe, page: str, qui: str, code: int
) -> None:
    personne: Personne = request.getfixturevalue(qui)

    assert personne.get(f"{page}export/").status_code == code
    assert Journal.objects.filter(action="export").exists() is (code == 200)


@pytest.mark.parametrize("page", PAGES)
def test_a_visitor_signs_in_first(anonyme: Client, page: str) -> None:
    assert anonyme.get(f"{page}export/").status_code == 302


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_has_her_own_only(etrangere: Personne, saison: Equipe, page: str) -> None:
    lignes = de_csv(fichier(etrangere, page, "csv"))

    assert ["Équipe", "Équipe d’ailleurs"] in lignes
    assert "16" not in {mot for ligne in lignes for mot in ligne}


@pytest.mark.parametrize("page", PAGES)
def test_each_file_says_what_it_is(coordination: Personne, saison: Equipe, page: str) -> None:
    premieres = [
        de_csv(fichier(coordination, page, "csv")),
        de_xlsx(fichier(coordination, page, "xlsx"))["À lire"],
        de_ods(fichier(coordination, page, "ods"))["À lire"],
    ]
    for lignes in premieres:
        dites = {une[0]: une[1] for une in lignes if len(une) > 1}
        assert lignes[0][0] == "Interne, ne pas diffuser"
        assert dites["Équipe"] == "Équipe d’ici"
        assert dites["Choix"].startswith("3e\u00a0trimestre 2026")
        assert re.search(r"20\d\d$", dites["Fait le"])


def test_the_map_for_qgis_says_it_too(coordination: Personne, saison: Equipe) -> None:
    collection, style = de_geojson(fichier(coordination, "/carte/", "geojson"))

    [entite] = collection["features"]
    assert collection["diffusion"] == "Interne, ne pas diffuser"
    assert entite["geometry"]["type"] == "Polygon"
    assert entite["properties"]["Rencontres"] == 16
    assert style.find("renderer-v2").get("attr") == "apparence"


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("forme", FORMES)
def test_the_same_day_gives_the_same_bytes(
    coordination: Personne, saison: Equipe, page: str, forme: str
) -> None:
    with time_machine.travel("2026-11-20 10:00:00+01:00"):
        une = fichier(coordination, page, forme)
    with time_machine.travel("2026-11-20 16:00:01+01:00"):
        assert fichier(coordination, page, forme) == une


@pytest.mark.parametrize("page", PAGES)
def test_no_cell_is_run_by_a_spreadsheet(coordination: Personne, saison: Equipe, page: str) -> None:
    for lignes in (
        de_csv(fichier(coordination, page, "csv")),
        *de_xlsx(fichier(coordination, page, "xlsx")).values(),
        *de_ods(fichier(coordination, page, "ods")).values(),
    ):
        assert not [mot for une in lignes for mot in une if mot.startswith(("=", "@"))]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("forme", FORMES)
def test_no_file_holds_a_note_nor_who_logged(
    coordination: Personne, mediation: Personne, saison: Equipe, page: str, forme: str
) -> None:
    Rencontre.objects.update(auteur=mediation.utilisateur)
    octets = fichier(coordination, page, forme)
    lues = {"csv": lambda: str(de_csv(octets)), "xlsx": lambda: str(de_xlsx(octets))}
    texte = lues.get(forme, lambda: str(de_ods(octets)))()

    assert "Équipe d’ici" in texte
    assert CANARI not in texte
    assert mediation.utilisateur.nom not in texte
    assert mediation.utilisateur.email not in texte


def test_the_ods_file_is_read_by_our_own_reader(coordination: Personne, saison: Equipe) -> None:
    genre, rangees = lire_classeur(fichier(coordination, "/carte/", "ods"))

    assert genre == "ODS"
    assert rangees[0][1] == ["Interne, ne pas diffuser"]


def test_an_export_is_noted_in_the_journal(coordination: Personne, saison: Equipe) -> None:
    fichier(coordination, "/carte/", "csv", f"{T3}&besoin=droits&inconnu={CANARI}")

    note = Journal.objects.get(action="export")
    assert note.acteur == coordination.utilisateur.pk
    assert note.detail == {"page": "carte", "forme": "csv"}
    assert (note.filtre, note.lignes) == ("besoin=droits&trimestre=2026-T3", 1)


@pytest.mark.parametrize(
    ("adresse", "phrase"),
    [
        ("/carte/export/?besoin=sejour_nationalite", "ne s’imprime pas par quartier"),
        ("/rencontres/export/?besoin=sejour_nationalite", "ne s’imprime pas par quartier"),
        ("/rencontres/export/?besoin=famille-titre_de_sejour", "ne s’imprime pas par quartier"),
        ("/carte/export/?format=pdf", "Ce format de fichier n’existe pas ici"),
        (
            "/statistiques/export/?besoin=sejour_nationalite&qpv=inconnu",
            "ne s’imprime pas par quartier",
        ),
        ("/statistiques/export/?format=geojson", "Ce format de fichier n’existe pas ici"),
        ("/rencontres/export/?du=2026-09-02&au=2026-09-01", "vient après son début"),
    ],
)
def test_a_wrong_choice_writes_nothing_and_says_why(
    coordination: Personne, saison: Equipe, adresse: str, phrase: str
) -> None:
    reponse = coordination.get(adresse)

    assert reponse.status_code == 400
    assert phrase in reponse.content.decode()
    assert not Journal.objects.filter(action="export").exists()


def test_the_list_by_quartier_leaves_out_what_would_single_someone_out(
    coordination: Personne, equipe: Equipe
) -> None:
    rencontre = RencontreFactory(sortie__equipe=equipe)
    BesoinFactory(rencontre=rencontre, code="sejour_nationalite")
    BesoinFactory(rencontre=rencontre, rang=2)

    def besoins(choix: str) -> set[str]:
        return {
            ligne[0]
            for ligne in de_csv(fichier(coordination, "/rencontres/", "csv", choix))
            if ligne
        }

    assert {"CAF, aides, RSA", "Séjour, nationalité"} <= besoins(T3)
    for choix in (f"quartier={rencontre.quartier.cle}", "qpv=inconnu"):
        assert besoins(choix) & {"CAF, aides, RSA", "Séjour, nationalité"} == {"CAF, aides, RSA"}


def test_the_list_says_the_answer_it_was_narrowed_to(
    coordination: Personne, saison: Equipe
) -> None:
    lignes = de_csv(fichier(coordination, "/rencontres/", "csv", "reponse=sur_place"))
    dites = {une[0]: une[1] for une in lignes if len(une) == 2}

    assert dites["Choix"] == "Tous les jours, un besoin «\u202fRépondu sur place\u202f»"


@pytest.mark.parametrize("page", PAGES)
def test_the_page_offers_its_files_with_its_choice(
    coordination: Personne, mediation: Personne, saison: Equipe, page: str
) -> None:
    adresse = f'"{page}export/?{T3}&amp;format=xlsx"'

    assert adresse in coordination.get(f"{page}?{T3}").content.decode()
    assert "format=xlsx" not in mediation.get(f"{page}?{T3}").content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_a_post_changes_nothing(coordination: Personne, page: str) -> None:
    assert coordination.post(f"{page}export/").status_code == 405
