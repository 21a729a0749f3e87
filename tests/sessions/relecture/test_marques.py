"""What the détecteur marked, shown to who reads: in the text, in words, and first if asked."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from medlove.models import Equipe
from sessions.models import Rencontre
from tests.fabriques import BilanFactory, RencontreFactory
from tests.personnes import Personne

NOTE = "Le voisin Essai aide parfois."
MARQUES = [[10, 15, "nom_possible"]]
MARQUE = (
    '<mark class="repere"><span class="visuellement-cache">'
    "[un mot qui peut être un nom\u202f: </span>Essai"
)


@pytest.fixture
def marquee(equipe: Equipe) -> Rencontre:
    return RencontreFactory(sortie__equipe=equipe, note=NOTE, reperes=MARQUES)


def page(personne: Personne, adresse: str = "/relecture/") -> str:
    reponse = personne.get(adresse)
    assert reponse.status_code == 200
    return reponse.content.decode()


def test_the_passage_is_highlighted_and_told_in_words(coordination: Personne, marquee: Rencontre):
    for adresse in ("", f"notes/{marquee.pk}/", f"notes/{marquee.pk}/effacer/"):
        assert MARQUE in page(coordination, f"/relecture/{adresse}")
    assert "1 passage surligné" in page(coordination)


def test_around_the_mark_the_note_is_whole_and_escaped(coordination: Personne, equipe: Equipe):
    RencontreFactory(sortie__equipe=equipe, note="<b>x</b> Essai\n& fin", reperes=[[9, 14, "x"]])
    lue = page(coordination)
    assert "&lt;b&gt;x&lt;/b&gt; <mark" in lue
    assert "<br>&amp; fin" in lue


def test_those_to_look_at_come_first_when_asked(
    coordination: Personne, equipe: Equipe, marquee: Rencontre
):
    RencontreFactory(sortie__equipe=equipe, note="Rien à dire.")
    RencontreFactory(sortie__equipe=equipe, note="Lue.", note_relue=True, reperes=MARQUES)
    lue = page(coordination)
    assert "À regarder d’abord\u202f: 1" in lue
    assert "Rien à dire." in lue
    seules = page(coordination, "/relecture/?a_regarder=oui")
    assert "Rien à dire." not in seules
    assert "1 note à regarder d’abord" in seules


def test_without_a_mark_nothing_is_offered(coordination: Personne, equipe: Equipe):
    RencontreFactory(sortie__equipe=equipe, note="Rien à dire.")
    assert "a_regarder" not in page(coordination)


def test_marks_of_another_text_are_passed_over(coordination: Personne, equipe: Equipe):
    RencontreFactory(sortie__equipe=equipe, note="Court.", reperes=[[10, 15, "x"], [3, 2, "x"]])
    assert "<p>Court.</p>" in page(coordination)


def test_a_scène_and_a_parole_show_theirs(coordination: Personne, equipe: Equipe):
    BilanFactory(
        sortie__equipe=equipe,
        scene=NOTE,
        parole=NOTE,
        reperes={"scene": MARQUES, "parole": MARQUES},
    )
    assert page(coordination, "/relecture/bilans/").count(MARQUE) == 2


def test_marks_cost_no_query(coordination: Personne, equipe: Equipe):
    comptes = []
    for reperes in (None, MARQUES):
        RencontreFactory.create_batch(5, sortie__equipe=equipe, note=NOTE, reperes=reperes)
        with CaptureQueriesContext(connection) as requetes:
            page(coordination)
        comptes.append(len(requetes))
    assert comptes[0] == comptes[1]
