"""The list of what is set aside, and the line of the home that leads there."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sessions.models import Reception
from tests.fabriques import HalteFactory, LieuFactory, PartenaireFactory, SortieFactory
from tests.lecture_seule import lecture_seule
from tests.personnes import Personne
from tests.sessions.terrain.envois import Tablette

ADRESSE = "/a-corriger/"


def texte(personne: Personne, **filtres: str) -> str:
    reponse = personne.get(ADRESSE, filtres)
    assert reponse.status_code == 200
    return reponse.content.decode()


def lignes(page: str) -> int:
    return page.count('<li class="ligne"')


def test_nobody_is_sent_to_the_login_page(anonyme, tablette):
    assert reverse("account_login") in anonyme.get(ADRESSE).url


@pytest.mark.parametrize("qui", ["mediation", "coequipiere", "pilotage", "administration"])
def test_only_the_coordination_opens_it(request, qui: str):
    assert request.getfixturevalue(qui).get(ADRESSE).status_code == 403


def test_a_row_says_what_it_is_why_and_from_where(coordination, tablette: Tablette):
    tablette.auteur.nom = "Alice"
    tablette.auteur.save()
    tablette.envoyer(tablette.rencontre(genre="x", note="Canari jaune"))
    page = texte(coordination)
    assert f"Rencontre du mardi 15 septembre 2026, {tablette.quartier.nom}" in page
    assert "Le genre «\u202fx\u202f» n’est pas dans la liste." in page
    assert "Par Alice · Tablette du vélo" in page
    assert "À corriger" in page
    assert "Canari jaune" not in page


def test_every_type_has_its_title(coordination, tablette: Tablette):
    lieu = LieuFactory(equipe=tablette.equipe, nom="Place de Zagreb")
    partenaire = PartenaireFactory(equipe=tablette.equipe, nom="CCAS")
    sortie, halte = str(tablette.sortie.pk), str(tablette.halte.pk)
    du_jour = f"du mardi 15 septembre 2026, {tablette.quartier.nom}"
    attendus = {
        f"Sortie {du_jour}": (
            "sortie",
            {"date": "2026-09-15", "quartier": "35238-11", "creneau": "x"},
        ),
        f"Sortie sans date lisible, {tablette.quartier.nom}": (
            "sortie",
            {"date": "hier", "quartier": "35238-11"},
        ),
        f"Halte {du_jour}, Place de Zagreb": (
            "halte",
            {"sortie": sortie, "lieu": str(lieu.pk), "rang": 0},
        ),
        f"Passages et refus {du_jour}": ("passages", {"halte": halte, "passages": -1}),
        f"Bilan {du_jour}": ("bilan", {"sortie": sortie, "meteo": "x"}),
        f"Appel {du_jour}": ("appel", {"sortie": sortie}),
        "Fiche d’annuaire relue, CCAS": (
            "verification",
            {"partenaire": str(partenaire.pk), "exact": "oui"},
        ),
        "Rencontre d’une sortie inconnue ici": (
            "rencontre",
            {"sortie": str(uuid4()), "genre": "x"},
        ),
        "Enregistrement d’une sorte inconnue": ("teletransport", {}),
    }
    tablette.envoyer(*(tablette.element(*envoye) for envoye in attendus.values()))
    page = texte(coordination)
    assert lignes(page) == len(attendus)
    assert [titre for titre in attendus if titre not in page] == []


def test_a_damaged_content_and_two_versions_are_told_in_words(coordination, tablette: Tablette):
    ici = tablette.rencontre()
    clone = tablette.rencontre(ici["id"], genre="masculin")
    tablette.envoyer(ici, clone, tablette.rencontre() | {"empreinte": "0" * 64})
    page = texte(coordination)
    assert "Le site en garde déjà une autre version." in page
    assert "Deux versions" in page
    assert "Le contenu est arrivé abîmé." in page
    corps = page.partition("<main")[2]
    for mot in ["quarantaine", "conflit", "empreinte", "verdict"]:
        assert mot not in corps.lower()


@pytest.mark.parametrize("brut", [None, 12, "texte", [], {"id": 3, "type": [], "donnees": 1}])
def test_a_row_holds_whatever_came(coordination, tablette: Tablette, brut: object):
    tablette.envoyer(brut)
    assert "Enregistrement d’une sorte inconnue" in texte(coordination)


def test_what_another_équipe_sent_is_not_there(coordination, tablette, ailleurs: Tablette):
    ailleurs.envoyer(ailleurs.rencontre(genre="x"))
    assert "Rien à corriger" in texte(coordination)


def test_a_name_of_another_équipe_is_not_told(coordination, tablette: Tablette, ailleurs: Tablette):
    ailleurs.auteur.nom = "Zoé d’ailleurs"
    ailleurs.auteur.save()
    envoye = tablette.rencontre(genre="x", sortie=str(ailleurs.sortie.pk), halte=...)
    tablette.envoyer(envoye | {"auteur": str(ailleurs.auteur.pk)})
    page = texte(coordination)
    assert "Rencontre d’une sortie inconnue ici" in page
    assert "Zoé" not in page


def test_an_empty_list_teaches(coordination, equipe):
    page = texte(coordination)
    assert "Rien à corriger" in page
    assert reverse("a_corriger:fichier") in page
    assert "Tout revalider" not in page


def test_pages_hold_twenty_five(coordination, tablette: Tablette):
    tablette.envoyer(*(tablette.rencontre(genre="x") for _ in range(26)))
    assert lignes(texte(coordination)) == 25
    assert lignes(texte(coordination, page="2")) == 1


def test_opening_the_list_writes_nothing(coordination, tablette: Tablette):
    tablette.envoyer(tablette.rencontre(genre="x"))
    with lecture_seule():
        texte(coordination)


def test_twenty_rows_cost_no_more_queries_than_ten(coordination, tablette: Tablette):
    def envoyer_dix() -> None:
        for _ in range(10):
            sortie = SortieFactory(equipe=tablette.equipe, quartier=tablette.quartier)
            halte = HalteFactory(sortie=sortie)
            tablette.envoyer(
                tablette.rencontre(sortie=str(sortie.pk), halte=str(halte.pk), genre="x")
            )

    comptes = []
    for _ in range(2):
        envoyer_dix()
        with CaptureQueriesContext(connection) as requetes:
            texte(coordination)
        comptes.append(len(requetes))
    assert comptes[0] == comptes[1] <= 9


@pytest.mark.parametrize(
    ("qui", "dite"), [("coordination", True), ("mediation", False), ("etrangere", False)]
)
def test_the_home_of_the_coordination_says_how_many_wait(
    request, tablette: Tablette, qui: str, dite: bool
):
    personne = request.getfixturevalue(qui)
    assert ADRESSE not in personne.get("/").content.decode()
    tablette.envoyer(tablette.rencontre(genre="x"), tablette.rencontre(genre="y"))
    page = personne.get("/").content.decode()
    assert ("2 enregistrements à corriger" in page) is dite
    Reception.objects.update(traitee_le="2026-09-16T10:00:00Z")
    assert ADRESSE not in personne.get("/").content.decode()
