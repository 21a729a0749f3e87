"""What came of orientations, counted from what remains once their link is cut.

A partenaire may tell of people one by one, or give a number for a month. Both may speak of the
same people: the larger of the two is kept, and never more than could have been received.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import astuple, dataclass, replace
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db.models import Count
from django.db.models.functions import TruncMonth

from medlove.models import Equipe
from sessions.orientations.comptes import Compte
from sessions.orientations.models import Orientation, RetourGroupe
from sessions.periodes import Periode, Trimestre

Cle = TypeVar("Cle")
ParMois = Mapping[tuple[UUID, date], int]


@dataclass(frozen=True, slots=True)
class Suites:
    """Orientations by what came of them. `groupees` is how many of `recues` are known only by
    a number given for a month."""

    orientations: int = 0
    recues: int = 0
    groupees: int = 0
    refusees: int = 0
    non_venues: int = 0
    inconnues: int = 0
    en_attente: int = 0

    def __add__(self, autre: "Suites") -> "Suites":
        return Suites(*map(sum, zip(astuple(self), astuple(autre), strict=True)))

    @property
    def closes(self) -> int:
        """Those that nobody awaits any more: what the share received is a share of."""
        return self.orientations - self.en_attente

    def avec_retour_groupe(self, dites: int) -> "Suites":
        """With the number a partenaire gave for these orientations, all of one month.

        Those it took one by one are among them. Those refused or not come are not; the others
        are taken from the awaited first, then from those of unknown outcome.
        """
        possibles = self.recues + self.en_attente + self.inconnues
        de_plus = max(0, min(dites, possibles) - self.recues)
        attendues = min(de_plus, self.en_attente)
        return replace(
            self,
            recues=self.recues + de_plus,
            groupees=self.groupees + de_plus,
            en_attente=self.en_attente - attendues,
            inconnues=self.inconnues - (de_plus - attendues),
        )


@dataclass(frozen=True, slots=True)
class Suivi:
    """Each cut adds up to `ensemble`, those by category and by quartier without the grouped
    returns, which tell neither: they add up to `une_par_une`."""

    ensemble: Suites
    une_par_une: Suites
    par_partenaire: Mapping[UUID, Suites]
    par_categorie: Mapping[int, Suites]
    par_quartier: Mapping[int, Suites]
    par_trimestre: Mapping[Trimestre, Suites]
    delais: Mapping[str, int]
    motifs: Mapping[str, int]


def suivre(lignes: Iterable[Compte], groupes: ParMois, periode: Periode) -> Suivi:
    """All the cuts of a period. `groupes` is empty when the question is finer than a month of
    a partenaire: a category, a quartier."""
    lus = list(lignes)
    par_mois = {
        cle: suites.avec_retour_groupe(groupes.get(cle, 0))
        for cle, suites in _ranger(lus, lambda une: (une.partenaire_id, une.mois)).items()
    }
    par_partenaire: defaultdict[UUID, Suites] = defaultdict(Suites)
    par_trimestre = {trimestre: Suites() for trimestre in periode.trimestres()}
    for (partenaire, mois), suites in par_mois.items():
        par_partenaire[partenaire] += suites
        par_trimestre[Trimestre.du_jour(mois)] += suites
    return Suivi(
        ensemble=sum(par_mois.values(), start=Suites()),
        une_par_une=sum((_suites(une) for une in lus), start=Suites()),
        par_partenaire=par_partenaire,
        par_categorie=_ranger(lus, lambda une: une.categorie_id),
        par_quartier=_ranger(lus, lambda une: une.quartier_id),
        par_trimestre=par_trimestre,
        delais=_compter(lus, Orientation.ACCUEILLIE, lambda une: une.delai),
        motifs=_compter(lus, Orientation.REFUSEE, lambda une: une.motif),
    )


def retours_groupes(equipe: Equipe, periode: Periode) -> dict[tuple[UUID, date], int]:
    """How many people each partenaire says it received, by its id and the month. One query."""
    retours = RetourGroupe.objects.filter(equipe=equipe, mois__range=(periode.du, periode.au))
    return {
        (partenaire, mois): nombre
        for partenaire, mois, nombre in retours.order_by().values_list(
            "partenaire_id", "mois", "accueillies"
        )
    }


def ensemble(equipe: Equipe, periode: Periode) -> Suites:
    """What `suivre` says of the whole équipe over whole months, without its cuts.

    Two queries, whose rows are as many as partenaires and months, not as orientations.
    """
    lignes = (
        Orientation.objects.de(equipe)
        .pendant(periode.du, periode.au)
        .order_by()
        .annotate(mois=TruncMonth("jour"))
        .values_list("partenaire_id", "mois", "statut")
        .annotate(nombre=Count("pk"))
    )
    lues = [Compte(qui, 0, 0, mois, statut, "", "", n) for qui, mois, statut, n in lignes]
    groupes = retours_groupes(equipe, periode)
    rangees = _ranger(lues, lambda une: (une.partenaire_id, une.mois))
    dites = (suites.avec_retour_groupe(groupes.get(cle, 0)) for cle, suites in rangees.items())
    return sum(dites, start=Suites())


def _ranger(lignes: Iterable[Compte], cle: Callable[[Compte], Cle]) -> dict[Cle, Suites]:
    rangees: defaultdict[Cle, Suites] = defaultdict(Suites)
    for une in lignes:
        rangees[cle(une)] += _suites(une)
    return dict(rangees)


def _compter(
    lignes: Iterable[Compte], statut: str, quoi: Callable[[Compte], str]
) -> dict[str, int]:
    comptees: Counter[str] = Counter()
    for une in lignes:
        if une.statut == statut:
            comptees[quoi(une)] += une.nombre
    return dict(comptees)


def _suites(compte: Compte) -> Suites:
    champ = {
        Orientation.REMISE: "en_attente",
        Orientation.ACCUEILLIE: "recues",
        Orientation.REFUSEE: "refusees",
        Orientation.NON_VENUE: "non_venues",
        Orientation.EXPIREE: "inconnues",
    }[compte.statut]
    return Suites(orientations=compte.nombre, **{champ: compte.nombre})
