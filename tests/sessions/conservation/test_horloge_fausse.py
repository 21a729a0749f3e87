"""What a tablet sends amiss is no younger than the day it came, and does not wait for ever."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from sessions.conservation.services import purger
from sessions.models import Bilan, Reception, Rencontre
from tests.fabriques import SortieFactory
from tests.sessions.conservation.conftest import J0, NOTE
from tests.sessions.terrain.envois import Tablette

DANS_DIX_ANS = "2036-09-15T14:30:00+02:00"


@pytest.mark.django_db
def test_a_note_entered_in_the_future_leaves_at_its_term(tablette: Tablette, horloge: Any):
    assert tablette.verdicts(tablette.rencontre(note=NOTE, saisi_le=DANS_DIX_ANS)) == ["cree"]
    assert Rencontre.objects.get().saisi_le == timezone.localdate(J0)
    horloge.move_to(J0 + timedelta(days=90))
    purger()
    lue = Rencontre.objects.get()
    assert (lue.note, lue.auteur) == ("", None)


@pytest.mark.django_db
def test_a_bilan_entered_in_the_future_leaves_at_its_terms(tablette: Tablette, horloge: Any):
    donnees = {"sortie": str(tablette.sortie.pk), "scene": "On rit.", "envie_d_en_parler": "Oui."}
    assert tablette.verdicts(tablette.element("bilan", donnees, saisi_le=DANS_DIX_ANS)) == ["cree"]
    horloge.move_to(J0 + timedelta(days=30))
    purger()
    assert Bilan.objects.get().envie_d_en_parler == ""
    horloge.move_to(J0 + timedelta(days=731))
    purger()
    assert Bilan.objects.get().scene == ""


@pytest.mark.django_db
def test_a_rencontre_of_a_sortie_dated_in_the_future_leaves_with_the_year_of_its_entry(
    tablette: Tablette, horloge: Any
):
    sortie = SortieFactory(equipe=tablette.equipe, date=date(2036, 9, 15))
    dans_dix_ans = {"sortie": str(sortie.pk), "halte": ..., "saisi_le": DANS_DIX_ANS}
    assert tablette.verdicts(tablette.rencontre(**dans_dix_ans)) == ["cree"]
    bilan = {"sortie": str(sortie.pk), "rencontres": 1}
    assert tablette.verdicts(tablette.element("bilan", bilan, saisi_le=DANS_DIX_ANS)) == ["cree"]
    horloge.move_to(J0.replace(year=2028, month=12, day=31))
    purger()
    assert Rencontre.objects.exists()
    assert Bilan.objects.get().rencontres == 1
    horloge.move_to(J0.replace(year=2029, month=1, day=1))
    purger()
    assert not Rencontre.objects.exists()
    assert Bilan.objects.get().rencontres is None


@pytest.mark.django_db
def test_a_word_that_was_refused_is_not_kept_in_what_waits(tablette: Tablette, horloge: Any):
    """« Mme Durand » proposed as a word: set aside, and answered by nobody."""
    envoye = tablette.element("mot", {"mot": "Mme Durand"})
    assert tablette.verdicts(envoye) == ["quarantaine"]
    horloge.move_to(J0 + timedelta(days=89))
    purger()
    assert "Durand" in str(Reception.objects.get().brut)
    horloge.move_to(J0 + timedelta(days=90))
    purger()
    assert "Durand" not in str(Reception.objects.get().brut)
