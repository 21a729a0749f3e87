"""The pages of an import, from the file to the yes, and back."""

import re
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from medlove.models import Equipe
from sessions.models import Rencontre, Transfert
from sessions.transferts import depot, modele
from sessions.transferts.depot import DOSSIER, balayer
from sessions.transferts.modele import EXEMPLES, feuilles
from sessions.transferts.repertoire import Territoire
from sessions.transferts.tableau import lire
from territoires.annuaire.classeurs import lire_classeur
from territoires.models import Lieu, Quartier
from tests.fabriques import AppartenanceFactory, LieuFactory, TransfertFactory
from tests.personnes import Personne
from tests.sessions.transferts.fichiers import (
    DE_LA_COOP,
    ENTETES,
    LIGNE,
    de_la_coop,
    en_csv,
    en_xlsx,
)

LISTE, IMPORTER = reverse("transferts:liste"), reverse("transferts:importer")
COLONNES, VALEURS = reverse("transferts:colonnes"), reverse("transferts:valeurs")
APERCU, CONFIRMER = reverse("transferts:apercu"), reverse("transferts:confirmer")
ABANDONNER = reverse("transferts:abandonner")
CANARI = "canaridutableur"


def choisir(personne: Personne, octets: bytes, nom: str = "ancien.csv") -> str:
    fichier = SimpleUploadedFile(nom, octets)
    return personne.post(IMPORTER, {"fichier": fichier}, follow=True).content.decode()


def champs(page: str) -> dict[str, str]:
    """What a page would post as it is: the selects with what is selected."""
    lus: dict[str, str] = {}
    for nom, corps in re.findall(r'<select name="(\w+)"[^>]*>(.*?)</select>', page, re.S):
        choisi = re.search(r'<option value="([^"]*)" selected', corps)
        lus[nom] = choisi[1] if choisi else ""
    return lus


def voir(personne: Personne, page: str, **dit: Any) -> str:
    """Post the columns as proposed; the page that comes next."""
    return personne.post(COLONNES, {**champs(page), **dit}, follow=True).content.decode()


def accepter(personne: Personne, page: str) -> str:
    empreinte = re.search(r'name="empreinte" value="(\w+)"', page)
    contenu = {"empreinte": empreinte[1] if empreinte else ""}
    return personne.post(CONFIRMER, contenu, follow=True).content.decode()


def depots() -> list[str]:
    return default_storage.listdir(DOSSIER)[1] if default_storage.exists(DOSSIER) else []


# Who


@pytest.mark.parametrize("qui", ["mediation", "coequipiere", "pilotage", "administration"])
def test_only_the_coordination_imports(request: pytest.FixtureRequest, qui: str) -> None:
    personne = request.getfixturevalue(qui)
    for adresse in (LISTE, IMPORTER, COLONNES, VALEURS, APERCU, CONFIRMER, ABANDONNER):
        assert personne.post(adresse).status_code == 403
        assert personne.get(adresse).status_code == 403


def test_a_stranger_neither_sees_nor_undoes_an_import(
    coordination: Personne, etrangere: Personne, centre: Quartier
) -> None:
    accepter(coordination, voir(coordination, choisir(coordination, en_csv([ENTETES, LIGNE]))))
    fait = Transfert.objects.get()
    assert "ancien.csv" not in etrangere.get(LISTE).content.decode()
    adresse = reverse("transferts:annuler", args=[fait.pk])
    assert etrangere.post(adresse, {"oui": "1"}).status_code == 404
    assert Rencontre.objects.count() == 1


def test_a_file_chosen_for_one_equipe_is_not_written_in_another(
    coordination: Personne, autre_equipe: Equipe, centre: Quartier
) -> None:
    page = voir(coordination, choisir(coordination, en_csv([ENTETES, LIGNE])))
    AppartenanceFactory(
        utilisateur=coordination.utilisateur, equipe=autre_equipe, role="coordination"
    )
    coordination.post(reverse("equipe:courante"), {"equipe": autre_equipe.pk})
    accepter(coordination, page)
    assert not Rencontre.objects.exists()


# From the file to the yes


def test_a_file_in_our_words_goes_straight_to_the_preview(
    coordination: Personne, centre: Quartier
) -> None:
    page = voir(coordination, choisir(coordination, en_csv([ENTETES, LIGNE])))
    assert "Avant d’importer" in page
    assert "Importer 1 ligne" in page.replace("\xa0", " ")
    assert not Rencontre.objects.exists()
    page = accepter(coordination, page)
    assert "Fichier importé" in page
    assert Rencontre.objects.count() == 1
    assert not depots()


def test_a_coop_export_is_matched_then_imported(coordination: Personne, place: Lieu) -> None:
    octets = en_xlsx(
        [
            *DE_LA_COOP,
            de_la_coop("Argent - Impôts"),
            de_la_coop("E-mail", age="Moins de 12 ans", lieu="Le parc, 35000 Rennes"),
        ]
    )
    page = choisir(coordination, octets, "coop.xlsx")
    assert "parlent de personnes et ne sont pas gardées" in page
    assert "Bénéficiaire, Adresse" in page
    assert "Sam Martin" not in page
    page = voir(coordination, page, creneau="matin")
    assert "Les valeurs du fichier" in page
    proposees = champs(page)
    # Under twelve, nothing is noted: its rows are proposed to be left aside.
    assert "!" in proposees.values()
    dites = {nom: valeur or "-" for nom, valeur in proposees.items()}
    dites["valeur_besoin_0"] = "retraite"
    page = coordination.post(VALEURS, dites, follow=True).content.decode()
    assert "Lignes laissées de côté" in page
    accepter(coordination, page)
    (rencontre,) = Rencontre.objects.all()
    assert rencontre.besoins.get().categorie.code == "retraite"
    assert rencontre.halte
    assert rencontre.halte.lieu == place


def test_a_value_left_without_an_answer_is_asked_again(
    coordination: Personne, centre: Quartier
) -> None:
    page = choisir(coordination, en_csv([ENTETES, [*LIGNE[:3], "Zzz", *LIGNE[4:]]]))
    page = voir(coordination, page)
    page = coordination.post(VALEURS, {"valeur_besoin_0": ""}).content.decode()
    assert "Choisir ce que cette valeur veut dire" in page


def test_a_value_of_no_list_is_not_taken_from_a_forged_form(
    coordination: Personne, centre: Quartier, autre_equipe: Equipe
) -> None:
    lieu = LieuFactory(equipe=autre_equipe)
    rangees = [["Date", "Créneau", "Quartier", "Lieu"], ["12/03/2026", "Matin", "Centre", "Zzz"]]
    voir(coordination, choisir(coordination, en_csv(rangees)))
    page = coordination.post(VALEURS, {"valeur_lieu_0": str(lieu.pk)}).content.decode()
    assert "Les valeurs du fichier" in page


def test_one_column_of_ours_goes_to_one_of_the_file(
    coordination: Personne, centre: Quartier
) -> None:
    page = choisir(coordination, en_csv([ENTETES, LIGNE]))
    page = voir(coordination, page, colonne_6="tranche_age")
    assert "est déjà une autre colonne" in page


def test_what_is_missing_is_said_with_nothing_lost(
    coordination: Personne, centre: Quartier
) -> None:
    page = voir(coordination, choisir(coordination, en_csv([["Genre", "Âge"], ["F", "34"]])))
    assert "quelle colonne donne la date" in page
    assert champs(page)["colonne_0"] == "genre"


def test_refused_rows_are_told_and_there_is_no_yes(
    coordination: Personne, centre: Quartier
) -> None:
    page = voir(
        coordination, choisir(coordination, en_csv([ENTETES, LIGNE, ["demain", *LIGNE[1:]]]))
    )
    assert "en entier, ou pas du tout" in page
    assert "<tr><td>3</td>" in page
    assert 'name="empreinte"' not in page
    accepter(coordination, page)
    assert not Rencontre.objects.exists()


def test_the_file_put_right_is_chosen_again_and_nothing_is_told_twice(
    coordination: Personne, centre: Quartier
) -> None:
    dite = [*LIGNE[:3], "Paperasse", *LIGNE[4:]]
    page = voir(coordination, choisir(coordination, en_csv([ENTETES, dite, ["demain", *dite[1:]]])))
    page = coordination.post(VALEURS, {"valeur_besoin_0": "retraite"}, follow=True).content.decode()
    assert f'href="{IMPORTER}">Choisir le fichier corrigé' in page
    page = voir(coordination, choisir(coordination, en_csv([ENTETES, dite])))
    accepter(coordination, page)
    assert Rencontre.objects.get().besoins.get().categorie.code == "retraite"


def test_a_file_with_other_columns_is_matched_afresh(
    coordination: Personne, centre: Quartier
) -> None:
    dite = [*LIGNE[:3], "Paperasse", *LIGNE[4:]]
    voir(coordination, choisir(coordination, en_csv([ENTETES, dite])))
    coordination.post(VALEURS, {"valeur_besoin_0": "retraite"})
    autre = en_csv([[*ENTETES, "Autre"], [*dite, ""]])
    assert "Les valeurs du fichier" in voir(coordination, choisir(coordination, autre))


@pytest.mark.parametrize(
    ("dit", "choisie"),
    [("marché de la gare", ""), ("la gare", "Place de la Gare")],
)
def test_a_lieu_is_chosen_beforehand_only_if_it_says_every_word(
    coordination: Personne, equipe: Equipe, centre: Quartier, dit: str, choisie: str
) -> None:
    gare = LieuFactory(equipe=equipe, quartier=centre, nom="Place de la Gare")
    page = choisir(coordination, en_csv([[*ENTETES, "Lieu"], [*LIGNE, dit]]))
    proposee = champs(voir(coordination, page))["valeur_lieu_0"]
    assert proposee == (str(gare.pk) if choisie else "")


def test_a_file_already_imported_is_refused_at_once(
    coordination: Personne, centre: Quartier
) -> None:
    octets = en_csv([ENTETES, LIGNE])
    accepter(coordination, voir(coordination, choisir(coordination, octets)))
    page = choisir(coordination, octets, "le-meme.csv")
    assert "déjà importé" in page
    assert "Rien n’a été enregistré" in page


def test_a_preview_of_another_day_writes_nothing(coordination: Personne, centre: Quartier) -> None:
    voir(coordination, choisir(coordination, en_csv([ENTETES, LIGNE])))
    page = coordination.post(CONFIRMER, {"empreinte": "autre"}, follow=True).content.decode()
    assert "Quelque chose a changé" in page
    assert not Rencontre.objects.exists()


def test_a_cell_is_shown_as_text(coordination: Personne, centre: Quartier) -> None:
    mauvaise = "<script>alert(1)</script>"
    page = choisir(coordination, en_csv([ENTETES, [*LIGNE[:3], mauvaise, *LIGNE[4:]]]))
    assert mauvaise not in page + voir(coordination, page)


# What is kept meanwhile


def test_a_file_waits_in_private_storage_and_never_in_the_database(
    coordination: Personne, centre: Quartier
) -> None:
    rangees = [[*ENTETES, "Prénom", "Divers"], [*LIGNE[:3], CANARI, *LIGNE[4:], "Sam", "x"]]
    voir(coordination, choisir(coordination, en_csv(rangees)))
    assert len(depots()) == 2
    gardes = b"".join(default_storage.open(f"{DOSSIER}/{nom}").read() for nom in depots())
    assert CANARI.encode() in gardes
    assert b"Sam" not in gardes
    assert not any(CANARI in str(une.get_decoded()) for une in Session.objects.all())


def test_a_no_erases_it(coordination: Personne, centre: Quartier) -> None:
    voir(coordination, choisir(coordination, en_csv([ENTETES, LIGNE])))
    coordination.post(ABANDONNER)
    assert not depots()
    assert coordination.get(APERCU).status_code == 302


def test_another_file_takes_its_place(coordination: Personne, centre: Quartier) -> None:
    for _ in range(2):
        choisir(coordination, en_csv([ENTETES, LIGNE]))
    assert len(depots()) == 2


def test_after_a_day_it_is_gone(
    coordination: Personne, centre: Quartier, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = voir(coordination, choisir(coordination, en_csv([ENTETES, LIGNE])))
    monkeypatch.setattr(depot, "DUREE", timedelta(seconds=-1))
    accepter(coordination, page)
    assert not Rencontre.objects.exists()
    assert balayer() == 2
    assert not depots()


# Undoing


def test_an_import_is_undone_from_the_list(coordination: Personne, centre: Quartier) -> None:
    accepter(coordination, voir(coordination, choisir(coordination, en_csv([ENTETES, LIGNE]))))
    adresse = reverse("transferts:annuler", args=[Transfert.objects.get().pk])
    assert adresse in coordination.get(LISTE).content.decode()
    assert "Annuler cet import" in coordination.get(adresse).content.decode()
    assert Rencontre.objects.exists()
    page = coordination.post(adresse, {"oui": "1"}, follow=True).content.decode()
    assert "Import annulé" in page
    assert not Rencontre.objects.exists()
    assert (
        "ne s’annule plus" in coordination.post(adresse, {"oui": "1"}, follow=True).content.decode()
    )


def test_the_list_takes_as_many_queries_for_10_imports_as_for_20(
    coordination: Personne, equipe: Equipe, django_assert_max_num_queries: Any
) -> None:
    TransfertFactory.create_batch(10, equipe=equipe, par=coordination.utilisateur)
    with django_assert_max_num_queries(8) as dix:
        coordination.get(LISTE)
    TransfertFactory.create_batch(10, equipe=equipe, par=coordination.utilisateur)
    with django_assert_max_num_queries(len(dix)):
        coordination.get(LISTE)


# The template


@pytest.mark.parametrize("forme", ["xlsx", "ods", "csv"])
def test_the_template_names_every_column_and_has_no_row(
    coordination: Personne, equipe: Equipe, place: Lieu, forme: str
) -> None:
    reponse = coordination.get(reverse("transferts:modele", args=[forme]))
    assert f'modele-rencontres.{forme}"' in reponse["Content-Disposition"]
    page = choisir(coordination, reponse.content, f"modele.{forme}")
    assert "aucune ligne sous celle des colonnes" in page


def test_an_unknown_format_does_not_exist(coordination: Personne) -> None:
    assert coordination.get(reverse("transferts:modele", args=["exe"])).status_code == 404


def test_the_sheets_hold_the_codes_of_the_equipe_and_no_formula(
    equipe: Equipe, place: Lieu
) -> None:
    Lieu.objects.update(nom="=cmd|' /C calc'!A0")
    (_, entetes), (_, codes), (_, exemples) = feuilles(Territoire(equipe))
    assert ["Réponse", "Orientée", "orientation"] in codes
    assert ["Quartier", "Centre", "1"] in codes
    assert len(exemples) == 1 + len(EXEMPLES)
    assert len(entetes[0]) == len(exemples[1])
    for fabriquer in (modele.en_xlsx, modele.en_ods):
        octets = fabriquer(Territoire(equipe))
        assert lire_classeur(octets)[1][0][1][: len(entetes[0])] == entetes[0]
    classeur = load_workbook(BytesIO(modele.en_xlsx(Territoire(equipe))))
    cellules = [une for feuille in classeur for rangee in feuille for une in rangee]
    assert any("' /C calc" in str(une.value) for une in cellules)
    assert not any(une.data_type == "f" for une in cellules)


def test_its_examples_are_a_file_that_imports(
    coordination: Personne, equipe: Equipe, centre: Quartier
) -> None:
    exemples = feuilles(Territoire(equipe))[2][1]
    assert len(lire(en_csv(exemples)).lignes) == len(EXEMPLES)
    page = voir(coordination, choisir(coordination, en_csv(exemples)))
    accepter(coordination, page)
    assert Rencontre.objects.count() == len(EXEMPLES)
