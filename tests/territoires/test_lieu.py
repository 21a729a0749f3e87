"""Lieu: a public place of an équipe, in a quartier, in a QPV or not, or not known."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from medlove.models import Appartenance, Equipe
from territoires.models import Lieu
from tests.fabriques import AppartenanceFactory, LieuFactory, QuartierFactory


def test_an_equipe_sees_its_own_lieux_only(equipe: Equipe, autre_equipe: Equipe):
    sien = LieuFactory(equipe=equipe)
    LieuFactory(equipe=autre_equipe)
    membre: Appartenance = AppartenanceFactory(equipe=equipe)

    assert list(Lieu.objects.de(equipe)) == [sien]
    assert list(Lieu.objects.visible_to(membre)) == [sien]


def test_someone_without_equipe_sees_none(equipe: Equipe):
    LieuFactory(equipe=equipe)

    assert not Lieu.objects.visible_to(None).exists()


def test_a_lieu_out_of_service_is_left_aside(equipe: Equipe):
    LieuFactory(equipe=equipe, is_active=False)

    assert not Lieu.objects.actifs().exists()


def test_two_lieux_of_an_equipe_cannot_share_a_name(equipe: Equipe, autre_equipe: Equipe):
    lieu = LieuFactory(equipe=equipe, nom="Place du Banat")
    LieuFactory(equipe=autre_equipe, nom="Place du Banat")
    double = LieuFactory.build(equipe=equipe, nom="Place du Banat", quartier=lieu.quartier)

    with pytest.raises(ValidationError, match="déjà un lieu de ce nom"):
        double.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        double.save()


def test_being_in_a_qpv_is_not_known_until_told(equipe: Equipe):
    assert LieuFactory(equipe=equipe).en_qpv is None


@pytest.mark.parametrize("en_qpv", [None, False])
def test_a_qpv_code_needs_a_lieu_in_that_qpv(equipe: Equipe, en_qpv: bool | None):
    lieu = LieuFactory.build(
        equipe=equipe, quartier=QuartierFactory(), en_qpv=en_qpv, qpv_code="QP035005"
    )

    with pytest.raises(ValidationError, match="ne va qu’à un lieu situé dans ce quartier"):
        lieu.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        lieu.save()


def test_a_lieu_in_a_qpv_keeps_its_code_name_and_year(equipe: Equipe):
    lieu = LieuFactory(
        equipe=equipe, en_qpv=True, qpv_code="QP035005", qpv_nom="Le Blosne", qpv_annee=2024
    )

    lieu.full_clean()


def test_a_position_out_of_range_is_refused(equipe: Equipe):
    lieu = LieuFactory.build(equipe=equipe, quartier=QuartierFactory(), latitude="-90.5")

    with pytest.raises(IntegrityError), transaction.atomic():
        lieu.save()


def test_a_quartier_with_lieux_cannot_be_deleted(equipe: Equipe):
    lieu = LieuFactory(equipe=equipe)

    with pytest.raises(ProtectedError):
        lieu.quartier.delete()
