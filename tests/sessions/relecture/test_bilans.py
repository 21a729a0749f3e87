"""Scènes chosen for the cahier, paroles of bilans rewritten or left."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from medlove.models import Equipe
from sessions.models import Bilan, Parole
from tests.fabriques import BilanFactory, SortieFactory
from tests.personnes import Personne
from tests.sessions.terrain.envois import Tablette

SCENE = "Trois chaises au soleil, et tout le monde s’assied."
PAROLE = "Ici on ne se fait pas renvoyer."


@pytest.fixture
def bilan(equipe: Equipe) -> Bilan:
    return BilanFactory(sortie__equipe=equipe, scene=SCENE, parole=PAROLE)


def texte(personne: Personne, adresse: str = "/relecture/bilans/") -> str:
    reponse = personne.get(adresse)
    assert reponse.status_code == 200
    return reponse.content.decode()


def poster(personne: Personne, bilan: Bilan, geste: str, **saisi: Any) -> Any:
    return personne.post(f"/relecture/bilans/{bilan.pk}/{geste}", {"edition": 1, **saisi})


def test_the_oldest_come_first_and_those_without_a_story_do_not(
    coordination: Personne, equipe: Equipe
):
    for mois in (9, 7):
        sortie = SortieFactory(equipe=equipe, date=datetime.date(2026, mois, 3))
        BilanFactory(sortie=sortie, scene=f"Scène du mois {mois}.")
    BilanFactory(sortie__equipe=equipe, appris="Rien de tel")
    page = texte(coordination)
    assert page.index("du mois 7") < page.index("du mois 9")
    assert "2 bilans racontent" in page


@pytest.mark.parametrize(("choix", "gardees"), [("gardee", 1), ("ecartee", 0)])
def test_a_scene_chosen_is_no_longer_to_be_read(
    coordination: Personne, bilan: Bilan, choix: str, gardees: int
):
    poster(coordination, bilan, "scene/", choix=choix)
    assert SCENE not in texte(coordination)
    assert SCENE in texte(coordination, "/relecture/scenes/")
    assert Bilan.objects.de(bilan.equipe).scenes_gardees().count() == gardees


def test_a_choice_is_taken_back(coordination: Personne, bilan: Bilan):
    for choix in ("gardee", "ecartee", ""):
        poster(coordination, bilan, "scene/", choix=choix)
    assert SCENE in texte(coordination)


def test_a_choice_that_is_none_changes_nothing(coordination: Personne, bilan: Bilan):
    assert poster(coordination, bilan, "scene/", choix="publier").status_code == 302
    assert Bilan.objects.get().choix_de_la_scene == ""


def test_the_parole_of_a_bilan_is_rewritten_and_stays_in_it(coordination: Personne, bilan: Bilan):
    poster(coordination, bilan, "parole/", texte="Personne n’est renvoyé.")
    parole = Parole.objects.get()
    assert (parole.texte, parole.source) == ("Personne n’est renvoyé.", "bilan")
    assert (parole.trimestre, parole.quartier) == ("2026-T3", None)
    assert Bilan.objects.get().parole == PAROLE
    assert PAROLE not in texte(coordination)


def test_sent_twice_it_makes_one_parole(coordination: Personne, bilan: Bilan):
    for texte_ in ("Ici on m’écoute.", "Ici on m’écoute.", "Ici, on écoute."):
        poster(coordination, bilan, "parole/", texte=texte_)
    assert {une.texte for une in Parole.objects.all()} == {"Ici on m’écoute.", "Ici, on écoute."}
    assert Parole.objects.count() == 2


def test_a_bilan_without_a_parole_has_none_to_rewrite(coordination: Personne, equipe: Equipe):
    muet = BilanFactory(sortie__equipe=equipe, scene=SCENE)
    assert coordination.get(f"/relecture/bilans/{muet.pk}/parole/").status_code == 404


def test_it_may_be_left_there(coordination: Personne, bilan: Bilan):
    poster(coordination, bilan, "parole/laisser/")
    assert PAROLE not in texte(coordination)
    assert not Parole.objects.exists()


@pytest.mark.parametrize("geste", ["scene/", "parole/", "parole/laisser/"])
def test_a_gesture_holds_for_the_text_that_was_read(
    coordination: Personne, bilan: Bilan, geste: str
):
    reponse = coordination.post(
        f"/relecture/bilans/{bilan.pk}/{geste}",
        {"edition": 2, "choix": "gardee", "texte": "x"},
        follow=True,
    )
    assert "Ce texte a changé" in reponse.content.decode()
    assert not Parole.objects.exists()
    assert Bilan.objects.a_relire().filter(choix_de_la_scene="", parole_relue=False).exists()


@pytest.mark.parametrize("geste", ["scene/", "parole/", "parole/laisser/"])
def test_those_of_another_equipe_do_not_exist(etrangere: Personne, bilan: Bilan, geste: str):
    assert poster(etrangere, bilan, geste, choix="gardee", texte="x").status_code == 404
    assert SCENE not in texte(etrangere)


def test_another_text_is_to_be_read_again(coordination: Personne, equipe: Equipe):
    tablette = Tablette(equipe)
    dit = {"sortie": str(tablette.sortie.pk), "scene": SCENE, "parole": PAROLE}
    envoye = tablette.element("bilan", dit)
    assert tablette.verdicts(envoye) == ["cree"]
    Bilan.objects.update(choix_de_la_scene="gardee", parole_relue=True)
    v2 = _suite(tablette, envoye, meteo="pluie")
    v3 = _suite(tablette, v2, scene="Une autre.", parole="Autre.")
    assert tablette.verdicts(v2) == ["remplace"]
    assert not Bilan.objects.a_relire().exists()
    assert tablette.verdicts(v3) == ["remplace"]
    bilan = Bilan.objects.a_relire().get()
    assert (bilan.choix_de_la_scene, bilan.parole_relue) == ("", False)


def _suite(tablette: Tablette, element: dict[str, Any], **change: Any) -> dict[str, Any]:
    """The next version of a bilan."""
    edition = element["donnees"].get("edition", 1) + 1
    donnees = {**element["donnees"], **change, "edition": edition}
    entete = {"id": element["id"], "remplace": element["empreinte"]}
    return tablette.element("bilan", donnees, **entete)


def test_twenty_bilans_cost_no_more_queries_than_ten(coordination: Personne, equipe: Equipe):
    comptes = []
    for _ in range(2):
        for _ in range(10):
            BilanFactory(sortie__equipe=equipe, scene=SCENE, parole=PAROLE)
        with CaptureQueriesContext(connection) as requetes:
            texte(coordination)
        comptes.append(len(requetes))
    assert comptes[0] == comptes[1] <= 6


def test_empty_lists_teach_the_next_gesture(coordination: Personne):
    assert "Aucun bilan n’attend" in texte(coordination)
    assert "Aucune scène choisie" in texte(coordination, "/relecture/scenes/")
