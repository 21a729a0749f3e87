"""The page « Conservation »: what leaves when, of an équipe or of the whole instance."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone

from medlove.models import Equipe
from sessions.conservation.etape import Etape
from sessions.conservation.etapes import ETAPES
from sessions.conservation.models import Purge
from sessions.publication.models import Publication
from sessions.rencontres.models import Rencontre

QUINZAINE = timedelta(days=14)
# A purge runs every night: past that, something stopped it.
SILENCE = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Ligne:
    """A step, with what it takes away: next time, and by the end of a fortnight."""

    etape: Etape
    maintenant: int
    bientot: int | None = None


@dataclass(frozen=True, slots=True)
class Depart:
    """The next year to leave; `publiee` says whether its figures were published."""

    annee: int
    le: date
    publiee: bool


@dataclass(frozen=True, slots=True)
class Page:
    lignes: list[Ligne]
    derniere: Purge | None
    depart: Depart | None = None

    @property
    def arretee(self) -> bool:
        return self.derniere is None or timezone.now() - self.derniere.faite_le > SILENCE


def page_de(equipe: Equipe) -> Page:
    """Of what an équipe has, counted now; nothing of another one."""
    return Page(
        lignes=list(_lignes(equipe, timezone.localdate())),
        derniere=_derniere(),
        depart=_depart(equipe, timezone.localdate()),
    )


def page_de_l_instance() -> Page:
    """What the last purge took away, step by step."""
    derniere = _derniere()
    comptes = derniere.comptes if derniere else {}
    return Page([Ligne(une, comptes.get(une.code, 0)) for une in ETAPES], derniere)


def _derniere() -> Purge | None:
    purge: Purge | None = Purge.objects.first()
    return purge


def _lignes(equipe: Equipe, jour: date) -> Iterator[Ligne]:
    for etape in ETAPES:
        if etape.dues is not None:
            dues = [etape.dues(un).filter(equipe=equipe) for un in (jour, jour + QUINZAINE)]
            maintenant, bientot = (lignes.count() for lignes in dues)
            yield Ligne(etape, maintenant, bientot - maintenant)


def _depart(equipe: Equipe, jour: date) -> Depart | None:
    delais = settings.MEDLOVE_DELAIS
    premiere = Rencontre.objects.de(equipe).order_by("jour").values_list("jour", flat=True).first()
    if premiere is None:
        return None
    annee = max(premiere.year, delais.premiere_annee(jour))
    publiee = Publication.objects.de(equipe).filter(periode=str(annee)).exists()
    return Depart(annee, delais.depart_des_rencontres(annee), publiee)
