"""What is made aside: nobody has the machine work for, or on, another équipe."""

from typing import Any

import pytest
from django.urls import reverse

from medlove.models import Equipe
from sessions.cahiers.editions import taches
from sessions.cahiers.editions.models import Edition
from sessions.models import Cahier
from tests.fabriques import CahierFactory
from tests.fabriques_editions import EditionFactory
from tests.personnes import Personne

Objets = dict[str, dict[str, Any]]


@pytest.fixture
def demandees(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The editions that the queue was given."""
    recues: list[str] = []
    monkeypatch.setattr(
        type(taches.fabriquer),
        "enqueue",
        lambda tache, *quoi, **reste: recues.extend(map(str, quoi)),
    )
    return recues


def demander(qui: Personne, cahier: Cahier) -> int:
    ou = reverse("editions:demander", kwargs={"pk": cahier.pk, "variante": "numerique"})
    return qui.post(ou).status_code


def test_nobody_queues_an_edition_of_another_equipe(
    demandees: list[str], equipe: Equipe, etrangere: Personne
):
    assert demander(etrangere, CahierFactory(equipe=equipe)) == 404
    assert not demandees
    assert not Edition.objects.exists()


def test_a_file_made_aside_is_downloaded_by_its_equipe_only(
    equipe: Equipe, coordination: Personne, etrangere: Personne
):
    edition = EditionFactory(cahier__equipe=equipe, publiee=False)
    ou = reverse("editions:pdf", kwargs={"pk": edition.pk})
    reponse = coordination.get(ou)
    assert b"".join(reponse.streaming_content) == b"%PDF-"
    assert etrangere.get(ou).status_code == 404
    assert not Edition.objects.lisibles_par(etrangere.utilisateur.appartenances.get()).exists()


def test_an_edition_waiting_is_called_off_by_its_equipe_only(equipe: Equipe, etrangere: Personne):
    edition = EditionFactory(cahier__equipe=equipe)
    for geste in ("annuler", "retirer"):
        ou = reverse(f"editions:{geste}", kwargs={"pk": edition.pk})
        assert etrangere.post(ou).status_code == 404
    assert Edition.objects.get().etat == edition.etat
