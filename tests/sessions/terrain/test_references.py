"""What another équipe owns is never accepted, whatever names it."""

from collections.abc import Callable
from typing import Any

import pytest

from sessions.donnees import TYPES
from sessions.donnees.references import SOURCES
from sessions.models import CategorieBesoin
from tests.fabriques import (
    LieuFactory,
    OutilFactory,
    PartenaireFactory,
    ProfessionnelFactory,
    RencontreFactory,
)
from tests.sessions.terrain.envois import Tablette, besoin, element

Envoi = Callable[[Tablette, Tablette], dict[str, Any]]

# A quartier belongs to a commune, not to an équipe.
A_TOUS = {"quartier"}


def sortie(ici: Tablette, eux: Tablette) -> dict[str, Any]:
    return ici.rencontre(sortie=str(eux.sortie.pk), halte=...)


def halte(ici: Tablette, eux: Tablette) -> dict[str, Any]:
    return ici.element("passages", {"halte": str(eux.halte.pk), "passages": 3})


def rencontre(ici: Tablette, eux: Tablette) -> dict[str, Any]:
    la_leur = RencontreFactory(sortie=eux.sortie)
    return appel(ici, ici, rencontre=str(la_leur.pk))


def appel(ici: Tablette, eux: Tablette, **autres: Any) -> dict[str, Any]:
    professionnel = ProfessionnelFactory(equipe=eux.equipe)
    donnees = {"sortie": str(ici.sortie.pk), "professionnel": str(professionnel.pk), **autres}
    return ici.element("appel", donnees)


def membre(ici: Tablette, eux: Tablette) -> dict[str, Any]:
    donnees = {"date": "2026-09-16", "creneau": "matin", "quartier": "35238-11"}
    return ici.element("sortie", {**donnees, "equipage": [str(eux.auteur.pk)]})


def auteur(ici: Tablette, eux: Tablette) -> dict[str, Any]:
    return element("rencontre", ici.donnees(), auteur=str(eux.auteur.pk))


def outil(ici: Tablette, eux: Tablette) -> dict[str, Any]:
    usage = {"outil": str(OutilFactory(equipe=eux.equipe).pk), "reaction": "accroche"}
    return ici.element("bilan", {"sortie": str(ici.sortie.pk), "outils": [usage]})


def lieu(ici: Tablette, eux: Tablette) -> dict[str, Any]:
    la_leur = LieuFactory(equipe=eux.equipe, quartier=eux.quartier)
    return ici.element("halte", {"sortie": str(ici.sortie.pk), "lieu": str(la_leur.pk)})


def partenaire(ici: Tablette, eux: Tablette) -> dict[str, Any]:
    le_leur = PartenaireFactory(equipe=eux.equipe)
    return ici.element("verification", {"partenaire": str(le_leur.pk), "exact": True})


def categorie(ici: Tablette, eux: Tablette) -> dict[str, Any]:
    autres = {"libelle": "À eux", "domaine": "droits", "famille": "autre"}
    la_leur = CategorieBesoin.objects.create(equipe=eux.equipe, code="a_eux", **autres)
    return ici.rencontre(besoins=[besoin(categorie=la_leur.code)])


ENVOIS: dict[str, Envoi] = {
    "auteur": auteur,
    "categorie": categorie,
    "halte": halte,
    "lieu": lieu,
    "membre": membre,
    "outil": outil,
    "partenaire": partenaire,
    "professionnel": appel,
    "rencontre": rencontre,
    "sortie": sortie,
}


def test_every_sort_of_reference_is_tried_here():
    assert set(ENVOIS) == set(SOURCES) - A_TOUS


@pytest.mark.parametrize("sorte", ENVOIS)
def test_what_the_équipe_owns_is_accepted(tablette: Tablette, sorte: str):
    assert tablette.verdicts(ENVOIS[sorte](tablette, tablette)) == ["cree"]


@pytest.mark.parametrize("sorte", ENVOIS)
def test_what_another_équipe_owns_is_not(tablette: Tablette, ailleurs: Tablette, sorte: str):
    envoye = ENVOIS[sorte](tablette, ailleurs)
    attendu = "reessayer" if SOURCES[sorte].attendue else "quarantaine"
    assert tablette.verdicts(envoye) == [attendu]
    modele = TYPES[envoye["type"]].modele
    assert not modele._default_manager.filter(pk=envoye["id"]).exists()
