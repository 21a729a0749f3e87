"""An outcome told while others tell another, or while the tablet says its rencontre again."""

from collections import Counter
from collections.abc import Callable

import pytest

from sessions.models import Orientation, Reception, Suite
from sessions.orientations.services import DejaConnue, conclure
from tests.fabriques import EquipeFactory, PartenaireFactory
from tests.sessions.orientations.conftest import Remise, remettre
from tests.sessions.terrain.envois import Tablette
from tests.sessions.terrain.test_concurrence import SENDERS, ensemble, jusqu_au_bout
from tests.sessions.terrain.test_remplacement import suite

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.deux_bases]


@pytest.fixture
def remise() -> Remise:
    tablette = Tablette(EquipeFactory())
    return remettre(tablette, PartenaireFactory(equipe=tablette.equipe))


def dire(remise: Remise) -> str:
    try:
        return conclure(remise.en_base(), "accueillie", source="le_partenaire").statut
    except (DejaConnue, Orientation.DoesNotExist):
        return "déjà"


def test_of_eight_who_tell_at_once_one_is_heard(base_partagee: Callable[[], None], remise: Remise):
    dits = ensemble(base_partagee, [lambda: dire(remise)] * SENDERS)
    assert Counter(dits) == {"accueillie": 1, "déjà": SENDERS - 1}
    assert Suite.objects.count() == 1


def test_neither_an_outcome_nor_an_edit_is_lost(base_partagee: Callable[[], None], remise: Remise):
    v2 = suite(remise.tablette, remise.envoye, genre="masculin")
    dit, verdicts = ensemble(
        base_partagee, [lambda: dire(remise), lambda: jusqu_au_bout(remise.tablette, v2)]
    )
    assert verdicts == ["remplace"]
    assert dit == "accueillie"
    assert Orientation.objects.get().statut == "accueillie"
    assert not any(remise.id in str(reception.brut) for reception in Reception.objects.all())
