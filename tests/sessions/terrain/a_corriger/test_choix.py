"""What a reference is named, and what it may be mended to: never another équipe's."""

from collections.abc import Callable
from typing import Any

import pytest

from sessions.donnees.lecture import Citation
from sessions.donnees.references import SOURCES
from sessions.models import CategorieBesoin
from sessions.terrain.a_corriger.choix import PROPOSER, choix
from sessions.terrain.a_corriger.repertoire import NOMMER, Repertoire
from tests.fabriques import (
    BesoinFactory,
    LieuFactory,
    OutilFactory,
    PartenaireFactory,
    ProfessionnelFactory,
    QuartierFactory,
    RencontreFactory,
)
from tests.sessions.terrain.envois import Tablette


def categorie(tablette: Tablette) -> str:
    code = f"a_{tablette.equipe.slug}"
    autres = {"libelle": "À eux", "domaine": "droits", "famille": "autre"}
    CategorieBesoin.objects.create(equipe=tablette.equipe, code=code, **autres)
    return code


def rencontre(tablette: Tablette) -> Any:
    return BesoinFactory(rencontre=RencontreFactory(sortie=tablette.sortie)).rencontre.pk


SIENS: dict[str, Callable[[Tablette], Any]] = {
    "auteur": lambda tablette: tablette.auteur.pk,
    "categorie": categorie,
    "halte": lambda tablette: tablette.halte.pk,
    "lieu": lambda tablette: LieuFactory(equipe=tablette.equipe).pk,
    "membre": lambda tablette: tablette.auteur.pk,
    "outil": lambda tablette: OutilFactory(equipe=tablette.equipe).pk,
    "partenaire": lambda tablette: PartenaireFactory(equipe=tablette.equipe).pk,
    "professionnel": lambda tablette: ProfessionnelFactory(equipe=tablette.equipe).pk,
    "rencontre": rencontre,
    "sortie": lambda tablette: tablette.sortie.pk,
}


def proposees(sorte: str, tablette: Tablette, donnees: dict[str, Any]) -> set[str]:
    """The keys offered, those in groups included."""
    cles: set[str] = set()
    for cle, mots in choix(sorte, tablette.equipe, donnees):
        cles |= {mot[0] for mot in mots} if type(mots) is list else {cle}
    return cles


def nomme(sorte: str, tablette: Tablette, cle: Any) -> bool:
    repertoire = Repertoire(tablette.equipe)
    repertoire.charger([Citation("", sorte, cle)])
    return repertoire.trouver(sorte, cle) is not None


def test_every_sort_of_reference_has_its_names_and_its_choices():
    assert set(PROPOSER) == set(NOMMER) == set(SOURCES) == {*SIENS, "quartier"}


@pytest.mark.parametrize("sorte", SIENS)
def test_what_the_équipe_owns_is_named_and_offered(tablette: Tablette, sorte: str):
    cle = SIENS[sorte](tablette)
    donnees = {"sortie": str(tablette.sortie.pk)}
    assert nomme(sorte, tablette, cle)
    assert str(cle) in proposees(sorte, tablette, donnees)


@pytest.mark.parametrize("sorte", SIENS)
@pytest.mark.parametrize("avec", ["rien", "la leur"])
def test_what_another_équipe_owns_is_neither(
    tablette: Tablette, ailleurs: Tablette, sorte: str, avec: str
):
    cle = SIENS[sorte](ailleurs)
    donnees = {"sortie": str(ailleurs.sortie.pk)} if avec == "la leur" else {}
    assert not nomme(sorte, tablette, cle)
    assert str(cle) not in proposees(sorte, tablette, donnees)


def test_a_quartier_is_of_the_commune(tablette: Tablette):
    QuartierFactory(code_insee="35051", numero=3)
    assert proposees("quartier", tablette, {}) == {"35238-11"}
    assert nomme("quartier", tablette, "35238-11")
    assert not nomme("quartier", tablette, "35238-12")


def test_the_haltes_offered_are_those_of_the_sortie_when_it_is_known(tablette: Tablette):
    autre = Tablette(tablette.equipe)
    siennes = proposees("halte", tablette, {"sortie": str(tablette.sortie.pk)})
    assert siennes == {str(tablette.halte.pk)}
    assert str(autre.halte.pk) in proposees("halte", tablette, {})


def test_a_category_of_the_equipe_is_named_before_a_national_one(tablette: Tablette):
    autres = {"libelle": "Chez nous", "domaine": "droits", "famille": "autre"}
    CategorieBesoin.objects.create(equipe=tablette.equipe, code="logement", **autres)
    repertoire = Repertoire(tablette.equipe)
    repertoire.charger([Citation("", "categorie", "logement")])
    assert repertoire.trouver("categorie", "logement") == "Chez nous"
