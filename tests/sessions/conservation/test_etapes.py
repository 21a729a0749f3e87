"""Each step under a frozen clock: nothing the day before its term, all on the day."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps

from medlove.delais import Delais
from sessions.conservation.etape import Etape
from sessions.conservation.etapes import ETAPES
from sessions.conservation.registre import TABLES, Nature, regles
from tests.sessions.conservation.conftest import J0, base

PAR_CODE = {une.code: une for une in ETAPES}
# All was entered on the 15th of September 2026: the first day on which each step finds it.
TERMES = {
    "en_suspens": date(2026, 10, 15),
    "notes": date(2026, 12, 14),
    "mots": date(2026, 12, 14),
    "auteurs": date(2026, 12, 14),
    "auteurs_des_appels": date(2026, 12, 14),
    "envies": date(2026, 10, 15),
    "bilans": date(2028, 9, 15),
    "bruts": date(2026, 10, 15),
    "annees": date(2029, 1, 1),
    "rencontres": date(2029, 1, 1),
    "totaux": date(2029, 1, 1),
    "sans_releve": date(2026, 10, 15),
    "journal": date(2027, 9, 15),
    "journal_de_l_administration": date(2027, 9, 15),
    "purges": date(2027, 9, 15),
    "fichiers": date(2026, 9, 17),
    "transferts": date(2026, 10, 16),
    "sessions": date(2026, 9, 16),
    "codes": date(2026, 9, 16),
    "confirmations": date(2026, 9, 19),
    "compteurs": date(2026, 9, 16),
    "taches": date(2026, 10, 16),
}

# The same with a shorter delay: its name, its value, the first day.
RACCOURCIS = {
    "en_suspens": ("envies_jours", 10, date(2026, 9, 25)),
    "notes": ("notes_jours", 45, date(2026, 10, 30)),
    "auteurs": ("auteurs_jours", 45, date(2026, 10, 30)),
    "auteurs_des_appels": ("auteurs_jours", 45, date(2026, 10, 30)),
    "envies": ("envies_jours", 10, date(2026, 9, 25)),
    "bruts": ("bruts_jours", 10, date(2026, 9, 25)),
    "bilans": ("bilans_mois", 6, date(2027, 3, 15)),
    "annees": ("rencontres_mois", 12, date(2028, 1, 1)),
    "rencontres": ("rencontres_mois", 12, date(2028, 1, 1)),
    "totaux": ("rencontres_mois", 12, date(2028, 1, 1)),
    "journal": ("journal_mois", 3, date(2026, 12, 15)),
}


def a_midi(jour: date) -> datetime:
    return datetime(jour.year, jour.month, jour.day, 12, tzinfo=UTC)


@pytest.mark.parametrize("code", sorted(TERMES.keys() - {"fichiers"}))
def test_nothing_leaves_the_day_before_and_all_on_the_day(code: str, carnet: Any, horloge: Any):
    etape, terme = PAR_CODE[code], TERMES[code]
    veille = terme - timedelta(days=1)
    horloge.move_to(a_midi(veille))
    assert etape.compter(veille) == 0
    avant = base()
    assert etape.faire(veille) == 0
    assert base() == avant
    horloge.move_to(a_midi(terme))
    dues = etape.compter(terme)
    assert dues > 0
    assert etape.faire(terme) == dues
    assert (etape.compter(terme), etape.faire(terme)) == (0, 0)


def test_a_delay_made_shorter_is_the_one_that_counts(carnet: Any, horloge: Any, settings: Any):
    for code, (nom, combien, terme) in RACCOURCIS.items():
        settings.MEDLOVE_DELAIS = Delais(**{nom: combien})
        for jour, du in ((terme - timedelta(days=1), False), (terme, True)):
            horloge.move_to(a_midi(jour))
            assert (PAR_CODE[code].compter(jour) > 0) is du, (code, jour)


def test_files_that_wait_for_a_yes_leave_after_an_hour_or_a_day(carnet: Any, horloge: Any):
    fichiers = PAR_CODE["fichiers"]
    for apres, dus in ((59, 0), (61, 1), (24 * 60 - 1, 1), (24 * 60 + 1, 2)):
        horloge.move_to(J0 + timedelta(minutes=apres))
        assert fichiers.compter(J0.date()) == dus
    assert fichiers.faire(J0.date()) == 2
    assert fichiers.compter(J0.date()) == 0


def test_an_orientation_is_closed_after_sixty_days_and_cut_as_soon_as_it_is_known(
    carnet: Any, horloge: Any
):
    orientations = PAR_CODE["orientations"]
    jour = date(2026, 11, 14)
    horloge.move_to(a_midi(jour))
    assert (orientations.faire(jour), orientations.compter(jour)) == (1, 0)
    lendemain = date(2026, 11, 15)
    horloge.move_to(a_midi(lendemain))
    assert orientations.compter(lendemain) == 1
    assert (orientations.faire(lendemain), orientations.compter(lendemain)) == (1, 0)


def test_every_step_has_its_term_here():
    assert TERMES.keys() | {"orientations"} == PAR_CODE.keys()


def touches(etape: Etape, jour: date) -> set[tuple[str, str]]:
    """(model, field) of what the step changes or deletes."""
    avant = base()
    etape.faire(jour)
    apres = base()
    return {
        (modele, nom)
        for (modele, pk), champs in avant.items()
        for nom, valeur in champs.items()
        if apres.get((modele, pk), {}).get(nom, ...) != valeur
    }


def colonne(modele: str, nom: str) -> tuple[str, str]:
    return modele, str(apps.get_model(modele)._meta.get_field(nom).attname)


@pytest.mark.parametrize("etape", ETAPES, ids=lambda une: une.code)
def test_a_step_takes_away_every_field_that_the_registry_gives_it(
    etape: Etape, carnet: Any, horloge: Any
):
    """The registry says that these fields leave by it; another day than its own, they do not."""
    jour = TERMES.get(etape.code, date(2026, 11, 15))
    # Above what hangs from others, as in a purge: they were cut before.
    horloge.move_to(a_midi(jour))
    if etape.code in {"rencontres", "totaux"}:
        PAR_CODE["orientations"].faire(jour)
    du_registre = {
        colonne(modele, nom) for modele, nom, une in regles(TABLES) if une.duree.etape == etape.code
    }
    assert du_registre <= touches(etape, jour)


@pytest.mark.parametrize("etape", ETAPES, ids=lambda une: une.code)
def test_a_step_changes_nothing_that_the_registry_keeps(etape: Etape, carnet: Any, horloge: Any):
    """But for what is technical, and for rows that go whole."""
    jour = TERMES.get(etape.code, date(2026, 11, 15))
    horloge.move_to(a_midi(jour))
    if etape.code in {"rencontres", "totaux"}:
        PAR_CODE["orientations"].faire(jour)
    gardes = {
        colonne(modele, nom)
        for modele, nom, une in regles(TABLES)
        if une.duree.tant_que and une.nature is not Nature.TECHNIQUE
    }
    # Cut, an orientation gets another id: its row is another, with the same words.
    reecrites = {"medlove_sessions.orientation", "medlove_sessions.suite"}
    assert {un for un in touches(etape, jour) & gardes if un[0] not in reecrites} == set()
