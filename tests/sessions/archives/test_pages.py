"""The years gone, read by those who go out."""

from datetime import date

from medlove.models import Equipe
from sessions.archives.services import figer
from tests.personnes import Personne
from tests.sessions.archives.test_figer import LE, remplir


def test_the_first_page_says_when_there_will_be_one(mediation: Personne):
    lue = mediation.get("/statistiques/archives/").content.decode()
    assert "Aucune année figée" in lue


def test_a_year_shows_what_it_keeps_and_dashes(mediation: Personne, equipe: Equipe):
    remplir(equipe, {1: 30, 2: 20, 3: 4, 4: 5}, genre="feminin")
    figer(equipe, 2024, LE)
    assert "Année 2024" in mediation.get("/statistiques/archives/").content.decode()
    lue = mediation.get("/statistiques/archives/2024/").content.decode()
    assert "59 rencontres" in lue
    assert "Quartier 1" in lue
    assert "Quartier 3" not in lue
    assert ">–<" in lue


def test_a_year_in_which_nothing_reached_eleven_says_so(mediation: Personne, equipe: Equipe):
    remplir(equipe, {1: 4})
    figer(equipe, 2024, LE)
    assert "Aucun nombre ne reste" in mediation.get("/statistiques/archives/2024/").content.decode()


def test_a_year_of_another_equipe_does_not_exist(mediation: Personne, autre_equipe: Equipe):
    figer(autre_equipe, 2024, date(2027, 1, 1))
    assert mediation.get("/statistiques/archives/2024/").status_code == 404


def test_the_statistics_lead_there(mediation: Personne):
    assert "/statistiques/archives/" in mediation.get("/statistiques/").content.decode()
