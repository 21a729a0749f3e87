"""A trimestre in which each question was put, and one in which none was."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import time_machine

from medlove.models import Equipe
from sessions.models import Exigence, QuestionPosee, Rencontre
from tests.fabriques import (
    BesoinFactory,
    HalteFactory,
    LieuFactory,
    PassagesFactory,
    QuartierFactory,
    RencontreFactory,
    SortieFactory,
    ecrire,
)
from tests.personnes import Personne

JOUR = date(2026, 9, 15)
Rencontrer = Callable[..., list[Rencontre]]


@pytest.fixture(autouse=True)
def _en_novembre():
    with time_machine.travel("2026-11-27 10:00+01:00", tick=False):
        yield


@pytest.fixture
def rencontrer(equipe: Equipe) -> Rencontrer:
    """`rencontrer(12, question="initiative", initiative="un_partenaire")`, one sortie a call."""

    def faire(
        nombre: int, *, question: str = "", jour: date = JOUR, besoin: str = "", **champs: Any
    ) -> list[Rencontre]:
        sortie = SortieFactory(equipe=equipe, date=jour, quartier=QuartierFactory(numero=1))
        faites = RencontreFactory.build_batch(nombre, sortie=sortie, **champs)
        posees = [QuestionPosee(rencontre=une, code=question) for une in faites if question]
        besoins = [BesoinFactory.build(rencontre=une, code=besoin) for une in faites if besoin]
        ecrire([*faites, *posees, *besoins])
        return faites

    return faire


@pytest.fixture
def saison(equipe: Equipe, rencontrer: Rencontrer) -> None:
    """The third trimestre of 2026.

    40 rencontres: frequentation asked in 25 (12 know no place, 8 go sometimes, 5 do not say),
    initiative in 15 (11 by us, 3 by word of mouth, 1 by a partenaire). 10 refus, 7 passages.
    """
    rencontrer(12, question="frequentation_lieux", frequentation_lieux="ne_connait_pas")
    rencontrer(8, question="frequentation_lieux", frequentation_lieux="y_va_parfois")
    rencontrer(5, question="frequentation_lieux")
    rencontrer(11, question="initiative", initiative="allee_vers_elle", besoin="logement")
    rencontrer(3, question="initiative", initiative="bouche_a_oreille")
    (une,) = rencontrer(1, question="initiative", initiative="un_partenaire")
    besoin = BesoinFactory(rencontre=une, code="logement", non_recours="non_connaissance")
    Exigence.objects.create(besoin=besoin, code="imprimer_ou_scanner")
    lieu = LieuFactory(equipe=equipe, nom="Place du Marché", quartier=QuartierFactory(numero=1))
    for jour in (JOUR, date(2026, 9, 22)):
        halte = HalteFactory(sortie=SortieFactory(equipe=equipe, date=jour), lieu=lieu)
        PassagesFactory(halte=halte, passages=7 if jour == JOUR else 0, refus=5)


def indicateurs(personne: Personne, adresse: str = "/hypotheses/") -> dict[str, Any]:
    """The indicators of a page, by their code."""
    reponse = personne.get(adresse)
    assert reponse.status_code == 200
    return {un.code: un for section in reponse.context["sections"] for un in section.indicateurs}


def table(indicateur: Any, code: str) -> dict[str, list[str]]:
    """The texts of one of its tables, by row."""
    (trouvee,) = [une for une in indicateur.tables if une.code == code]
    lignes = [*trouvee.lignes, trouvee.ensemble]
    return {une.libelle: [cellule.texte for cellule in une.cellules] for une in lignes if une}
