"""Editions of a cahier of 2024, for the tests."""

import datetime

from django.core.files.base import ContentFile
from django.utils import timezone
from factory import LazyFunction, SubFactory
from factory.django import DjangoModelFactory

from sessions.cahiers.editions.models import Edition, Etat, Variante
from tests.fabriques import CahierFactory


class EditionFactory(DjangoModelFactory[Edition]):
    """Ready, of published figures, made a minute ago; its file says « %PDF- » and no more."""

    class Meta:
        model = Edition

    cahier = SubFactory(CahierFactory, periode="2024")
    variante = Variante.NUMERIQUE
    etat = Etat.PRETE
    commencee_le = LazyFunction(lambda: timezone.now() - datetime.timedelta(seconds=72))
    finie_le = LazyFunction(lambda: timezone.now() - datetime.timedelta(seconds=60))
    fichier = LazyFunction(lambda: ContentFile(b"%PDF-", name="essai.pdf"))
    publiee = True
    pages = 39
    octets = 2_140_000


class EditionEnAttenteFactory(EditionFactory):
    """Asked for, and nothing more."""

    etat = Etat.ATTENTE
    commencee_le = finie_le = pages = octets = None
    fichier = ""
    publiee = False
