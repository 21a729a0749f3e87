"""A year published, of an équipe that opened its page, and every address it has."""

from collections.abc import Iterator

import pytest
import time_machine

from medlove.models import Equipe
from sessions.models import Besoin, CategorieBesoin, Publication, Rencontre
from sessions.publication import services
from sessions.publication.dehors import lecture

ICI = "/publications/ici/"


@pytest.fixture(autouse=True)
def _rien_en_memoire() -> Iterator[None]:
    """Each test reads its own rows."""
    lecture._lire.cache_clear()
    yield
    lecture._lire.cache_clear()


@pytest.fixture
def en_2027() -> Iterator[None]:
    with time_machine.travel("2027-02-15 12:00", tick=False):
        yield


@pytest.fixture
def publiee(cle: str, en_2027: None, equipe: Equipe, saison: list[Rencontre]) -> Publication:
    """The year 2026, with its four trimestres; half of the first quartier asked something else."""
    autre = CategorieBesoin.objects.exclude(domaine="droits").order_by("code").first()
    moitie = [une.pk for une in saison[:40:2]]
    Besoin.objects.filter(rencontre__in=moitie).update(categorie=autre)
    return services.publier(equipe, "2026")


def adresses(publication: Publication) -> list[str]:
    """All that anybody may open of a year: pages, maps by domain, files, trimestres."""
    trimestres = [f"{publication.periode}-T{rang}" for rang in range(1, 5)]
    pages = [ICI, *(f"{ICI}{periode}/" for periode in (publication.periode, *trimestres))]
    domaines = [f"{ICI}{publication.periode}/{code}/" for code in publication.mots["domaine"]]
    noms = lecture.lire(publication).fichiers
    return [*pages, *domaines, *(f"{ICI}{publication.periode}/{nom}" for nom in noms)]
