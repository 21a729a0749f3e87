"""Senders at once, each with a connection of its own: the database arbitrates.

Eight processes and a real server: see test_vrai_serveur.py.
"""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import chain, count
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from medlove.models import Role
from sessions.models import Appareil, Besoin, CodeDEnrolement, Reception, Rencontre
from sessions.terrain import codes
from sessions.terrain.appareils import enroler_par_code
from sessions.terrain.codes import CodeRefuse, ouvrir_un_code
from tests.fabriques import AppartenanceFactory, EquipeFactory
from tests.sessions.terrain.envois import Tablette, poster

SENDERS = 8
PATIENCE = 60  # seconds: the database gives up sooner, on either side

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.deux_bases]


def ensemble(rejoindre: Callable[[], None], taches: list[Callable[[], Any]]) -> list[Any]:
    """Run the tasks at the same instant, each in its thread, on the shared database."""
    rejoindre()
    depart = Barrier(len(taches))

    def courir(tache: Callable[[], Any]) -> Any:
        rejoindre()
        try:
            depart.wait(timeout=30)
            return tache()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(taches)) as fils:
        return list(fils.map(courir, taches, timeout=PATIENCE))


def jusqu_au_bout(tablette: Tablette, *elements: Any) -> list[str]:
    """Send as a tablet does: again, as long as the server says it is busy."""
    for _ in range(50):
        reponse = poster(tablette.client, *elements)
        if reponse.status_code == 200:
            return [un["verdict"] for un in reponse.json()["verdicts"]]
        assert reponse.status_code == 503, reponse.content
    raise AssertionError("le serveur reste occupé")


@pytest.fixture
def tablette() -> Tablette:
    return Tablette(EquipeFactory())


def impatient() -> None:
    """This connection does not wait long for what another holds."""
    if connection.vendor == "sqlite":
        reglages = connection.settings_dict
        options = {**reglages["OPTIONS"], "timeout": 0.05}
        connection.settings_dict = {**reglages, "OPTIONS": options}
    else:
        with connection.cursor() as curseur:
            curseur.execute("SET lock_timeout = '50ms'")


def croiser(tablette: Tablette, rejoindre: Callable[[], None], rang: int) -> bool:
    """The same element comes from elsewhere just before our statement of this rank; False when
    ours does not say as many."""
    envoye = tablette.rencontre()
    passages: list[Any] = []

    def passer() -> Any:
        rejoindre()
        impatient()
        try:
            return poster(tablette.client, envoye)
        finally:
            connection.close()

    def guetter(execute: Any, *instruction: Any) -> Any:
        if next(dites) == rang:
            passages.append(fils.submit(passer).result(PATIENCE))
        return execute(*instruction)

    dites = count()
    with ThreadPoolExecutor(1) as fils, connection.execute_wrapper(guetter):
        ici = jusqu_au_bout(tablette, envoye)
    if not passages:
        return False
    # Told to come back while ours was at it, it does.
    assert passages[0].status_code in {200, 503}
    if passages[0].status_code == 503:
        la = jusqu_au_bout(tablette, envoye)
    else:
        la = [un["verdict"] for un in passages[0].json()["verdicts"]]
    assert sorted(ici + la) == ["cree", "deja"]
    assert Rencontre.objects.filter(pk=envoye["id"]).count() == 1
    assert Reception.objects.filter(element=envoye["id"]).count() == 1
    return True


def test_5_another_sender_may_come_between_any_two_statements(
    tablette: Tablette, base_partagee: Callable[[], None]
):
    base_partagee()
    instructions = 0
    while croiser(tablette, base_partagee, instructions):
        instructions += 1
    assert instructions >= 4


def test_5_the_same_invalid_element_posted_by_8_senders_at_once_is_set_aside_once(
    tablette: Tablette, base_partagee: Callable[[], None]
):
    invalide = tablette.rencontre(genre="inconnu")
    rendus = ensemble(base_partagee, [lambda: jusqu_au_bout(tablette, invalide)] * SENDERS)
    assert Counter(chain(*rendus)) == {"quarantaine": SENDERS}
    assert Reception.objects.count() == 1


def test_elements_shared_by_lots_in_different_orders_make_one_row_each(
    tablette: Tablette, base_partagee: Callable[[], None]
):
    elements = [tablette.rencontre() for _ in range(6)]
    ordres = [elements[rang:] + elements[:rang] for rang in range(6)]
    rendus = ensemble(
        base_partagee, [lambda ordre=ordre: jusqu_au_bout(tablette, *ordre) for ordre in ordres]
    )
    assert Counter(chain(*rendus)) == {"cree": 6, "deja": 30}
    assert Rencontre.objects.count() == 6


def test_28_two_contents_under_one_id_at_once_make_one_row_and_one_conflict(
    tablette: Tablette, base_partagee: Callable[[], None]
):
    un = tablette.rencontre()
    versions = [un] + [tablette.rencontre(un["id"], genre=genre) for genre in ("masculin", "autre")]
    rendus = ensemble(base_partagee, [lambda un=un: jusqu_au_bout(tablette, un) for un in versions])
    assert Counter(chain(*rendus)) == {"cree": 1, "conflit": 2}
    assert Reception.objects.count() == 3


def test_two_replacements_of_one_version_at_once_make_one_winner(
    tablette: Tablette, base_partagee: Callable[[], None]
):
    v1 = tablette.rencontre()
    tablette.envoyer(v1)
    suites = [
        tablette.rencontre(v1["id"], edition=2, habite=ou, remplace=v1["empreinte"])
        for ou in ("ailleurs", "ce_quartier", "ailleurs_dans_la_commune")
    ]
    rendus = ensemble(base_partagee, [lambda un=un: jusqu_au_bout(tablette, un) for un in suites])
    assert Counter(chain(*rendus)) == {"remplace": 1, "conflit": 2}
    assert Besoin.objects.count() == 1


def test_two_équipes_that_send_the_same_id_at_once_make_one_row(
    tablette: Tablette, base_partagee: Callable[[], None]
):
    autre = Tablette(EquipeFactory())
    ici, la = tablette.rencontre(), autre.rencontre()
    la["id"] = ici["id"]
    rendus = ensemble(
        base_partagee, [lambda: jusqu_au_bout(tablette, ici), lambda: jusqu_au_bout(autre, la)]
    )
    assert Counter(chain(*rendus)) == {"cree": 1, "quarantaine": 1}
    assert Rencontre.objects.count() == 1


def ouvert() -> str:
    coordination = AppartenanceFactory(role=Role.COORDINATION)
    return ouvrir_un_code(coordination.equipe, par=coordination.utilisateur)[1]


def essayer(code: str) -> bool:
    try:
        enroler_par_code(code, "Tablette")
    except CodeRefuse:
        return False
    return True


def test_one_code_on_four_tablets_at_once_enrols_one(base_partagee: Callable[[], None]):
    code = ouvert()
    rendus = ensemble(base_partagee, [lambda: essayer(code)] * 4)
    assert sorted(rendus) == [False, False, False, True]
    assert Appareil.objects.count() == 1


def test_of_eight_tries_at_once_five_are_compared(
    base_partagee: Callable[[], None], monkeypatch: pytest.MonkeyPatch
):
    compares: list[str] = []
    monkeypatch.setattr(codes, "constant_time_compare", lambda une, autre: compares.append(une))
    code = ouvert()
    rendus = ensemble(base_partagee, [lambda: essayer(code)] * SENDERS)
    assert not any(rendus)
    assert len(compares) == CodeDEnrolement.objects.get().essais == 5
