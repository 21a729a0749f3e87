"""Every period that was, is or will be publishable, and what can be done of it today."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from medlove.models import Equipe
from sessions.periodes import Periode, Trimestre
from sessions.publication import services
from sessions.publication.models import Publication


@dataclass(frozen=True, slots=True)
class Etat:
    """A period. `refus` says why it is not publishable today; `complet` may be declared."""

    code: str
    publication: Publication | None
    refus: str = ""
    peut_etre_dit_complet: bool = False

    @property
    def libelle(self) -> str:
        return Periode.lire(self.code).libelle

    @property
    def publiable(self) -> bool:
        return self.publication is None and not self.refus


def etats(equipe: Equipe, jour: date) -> list[Etat]:
    """Years and trimestres whose rencontres may still be kept, and all that was published.

    Last first; two queries, however many periods.
    """
    publiees = {une.periode: une for une in Publication.objects.de(equipe)}
    complets = services.trimestres_complets(equipe)
    codes = sorted({*_gardees(jour), *publiees}, reverse=True)
    return [_etat(code, publiees.get(code), jour, complets) for code in codes]


def etat(equipe: Equipe, code: str, jour: date) -> Etat:
    """Of one period."""
    complets = services.trimestres_complets(equipe)
    return _etat(code, services.deja_publiee(equipe, code), jour, complets)


def _etat(code: str, publication: Publication | None, jour: date, complets: set[str]) -> Etat:
    if publication:
        return Etat(code, publication)
    refus = services.refus_de_la_periode(code, jour, complets)
    attend = "-T" in code and Periode.lire(code).au < jour and code not in complets
    # What a declaration alone would let go.
    libre = not services.refus_de_la_periode(code, jour, {*complets, code})
    return Etat(code, None, refus, bool(refus) and attend and libre)


def _gardees(jour: date) -> list[str]:
    premier = Trimestre(settings.MEDLOVE_DELAIS.premiere_annee(jour), 1)
    trimestres = Periode.de(premier, Trimestre.du_jour(jour)).trimestres()
    return [*map(str, trimestres), *{f"{un.annee}" for un in trimestres}]
