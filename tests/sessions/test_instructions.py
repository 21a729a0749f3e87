"""What is said to the database together: in order, all of it or nothing."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from medlove.models import Equipe
from sessions.consultation import Consultation
from sessions.instructions import executer, insertions
from sessions.models import Besoin, CategorieBesoin, Exigence, Reception, Rencontre
from tests.fabriques import BesoinFactory, RencontreFactory, SortieFactory

pytestmark = [pytest.mark.django_db, pytest.mark.deux_bases]


@Consultation
def receptions(equipe: Any) -> Any:
    return Reception.objects.de(equipe).order_by("element").values_list("element", "brut")


@Consultation
def codes(equipe: Any) -> Any:
    return CategorieBesoin.objects.pour(equipe).filter(code="discuter").values_list("code")


def reception(equipe: Equipe, element: str) -> Reception:
    brut = {"é": [None, True, 1, "deux"]}
    return Reception(equipe=equipe, element=element, empreinte="e", verdict="cree", brut=brut)


def test_each_gives_its_rows_and_sees_what_was_said_before_it(equipe: Equipe):
    avant, ajout, apres, autre = executer(
        [
            receptions.pour(equipe),
            *insertions([reception(equipe, "un")]),
            receptions.pour(equipe),
            codes.pour(equipe),
        ]
    )
    assert (avant, ajout, autre) == ([], [], [("discuter",)])
    assert [element for element, _ in apres] == ["un"]
    assert Reception.objects.get().brut == {"é": [None, True, 1, "deux"]}


def test_postgresql_is_asked_in_one_trip(equipe: Equipe):
    instructions = [receptions.pour(equipe), codes.pour(equipe), codes.pour(equipe)]
    with CaptureQueriesContext(connection) as capture:
        executer(instructions)
    assert len(capture) == (1 if connection.vendor == "postgresql" else 3)


def test_nothing_to_say_is_not_said():
    with CaptureQueriesContext(connection) as capture:
        assert executer([]) == []
    assert len(capture) == 0


def colonnes(ligne: Any) -> dict[str, Any]:
    return {champ.attname: getattr(ligne, champ.attname) for champ in ligne._meta.concrete_fields}


def test_rows_of_several_tables_are_inserted_as_they_are(equipe: Equipe):
    sortie = SortieFactory(equipe=equipe)
    rencontres = RencontreFactory.build_batch(60, sortie=sortie, note="l’été, 100 %")
    besoins = [BesoinFactory.build(rencontre=un, quartier=sortie.quartier) for un in rencontres]
    exigences = [Exigence(besoin=un, code="lire_et_ecrire") for un in besoins]
    executer([*insertions([*rencontres, *besoins, *exigences])])
    for modele, dites in ((Rencontre, rencontres), (Besoin, besoins)):
        for ligne in dites:
            assert colonnes(modele._default_manager.get(pk=ligne.pk)) == colonnes(ligne)
    assert Exigence.objects.filter(besoin__in=besoins, code="lire_et_ecrire").count() == 60


def test_an_id_already_there_is_refused_and_nothing_of_it_stays(equipe: Equipe):
    la = RencontreFactory(sortie__equipe=equipe)
    with pytest.raises(IntegrityError), transaction.atomic():
        executer([*insertions([reception(equipe, "un"), Rencontre(**colonnes(la))])])
    assert not Reception.objects.exists()
    assert Rencontre.objects.count() == 1
