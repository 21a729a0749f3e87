"""Words of an équipe, and notes drawn at random."""

import datetime

from django.utils import timezone
from factory import LazyAttribute, LazyFunction, SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from sessions.models import MotCourant, NoteTiree, Tirage
from tests.fabriques import EquipeFactory, RencontreFactory


class MotCourantFactory(DjangoModelFactory[MotCourant]):
    """Proposed; `accepte=True`, in the list."""

    class Meta:
        model = MotCourant

    equipe = SubFactory(EquipeFactory)
    saisi_le = datetime.date(2026, 9, 15)
    mot = Sequence(lambda n: f"Bricobus{n}")
    forme = LazyAttribute(lambda un: un.mot.casefold())


class TirageFactory(DjangoModelFactory[Tirage]):
    """That of this year."""

    class Meta:
        model = Tirage
        django_get_or_create = ("equipe", "annee")

    equipe = SubFactory(EquipeFactory)
    annee = LazyFunction(lambda: timezone.localdate().year)
    parmi = 60


class NoteTireeFactory(DjangoModelFactory[NoteTiree]):
    class Meta:
        model = NoteTiree

    tirage = SubFactory(TirageFactory)
    rang = Sequence(lambda n: n + 1)
    rencontre = SubFactory(RencontreFactory, sortie__equipe=SelfAttribute("...tirage.equipe"))
