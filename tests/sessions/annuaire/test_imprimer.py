"""The directory on paper, quartier by quartier: what the search leaves, and nothing inside."""

import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from medlove.models import Equipe
from sessions.annuaire import services
from sessions.models import CategorieBesoin
from tests.fabriques import PartenaireFactory, QuartierFactory
from tests.lecture_seule import lecture_seule

ADRESSE = "/partenaires/imprimer/"


def texte(personne, **filtres: str) -> str:
    reponse = personne.get(ADRESSE, filtres)
    assert reponse.status_code == 200
    return reponse.content.decode()


@time_machine.travel("2026-11-27 10:00+01:00", tick=False)
def test_places_come_by_quartier_with_hours_in_words(mediation, equipe: Equipe):
    sud, nord = QuartierFactory(nom="Le Blosne"), QuartierFactory(nom="Maurepas")
    PartenaireFactory(equipe=equipe, nom="Zélie")
    PartenaireFactory(equipe=equipe, nom="Atelier", quartier=nord)
    lieu = PartenaireFactory(equipe=equipe, nom="CCAS", quartier=sud, horaires="Mo-Fr 09:00-12:00")
    lieu.categories.set(CategorieBesoin.objects.filter(code="logement"))
    with lecture_seule():
        page = texte(mediation)
    suite = ["Le Blosne", "CCAS", "lundi à vendredi 9", "Logement", "Maurepas", "Atelier"]
    places = [page.index(mots) for mots in [*suite, "Sans quartier", "Zélie"]]
    assert places == sorted(places)
    assert "Mo-Fr" not in page


def test_the_search_is_kept(mediation, equipe: Equipe):
    for nom, horaires in {"Ouvert": "24/7", "Fermé": "off", "Retiré": "24/7"}.items():
        PartenaireFactory(equipe=equipe, nom=nom, horaires=horaires, is_active=nom != "Retiré")
    page = texte(mediation, ouvert="maintenant")
    assert "<strong>Ouvert</strong>" in page
    assert "<strong>Fermé</strong>" not in page
    assert "<strong>Retiré</strong>" not in page


def test_another_equipe_prints_nothing_of_it(etrangere, pilotage, equipe: Equipe):
    PartenaireFactory(equipe=equipe, nom="Atelier d’ici")
    assert "Atelier d’ici" not in texte(etrangere)
    assert pilotage.get(ADRESSE).status_code == 403


def test_too_many_are_told(mediation, equipe: Equipe, monkeypatch):
    monkeypatch.setattr(services, "AU_PLUS", 2)
    PartenaireFactory.create_batch(2, equipe=equipe)
    assert "premiers seulement" not in texte(mediation)
    PartenaireFactory(equipe=equipe)
    assert "Les 2 premiers seulement" in texte(mediation)


def test_twenty_rows_cost_no_more_queries_than_ten(mediation, equipe: Equipe):
    comptes = []
    for _ in range(2):
        for _ in range(10):
            un = PartenaireFactory(equipe=equipe, quartier=QuartierFactory())
            un.categories.set(CategorieBesoin.objects.all()[:2])
        with CaptureQueriesContext(connection) as requetes:
            texte(mediation)
        comptes.append(len(requetes))
    assert comptes[0] == comptes[1]
