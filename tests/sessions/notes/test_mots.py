"""The mots courants: proposed from a tablet, answered by the coordination, never learned alone."""

from typing import Any

import pytest

from medlove.models import Equipe, Journal
from sessions.models import MotCourant, Reception, Rencontre, Suppression
from sessions.notes.detecteur import Examen, Propres, Repere
from sessions.notes.propres import propres_de
from tests.fabriques import LieuFactory, PartenaireFactory, QuartierFactory, RencontreFactory
from tests.fabriques_notes import MotCourantFactory
from tests.personnes import Personne
from tests.sessions.terrain.envois import Tablette

MOTS = "/relecture/mots/"
FINE = "\u202f"


@pytest.fixture
def tablette(equipe: Equipe) -> Tablette:
    return Tablette(equipe)


def page(personne: Personne) -> str:
    reponse = personne.get(MOTS)
    assert reponse.status_code == 200
    return reponse.content.decode()


def geste(personne: Personne, mot: MotCourant, quoi: str) -> Any:
    return personne.post(f"{MOTS}{mot.pk}/{quoi}/")


def test_a_tablet_proposes_and_nothing_is_learned(tablette: Tablette):
    assert tablette.verdicts(tablette.element("mot", {"mot": "Bricobus"})) == ["cree"]
    assert not MotCourant.objects.get().accepte
    assert propres_de(tablette.equipe).mots == ()


@pytest.mark.parametrize("mot", ["", " ", "06 12 34 56 78", "x" * 41, None])
def test_what_is_no_word_waits_aside(tablette: Tablette, mot: Any):
    donnees = {"mot": mot} if mot is not None else {}
    assert tablette.verdicts(tablette.element("mot", donnees)) == ["quarantaine"]


def test_two_tablets_may_propose_the_same_word_and_it_is_told_once(
    tablette: Tablette, coordination: Personne
):
    lot = [tablette.element("mot", {"mot": mot}) for mot in ("Bricobus", "bricobus")]
    assert tablette.verdicts(*lot) == ["cree", "cree"]
    lue = page(coordination)
    assert lue.count("Accepter") == 1
    assert "Proposé 2 fois" in lue
    assert "1 mot proposé par les tablettes" in coordination.get("/relecture/").content.decode()


def test_what_is_in_the_list_is_proposed_no_more(tablette: Tablette, coordination: Personne):
    """A tablet that was off line proposes it all the same."""
    MotCourantFactory(equipe=tablette.equipe, mot="Bricobus", accepte=True)
    assert tablette.verdicts(tablette.element("mot", {"mot": "bricobus"})) == ["cree"]
    assert "Accepter" not in page(coordination)
    assert "mot proposé" not in coordination.get("/relecture/").content.decode()


def test_accepted_it_goes_to_the_detector_and_to_the_tablets(
    coordination: Personne, tablette: Tablette
):
    mots = MotCourantFactory.create_batch(2, equipe=tablette.equipe, mot="Bricobus")
    assert geste(coordination, mots[0], "accepter").url == MOTS
    assert propres_de(tablette.equipe).mots == ("Bricobus",)
    lues = tablette.client.get("/api/v1/referentiel/").json()["mots"]
    assert lues == [{"id": str(mots[0].pk), "mot": "Bricobus"}]
    assert MotCourant.objects.get().auteur is None
    assert Journal.objects.filter(action="mot_courant_accepte").exists()


def test_refused_nothing_is_left_of_it(coordination: Personne, tablette: Tablette):
    element = tablette.element("mot", {"mot": "Canari"})
    tablette.envoyer(element)
    geste(coordination, MotCourant.objects.get(), "retirer")
    assert not MotCourant.objects.exists()
    assert Reception.objects.get().brut is None
    assert Suppression.objects.filter(type="mot").exists()
    assert "Canari" not in str(list(Journal.objects.values()))
    assert tablette.verdicts(element) == ["supprime"]


def test_withdrawn_it_is_asked_about_again(coordination: Personne, equipe: Equipe):
    mot = MotCourantFactory(equipe=equipe, accepte=True)
    geste(coordination, mot, "retirer")
    assert propres_de(equipe).mots == ()


def test_the_coordination_adds_its_own_once(coordination: Personne, equipe: Equipe):
    assert coordination.post(MOTS, {"mot": "Bricobus"}).url == MOTS
    refus = coordination.post(MOTS, {"mot": "BRICOBUS"}).content.decode()
    assert "déjà dans la liste" in refus
    assert 'value="BRICOBUS"' in refus
    assert "Un mot à la fois" in coordination.post(MOTS, {"mot": "le bus"}).content.decode()
    assert MotCourant.objects.count() == 1


def test_another_équipe_sees_none_and_touches_none(etrangere: Personne, equipe: Equipe):
    mot = MotCourantFactory(equipe=equipe)
    assert mot.mot not in page(etrangere)
    for quoi in ("accepter", "retirer"):
        assert geste(etrangere, mot, quoi).status_code == 404
    assert MotCourant.objects.filter(accepte=False).exists()


def test_the_notes_still_to_read_say_what_the_list_says_now(
    coordination: Personne, equipe: Equipe, monkeypatch: pytest.MonkeyPatch
):
    def examiner(texte: str, propres: Propres) -> Examen:
        if "Bricobus" in propres.mots or "Bricobus" not in texte:
            return Examen("ok")
        return Examen("alerte", (Repere(0, 8, "inconnu", False, ""),))

    monkeypatch.setattr("sessions.relecture.mots.examiner", examiner)
    marques = [[0, 8, "inconnu"]]
    lue, non_lue = (
        RencontreFactory(
            sortie__equipe=equipe, note="Bricobus fermé.", note_relue=relue, reperes=marques
        )
        for relue in (True, False)
    )
    mot = MotCourantFactory(equipe=equipe, mot="Bricobus")
    geste(coordination, mot, "accepter")
    restent = dict(Rencontre.objects.values_list("pk", "reperes"))
    assert restent == {lue.pk: marques, non_lue.pk: None}
    geste(coordination, mot, "retirer")
    non_lue.refresh_from_db()
    assert non_lue.reperes == marques


def test_what_an_équipe_may_name_is_its_own(equipe: Equipe, autre_equipe: Equipe):
    QuartierFactory(nom="Les Essais")
    LieuFactory(equipe=equipe, nom="Place du Banc")
    PartenaireFactory(equipe=equipe, nom="La Halte", adresse="3 rue du Test", repere="Le porche")
    LieuFactory(equipe=autre_equipe, nom="Place d’ailleurs")
    PartenaireFactory(equipe=equipe, nom="Fermé", is_active=False)
    noms = set(propres_de(equipe).noms)
    assert {"Les Essais", "Place du Banc", "La Halte", "3 rue du Test", "Le porche"} <= noms
    assert not {"Place d’ailleurs", "Fermé", ""} & noms


def test_twenty_words_cost_no_more_queries_than_ten(
    coordination: Personne, equipe: Equipe, django_assert_max_num_queries: Any
):
    for accepte in (True, False):
        MotCourantFactory.create_batch(20, equipe=equipe, accepte=accepte)
    with django_assert_max_num_queries(9):
        page(coordination)
