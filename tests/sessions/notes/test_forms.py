"""A text written at the desk: what may say who somebody is, told before, passed over knowingly."""

import re
from typing import Any

import pytest

from medlove.models import Equipe
from sessions.models import Parole, Rencontre
from tests.fabriques import ParoleFactory, RencontreFactory, SectionFactory
from tests.personnes import Personne

DIT = "Mme Essai attend ici."


@pytest.fixture
def rencontre(equipe: Equipe) -> Rencontre:
    return RencontreFactory(sortie__equipe=equipe, note="Un banc.")


def poster(personne: Personne, rencontre: Rencontre, texte: str, **autres: Any) -> Any:
    saisi = {"texte": texte, "edition": rencontre.edition, **autres}
    return personne.post(f"/relecture/notes/{rencontre.pk}/", saisi)


def sceau(page: str) -> str:
    [dit] = re.findall(r'name="relu"[^>]*value="(\w+)"|value="(\w+)"[^>]*name="relu"', page)
    return next(filter(None, dit))


def test_it_is_told_and_nothing_typed_is_lost(coordination: Personne, rencontre: Rencontre):
    page = poster(coordination, rencontre, DIT).content.decode()
    assert "Mme Essai" in page
    assert "un nom de personne" in page
    assert f">\n{DIT}</textarea>" in page
    assert not Parole.objects.exists()


def test_ticked_it_is_saved(coordination: Personne, rencontre: Rencontre):
    page = poster(coordination, rencontre, DIT).content.decode()
    assert poster(coordination, rencontre, DIT, relu=sceau(page)).url == "/relecture/"
    assert Parole.objects.get().texte == DIT


def test_the_box_holds_for_the_text_that_was_shown(coordination: Personne, rencontre: Rencontre):
    page = poster(coordination, rencontre, DIT).content.decode()
    assert poster(coordination, rencontre, DIT, relu="on").status_code == 200
    autre = "Mme Autre attend ici."
    assert poster(coordination, rencontre, autre, relu=sceau(page)).status_code == 200
    assert not Parole.objects.exists()


def test_a_text_without_anybody_asks_for_no_box(coordination: Personne, rencontre: Rencontre):
    assert "relu" not in coordination.get(f"/relecture/notes/{rencontre.pk}/").content.decode()
    assert poster(coordination, rencontre, "On demande ici.").url == "/relecture/"


def test_a_parole_mended_is_held_to_the_same(coordination: Personne, equipe: Equipe):
    parole = ParoleFactory(equipe=equipe)
    adresse = f"/relecture/paroles/{parole.pk}/"
    page = coordination.post(adresse, {"texte": DIT}).content.decode()
    assert coordination.post(adresse, {"texte": DIT, "relu": sceau(page)}).status_code == 302


def test_a_section_is_saved_and_says_what_to_read_again(coordination: Personne, equipe: Equipe):
    section = SectionFactory(cahier__equipe=equipe, texte=DIT)
    page = coordination.get(f"/cahiers/sections/{section.pk}/").content.decode()
    assert "À relire avant d’imprimer" in page
    assert "Mme Essai\u202f» (un nom de personne)" in page
    section.texte = "Un banc au soleil."
    section.save()
    page = coordination.get(f"/cahiers/sections/{section.pk}/").content.decode()
    assert "À relire avant" not in page
