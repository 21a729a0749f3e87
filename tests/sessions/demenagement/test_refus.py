"""What cannot enter here is refused with one sentence, and leaves nothing: what this instance has
already, what is not of the équipe, what is not of its column."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError

from medlove.models import Equipe, Utilisateur
from sessions.models import Outil, Rencontre, Sortie
from territoires.models import Lieu
from tests.fabriques import EquipeFactory, QuartierFactory, UtilisateurFactory
from tests.sessions.demenagement.conftest import exporter, importer, remplir
from tests.sessions.demenagement.forger import changer, ecrire, premiere, refuse

# --- The équipe, and what this instance has already --------------------------------------


def test_an_equipe_that_is_here_is_refused(pleine: Equipe, tmp_path: Path) -> None:
    exporter(tmp_path / "export")
    refuse(tmp_path / "export", r"L’équipe « ici » existe déjà ici")


def test_an_equipe_of_the_same_name_is_refused(dossier: Path) -> None:
    EquipeFactory(slug="ici")
    refuse(dossier, r"L’équipe « ici » existe déjà ici")


def test_an_address_of_somebody_else_is_refused(dossier: Path) -> None:
    changer(dossier, "membres", ecrire("email", "prise@exemple.test"))
    UtilisateurFactory(email="prise@exemple.test")
    refuse(dossier, "prise@exemple.test est déjà l’adresse d’un autre compte")


def test_the_same_account_keeps_its_password(dossier: Path) -> None:
    membre = premiere(dossier, "membres")
    UtilisateurFactory(id=membre["id"], email=membre["email"], nom=membre["nom"])
    importer(dossier)
    assert Utilisateur.objects.get(pk=membre["id"]).has_usable_password()


def test_an_account_that_changed_is_refused(dossier: Path) -> None:
    membre = premiere(dossier, "membres")
    UtilisateurFactory(id=membre["id"], email=membre["email"], nom="Un autre nom")
    refuse(dossier, r"est déjà dans cette instance, avec « nom » différent")


def test_a_quartier_drawn_otherwise_here_is_refused(dossier: Path) -> None:
    QuartierFactory(numero=3, nom="Un autre nom")
    refuse(dossier, r"quartiers.csv, ligne \d+ : « 35238-3 » est déjà dans cette instance")


def test_an_identifier_that_is_taken_here_is_refused(dossier: Path) -> None:
    voisine = remplir("voisine")
    pris = Rencontre.objects.de(voisine).first()
    assert pris
    changer(dossier, "vecus", lambda toutes: toutes.clear() or toutes.append(["rencontre", "code"]))
    changer(dossier, "rencontres", ecrire("id", str(pris.pk)))
    refuse(dossier, f"rencontres.csv : l’identifiant {pris.pk} est déjà celui d’une autre ligne")


@pytest.mark.parametrize(
    ("table", "colonne", "modele"),
    [
        ("haltes", "sortie", Sortie),
        ("haltes", "lieu", Lieu),
        ("usages_outils", "outil", Outil),
        ("besoins", "rencontre", Rencontre),
    ],
)
def test_a_row_of_another_equipe_is_out_of_reach(
    table: str, colonne: str, modele: Any, dossier: Path
) -> None:
    voisine = remplir("voisine")
    changer(dossier, table, ecrire(colonne, str(modele.objects.filter(equipe=voisine)[0].pk)))
    refuse(dossier, f"{table}.csv, ligne 2, colonne {colonne} : ce qu’elle nomme n’est pas dans")


def test_an_account_of_this_instance_that_did_not_come_is_out_of_reach(dossier: Path) -> None:
    changer(dossier, "sorties", ecrire("auteur", str(UtilisateurFactory().pk)))
    refuse(dossier, "sorties.csv, ligne 2, colonne auteur : ce qu’elle nomme n’est pas dans memb")


def test_a_quartier_of_this_instance_that_did_not_come_is_out_of_reach(dossier: Path) -> None:
    QuartierFactory(code_insee="75056", numero=1)
    changer(dossier, "sorties", ecrire("quartier", "75056-1"))
    refuse(dossier, "sorties.csv, ligne 2, colonne quartier : la cellule nomme ce qui n’est pas")


def test_a_national_category_is_not_born_of_an_import(dossier: Path) -> None:
    changer(dossier, "categories", ecrire("cle", "inventee", -1))
    refuse(dossier, "la catégorie nationale « inventee » n’est pas connue ici")


def test_a_national_category_is_not_changed_by_an_import(dossier: Path) -> None:
    assert premiere(dossier, "categories", 1)["cle"] == "aides_prestations"
    changer(dossier, "categories", ecrire("libelle", "Autre chose"))
    refuse(dossier, "« aides_prestations » est déjà dans cette instance, avec « libelle »")


# --- Cells -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "colonne", "cellule", "phrase"),
    [
        ("rencontres", "id", "12", "n’est pas un identifiant"),
        ("rencontres", "id", "", "est vide"),
        ("rencontres", "jour", "18/11/2026", "n’est pas une date"),
        ("rencontres", "jour", "20261118", "n’est pas écrit comme une date"),
        ("rencontres", "edition", "-1", "n’est pas entre 0 et"),
        ("rencontres", "edition", "01", "n’est pas écrit comme un nombre entier"),
        ("rencontres", "edition", "3000000000", "n’est pas entre 0 et"),
        ("rencontres", "edition", "9" * 5000, "n’est pas un nombre entier"),
        ("rencontres", "a_denouer", "1", "n’est pas true ou false"),
        ("rencontres", "genre", "inconnu", "n’est pas dans la liste"),
        ("rencontres", "note", "a" * 281, "dépasse 280 caractères"),
        ("haltes", "arrivee", "25:00:00", "n’est pas une heure"),
        ("lieux", "latitude", "NaN", "n’est pas un nombre"),
        ("lieux", "latitude", "4e1", "n’est pas écrit comme un nombre"),
        ("sorties", "questions", "{}", "n’est pas du JSON de cette colonne"),
        ("sorties", "questions", "[1, 2]", "n’est pas écrit comme"),
        ("sorties", "questions", '["\\u0000"]', "contient un caractère nul"),
        ("sorties", "questions", '["\\ud800"]', "n’est pas"),
        ("sorties", "questions", "[1e400]", "n’est pas du JSON"),
        ("sorties", "questions", "[" * 100_000, "n’est pas du JSON"),
        ("partenaires", "prise_rdv", "javascript:alert(1)", "n’est pas une adresse du web"),
        ("partenaires", "services", '["a|b"]', "n’est pas du JSON"),
        ("membres", "email", "pas une adresse", "n’est pas"),
        ("membres", "is_active", "oui", "n’est pas true ou false"),
        ("equipe", "slug", "../ici", "n’est pas"),
        ("cahiers", "modifie_le", "2026-11-18T10:00:00", "n’est pas un instant"),
        ("quartiers", "cle", "35238", "n’est pas la clé d’un quartier"),
        ("quartiers", "contour", '{"type":"Point"}', "n’est pas un contour"),
        ("categories", "cle", "deux mots", "n’est pas le code d’une catégorie"),
    ],
)
def test_a_cell_that_is_not_of_its_column_is_refused_and_found(
    table: str, colonne: str, cellule: str, phrase: str, dossier: Path
) -> None:
    changer(dossier, table, ecrire(colonne, cellule))
    refuse(dossier, f"^{table}.csv, ligne 2, colonne {colonne} : la cellule .*{phrase}")


def test_what_a_cell_holds_is_never_repeated(dossier: Path) -> None:
    changer(dossier, "rencontres", ecrire("note", "canarinote" * 40))
    with pytest.raises(CommandError) as refus:
        importer(dossier)
    assert "canarinote" not in str(refus.value)


def test_a_rule_of_the_base_is_named_and_the_row_is_not(dossier: Path) -> None:
    def faire(toutes: list[list[str]]) -> None:
        for ligne in toutes[1:]:
            ligne[toutes[0].index("tranche_age")] = "12_17"
            ligne[toutes[0].index("note")] = "canarinote"

    changer(dossier, "rencontres", faire)
    refuse(dossier, r"rencontres.csv, lignes 2 à 8 : la base les refuse \(règle rencontre_mineur_")
    with pytest.raises(CommandError) as refus:
        importer(dossier)
    assert "canarinote" not in str(refus.value)


def test_a_row_that_is_there_twice_is_refused(dossier: Path) -> None:
    changer(dossier, "rencontres", lambda toutes: toutes.append(toutes[1]))
    refuse(dossier, "rencontres.csv, ligne 9 : cette ligne y est deux fois")


def test_a_quartier_that_is_there_twice_is_refused(dossier: Path) -> None:
    changer(dossier, "quartiers", lambda toutes: toutes.append(toutes[1]))
    refuse(dossier, "quartiers.csv, ligne 4 : « 35047-2 » y est deux fois")


def test_a_row_that_leads_nowhere_is_refused(dossier: Path) -> None:
    changer(dossier, "haltes", ecrire("sortie", str(uuid4())))
    refuse(dossier, "haltes.csv, ligne 2, colonne sortie : ce qu’elle nomme n’est pas dans sortie")


def test_a_category_that_is_its_own_parent_is_refused(dossier: Path) -> None:
    changer(dossier, "categories", ecrire("parent", "equipe:aa-enfant", 2))
    refuse(dossier, "categories.csv, ligne 3, colonne parent : ce qu’elle nomme")


def test_two_equipes_are_refused(dossier: Path) -> None:
    def faire(toutes: list[list[str]]) -> None:
        toutes.append([str(uuid4()), "Autre", "autre", "35238", "true"])

    changer(dossier, "equipe", faire)
    refuse(dossier, "equipe.csv : il faut une équipe, et une seule")


def test_rows_in_another_order_are_refused(dossier: Path) -> None:
    def faire(toutes: list[list[str]]) -> None:
        toutes[1:] = reversed(toutes[1:])

    changer(dossier, "rencontres", faire)
    refuse(dossier, "rencontres.csv : la base ne rend pas ce que ce fichier contient")
