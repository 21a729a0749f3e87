"""The directory's list: who sees it, what is found, how each row reads."""

import datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from medlove.models import Equipe
from sessions.models import CategorieBesoin
from territoires.models import Partenaire
from tests.fabriques import (
    OrientationFactory,
    PartenaireFactory,
    QuartierFactory,
    RencontreFactory,
    UtilisateurFactory,
)
from tests.lecture_seule import lecture_seule
from tests.personnes import Personne

ADRESSE = "/partenaires/"
JOUR = datetime.date(2026, 11, 27)


@pytest.fixture(autouse=True)
def _le_vendredi_27_novembre_a_10_h():
    with time_machine.travel("2026-11-27 10:00+01:00", tick=False):
        yield


def texte(personne: Personne, **filtres: str) -> str:
    reponse = personne.get(ADRESSE, filtres)
    assert reponse.status_code == 200
    return reponse.content.decode()


def noms(personne: Personne, **filtres: str) -> list[str]:
    reponse = personne.get(ADRESSE, filtres)
    return [ligne.partenaire.nom for ligne in reponse.context["lignes"]]


# Who


@pytest.mark.parametrize("qui", ["mediation", "coordination"])
def test_the_field_reads_it(request, equipe: Equipe, qui: str):
    PartenaireFactory(equipe=equipe, nom="Mission locale")
    assert "Mission locale" in texte(request.getfixturevalue(qui))


def test_another_equipe_is_not_listed(etrangere, equipe: Equipe):
    PartenaireFactory(equipe=equipe, nom="Atelier d’ici")
    page = texte(etrangere)
    assert "Atelier d’ici" not in page
    assert "L’annuaire est encore vide" in page


def test_pilotage_and_nobody_do_not(pilotage, anonyme):
    assert pilotage.get(ADRESSE).status_code == 403
    assert anonyme.get(ADRESSE).status_code == 302


def test_opening_the_list_writes_nothing(mediation, equipe: Equipe):
    PartenaireFactory(equipe=equipe)
    with lecture_seule():
        texte(mediation)


def test_only_the_coordination_is_offered_to_add(mediation, coordination):
    assert "/partenaires/nouveau/" in texte(coordination)
    assert "/partenaires/nouveau/" not in texte(mediation)


# What a row says


def test_a_row_says_who_where_and_until_when(mediation, equipe: Equipe):
    PartenaireFactory(
        equipe=equipe,
        nom="Centre social",
        adresse="3 rue des Essais",
        quartier=QuartierFactory(nom="Le Blosne"),
        horaires="Mo-Fr 09:00-12:30",
        verifie_le=JOUR - datetime.timedelta(days=95),
        verifie_par=UtilisateurFactory(nom="Alice"),
    )
    page = texte(mediation)
    for mots in [
        "3 rue des Essais · Le Blosne",
        "Ouvert jusqu’à 12\u202fh\u202f30",
        "Vérifié il y a 3 mois par Alice",
    ]:
        assert mots in page
    assert "Mo-Fr" not in page
    assert "Toujours exact" not in page


def test_unreadable_hours_are_flagged_in_the_list(mediation, equipe: Equipe):
    PartenaireFactory(equipe=equipe, horaires="le jeudi sur rdv")
    assert "Horaires à relire" in texte(mediation)


def test_an_entry_in_pause_says_so(mediation, equipe: Equipe):
    PartenaireFactory(equipe=equipe, en_pause_jusqu_au=JOUR)
    assert "En pause" in texte(mediation)


def test_the_load_is_of_thirty_days_and_of_everybody(mediation, equipe: Equipe):
    partenaire = PartenaireFactory(equipe=equipe)
    for jours in (0, 30, 31):
        rencontre = RencontreFactory(
            equipe=equipe,
            sortie__equipe=equipe,
            sortie__date=JOUR - datetime.timedelta(days=jours),
        )
        OrientationFactory(besoin__rencontre=rencontre, partenaire=partenaire)
    assert "2 orientations en 30 jours" in texte(mediation)


# Search and filters


@pytest.mark.parametrize("q", ["ecole parents", "ÉCOLE", "l’école-des", "parents rennes", "orme"])
def test_a_word_is_found_whatever_its_case_accents_and_place(mediation, equipe: Equipe, q: str):
    PartenaireFactory(
        equipe=equipe, nom="L’École des parents", commune="Rennes", adresse="2 rue de l’Orme"
    )
    PartenaireFactory(equipe=equipe, nom="Mission locale", commune="Rennes")
    assert noms(mediation, q=q) == ["L’École des parents"]


@pytest.mark.parametrize("q", ["apprentissage", "francais", "blosne", "impots", "impôts blosne"])
def test_what_the_row_shows_is_found_too(mediation, equipe: Equipe, q: str):
    trouve = PartenaireFactory(
        equipe=equipe,
        nom="Les mots",
        genre_de_structure="apprentissage_du_francais",
        quartier=QuartierFactory(nom="Le Blosne"),
    )
    trouve.categories.add(CategorieBesoin.objects.get(code="impots_budget_dettes"))
    PartenaireFactory(equipe=equipe, nom="Autre")
    assert noms(mediation, q=q) == ["Les mots"]


def test_a_besoin_finds_those_who_answer_to_it(mediation, equipe: Equipe):
    repond, _ = PartenaireFactory.create_batch(2, equipe=equipe)
    repond.categories.set(CategorieBesoin.objects.filter(domaine="droits"))
    assert noms(mediation, besoin="logement") == [repond.nom]


@pytest.mark.parametrize(
    ("filtre", "valeur", "champs"),
    [
        ("acces", "Se présenter", {"modalites_acces": ["Téléphoner", "Se présenter"]}),
        ("frais", "Gratuit", {"frais_a_charge": ["Gratuit"]}),
        ("public", "Seniors", {"publics_specifiquement_adresses": ["Seniors"]}),
        ("public", "Illettrisme", {"prise_en_charge_specifique": ["Illettrisme"]}),
        ("genre", "ccas", {"genre_de_structure": "ccas"}),
        ("reseau", "oui", {"informel": True}),
        ("accueil", "en_pause", {"en_pause_jusqu_au": JOUR}),
        ("accueil", "retires", {"is_active": False}),
    ],
)
def test_a_filter_keeps_what_it_names(mediation, equipe, filtre: str, valeur: str, champs):
    PartenaireFactory(equipe=equipe, nom="Bon", **champs)
    PartenaireFactory(equipe=equipe, nom="Autre", frais_a_charge=["Gratuit sous condition"])
    assert noms(mediation, **{filtre: valeur}) == ["Bon"]


@pytest.mark.parametrize(
    ("filtres", "attendus"),
    [({"accueil": "hors_pause"}, ["Autre"]), ({"reseau": "non"}, ["Autre"])],
)
def test_the_other_way_round_too(mediation, equipe, filtres: dict[str, str], attendus: list[str]):
    PartenaireFactory(equipe=equipe, nom="Bon", informel=True, en_pause_jusqu_au=JOUR)
    PartenaireFactory(equipe=equipe, nom="Autre", en_pause_jusqu_au=datetime.date(2026, 11, 26))
    assert noms(mediation, **filtres) == attendus


def test_a_quartier_keeps_its_own(mediation, equipe: Equipe):
    ici = PartenaireFactory(equipe=equipe, quartier=QuartierFactory())
    PartenaireFactory(equipe=equipe, quartier=QuartierFactory())
    assert noms(mediation, quartier=str(ici.quartier_id)) == [ici.nom]


@pytest.mark.parametrize(
    ("filtres", "attendus"),
    [
        ({"ouvert": "maintenant"}, ["Matin", "Toujours"]),
        ({"ouvert": "4"}, ["Matin", "Soir", "Toujours"]),
        ({"ouvert": "4", "heure": "19:00"}, ["Soir", "Toujours"]),
        ({"ouvert": "0", "heure": "19:00"}, ["Toujours"]),
        ({"ouvert": "maintenant", "heure": "19:00"}, ["Matin", "Toujours"]),
        ({"ouvert": "maintenant", "q": "matin"}, ["Matin"]),
        ({"heure": "19:00"}, ["Soir", "Toujours"]),
    ],
)
def test_open_is_asked_of_now_or_of_a_day_and_an_hour(
    mediation, equipe, filtres: dict[str, str], attendus: list[str]
):
    for nom, horaires in {
        "Matin": "Mo-Fr 09:00-12:30",
        "Soir": "Fr 18:00-22:00",
        "Toujours": "24/7",
        "Sans": "",
        "Illisible": "le matin",
    }.items():
        PartenaireFactory(equipe=equipe, nom=nom, horaires=horaires)
    assert noms(mediation, **filtres) == attendus


def test_what_is_open_keeps_its_order_and_its_pages(mediation, equipe: Equipe):
    for rang in range(25):
        PartenaireFactory(equipe=equipe, nom=f"Lieu {rang:02}", horaires="24/7")
    assert noms(mediation, ouvert="maintenant") == [f"Lieu {rang:02}" for rang in range(20)]
    assert noms(mediation, ouvert="maintenant", page="2") == [f"Lieu {i}" for i in range(20, 25)]


# Freshness


@pytest.fixture
def fiches(equipe: Equipe) -> None:
    PartenaireFactory(equipe=equipe, nom="Sûre", verifie_le=JOUR)
    PartenaireFactory(equipe=equipe, nom="Vieille", verifie_le=datetime.date(2025, 1, 1))
    PartenaireFactory(equipe=equipe, nom="Jamais")
    PartenaireFactory(equipe=equipe, nom="Fausse", verifie_le=JOUR, inexact_le=JOUR)
    PartenaireFactory(equipe=equipe, nom="Retirée", is_active=False)


@pytest.mark.parametrize(
    ("valeur", "attendus"),
    [
        ("oui", ["Fausse", "Jamais", "Vieille"]),
        ("inexact", ["Fausse"]),
        ("jamais", ["Jamais"]),
    ],
)
def test_what_is_stale_comes_the_most_doubtful_first(
    mediation, fiches: None, valeur: str, attendus: list[str]
):
    assert noms(mediation, a_verifier=valeur) == attendus


def test_the_page_counts_what_is_stale(mediation, fiches: None):
    page = texte(mediation)
    for mots in ["4 partenaires dans", "3 fiches à vérifier", "1 dite inexacte", "1 jamais vérif"]:
        assert mots in page


def test_hours_to_read_again_are_a_list_of_their_own(mediation, equipe: Equipe):
    PartenaireFactory(equipe=equipe, nom="Illisible", horaires="le matin")
    PartenaireFactory(equipe=equipe, nom="Lisible", horaires="24/7")
    PartenaireFactory(equipe=equipe, nom="Sans")
    assert noms(mediation, a_verifier="horaires") == ["Illisible"]


def test_entries_without_a_besoin_are_a_list_of_their_own(mediation, equipe: Equipe):
    PartenaireFactory(equipe=equipe, nom="Sans")
    note = PartenaireFactory(equipe=equipe, nom="Avec")
    note.categories.set(CategorieBesoin.objects.filter(code__in=["logement", "internet"]))
    assert noms(mediation, a_verifier="sans_besoin") == ["Sans"]


# The page


@pytest.mark.parametrize(
    "filtres",
    [
        {"quartier": "x"},
        {"ouvert": "9"},
        {"heure": "midi"},
        {"besoin": "rien"},
        {"page": "99"},
        {"q": "%_\\'"},
        {"q": "\x00"},
    ],
)
def test_a_bad_value_does_not_break_the_page(mediation, equipe, filtres: dict[str, str]):
    PartenaireFactory(equipe=equipe)
    texte(mediation, **filtres)


def test_the_marks_are_those_of_the_rows_that_have_a_place(mediation, equipe: Equipe):
    PartenaireFactory(equipe=equipe, nom="A")
    situe = PartenaireFactory(equipe=equipe, nom="B", latitude="48.1", longitude="-1.7")
    points = mediation.get(ADRESSE).context["points"]["features"]
    assert [point["geometry"]["coordinates"] for point in points] == [[-1.7, 48.1]]
    assert points[0]["properties"] == {
        "numero": 1,
        "nom": "B",
        "ouverture": "horaires non renseignés",
        "adresse": f"/partenaires/{situe.pk}/",
    }


def test_a_search_without_result_says_how_to_go_on(mediation, equipe: Equipe):
    PartenaireFactory(equipe=equipe)
    assert "Aucun partenaire ne répond à cette recherche" in texte(mediation, q="zzz")


@pytest.mark.parametrize("filtres", [{}, {"ouvert": "maintenant"}, {"q": "centre"}])
def test_twenty_rows_cost_no_more_queries_than_ten(mediation, equipe, filtres: dict[str, str]):
    comptes = []
    for _ in range(2):
        for _ in range(10):
            partenaire = PartenaireFactory(
                equipe=equipe,
                quartier=QuartierFactory(),
                horaires="24/7",
                verifie_par=UtilisateurFactory(),
                verifie_le=JOUR,
            )
            partenaire.categories.set(CategorieBesoin.objects.all()[:2])
        with CaptureQueriesContext(connection) as requetes:
            assert len(noms(mediation, **filtres)) == Partenaire.objects.count()
        comptes.append(len(requetes))
    assert comptes[0] == comptes[1] <= 13
