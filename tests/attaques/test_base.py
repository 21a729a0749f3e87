"""The seasons attacked are counted apart from the product: both count alike, on a real base."""

from datetime import date

import pytest

from medlove.models import Equipe
from sessions.demonstration.chargement import Demande, charger
from sessions.models import Reglages
from sessions.periodes import Periode
from sessions.publication import services
from sessions.publication.catalogue import TOUTES
from sessions.publication.lecture import fiches, suites
from sessions.publication.moteur import Compte
from sessions.publication.territoires import codes_des_territoires, territoires
from tests.attaques import conftest as saisons
from tests.attaques.publications import Nom, publier
from tests.attaques.saisons import Saison

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("taille", ["petite", "grande"])
def test_what_is_attacked_is_what_is_published(taille: str, settings) -> None:
    settings.MEDLOVE_CLE_PUBLICATION = saisons.moteur().cle.hex()
    charger(Demande(700, 5, date(2025, 12, 31), petite=False, mot_de_passe="un mot de passe"))
    equipe = Equipe.objects.get(slug="demonstration")
    Reglages.objects.update_or_create(equipe=equipe, defaults={"taille": taille})
    attaquees = publier(_saison(equipe), saisons.moteur())
    comparees = 0
    for periode in ("2025", "2025-T2", "2025-T4"):
        for une in services.apercu(equipe, periode):
            if une.cle.table == TOUTES.table and une.cle != TOUTES:
                continue
            autre = attaquees.cellules[Nom(periode, une.cle)]
            assert une.valeur == autre.valeur, (periode, une.cle)
            if Nom(periode, une.cle) not in attaquees.exactes:
                assert une.compte == saisons.moteur().compte(autre.qui)
            else:
                assert une.compte == Compte(autre.n)
            comparees += autre.n > 0
    assert comparees > 50


def _saison(equipe: Equipe) -> Saison:
    """The year 2025 of a base, as the attackers take it."""
    taille = services.chantier(equipe, "2025").taille
    codes = codes_des_territoires(equipe, taille)
    lues = tuple(
        (periode, fiche)
        for periode in (f"2025-T{rang}" for rang in (1, 2, 3, 4))
        for fiche in fiches(equipe, Periode.lire(periode), taille)
    )
    return Saison(
        taille,
        tuple(sorted({codes[un.pk] for un in territoires(equipe)})),
        lues,
        tuple(suites(equipe, Periode.lire("2025"))),
    )
