"""The gap in the local offer: besoins nobody answered, categories no partenaire answers.

A besoin oriented without an orientation cannot be known one by one once links are cut: how many
there are is the difference, by category, quartier and month, never less than nought.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import astuple, dataclass
from datetime import date

from django.db.models import Count
from django.db.models.functions import TruncMonth

from medlove.models import Equipe
from sessions.nomenclatures.models import CategorieBesoin
from sessions.orientations.comptes import Compte
from sessions.periodes import Periode
from sessions.rencontres.models import Besoin
from territoires.models import Partenaire

SANS_REPONSE, A_REVOIR, ORIENTATION = "sans_reponse", "a_revoir", "orientation"
# A domain in which nobody asked for anything: nothing of it can be lacking.
SANS_DEMANDE = "conversation"
Case = tuple[int, int, date]  # category, quartier, first day of the month


@dataclass(frozen=True, slots=True)
class Manque:
    """Besoins heard, and those left without an answer, by why."""

    besoins: int = 0
    sans_reponse: int = 0
    a_revoir: int = 0
    sans_orientation: int = 0

    def __add__(self, autre: "Manque") -> "Manque":
        return Manque(*map(sum, zip(astuple(self), astuple(autre), strict=True)))

    @property
    def en_tout(self) -> int:
        return self.sans_reponse + self.a_revoir + self.sans_orientation


@dataclass(frozen=True, slots=True)
class Offre:
    """`partenaires` is how many answer to a category today, its parent's included."""

    par_categorie: Mapping[int, Manque]
    par_quartier: Mapping[int, Manque]
    ensemble: Manque
    partenaires: Mapping[int, int]


def offre(
    equipe: Equipe,
    periode: Periode,
    orientations: Iterable[Compte],
    categories: Collection[CategorieBesoin],
    jour: date,
    quartier: int | None = None,
) -> Offre:
    """The gap of a period in these categories, in one quartier or all. Two queries.

    `orientations` are all those of the period, to whatever partenaire.
    """
    par_categorie: defaultdict[int, Manque] = defaultdict(Manque)
    par_quartier: defaultdict[int, Manque] = defaultdict(Manque)
    retenues = {une.pk for une in categories if une.domaine != SANS_DEMANDE}
    for (categorie, ou, _), manque in _manques(equipe, periode, orientations).items():
        if categorie in retenues and quartier in (None, ou):
            par_categorie[categorie] += manque
            par_quartier[ou] += manque
    return Offre(
        par_categorie=par_categorie,
        par_quartier=par_quartier,
        ensemble=sum(par_categorie.values(), start=Manque()),
        partenaires=partenaires_par_categorie(equipe, categories, jour),
    )


def _manques(
    equipe: Equipe, periode: Periode, orientations: Iterable[Compte]
) -> dict[Case, Manque]:
    besoins: defaultdict[Case, Counter[str]] = defaultdict(Counter)
    lignes = (
        Besoin.objects.de(equipe)
        .pendant(periode.du, periode.au)
        .order_by()
        .annotate(mois=TruncMonth("jour"))
        .values_list("categorie_id", "quartier_id", "mois", "reponse")
        .annotate(nombre=Count("pk"))
    )
    for categorie, quartier, mois, reponse, nombre in lignes:
        besoins[categorie, quartier, mois][reponse] += nombre
    faites: Counter[Case] = Counter()
    for une in orientations:
        faites[une.categorie_id, une.quartier_id, une.mois] += une.nombre
    return {
        case: Manque(
            besoins=sum(reponses.values()),
            sans_reponse=reponses[SANS_REPONSE],
            a_revoir=reponses[A_REVOIR],
            sans_orientation=max(0, reponses[ORIENTATION] - faites[case]),
        )
        for case, reponses in besoins.items()
    }


def partenaires_par_categorie(
    equipe: Equipe, categories: Collection[CategorieBesoin], jour: date
) -> dict[int, int]:
    """How many answer to each category on that day, those of its parent with them. One query."""
    ouverts = Partenaire.objects.de(equipe).actifs().hors_pause(jour)
    liens = (
        CategorieBesoin.partenaires.through.objects.filter(partenaire__in=ouverts)
        .order_by()
        .values_list("categoriebesoin_id", "partenaire_id")
    )
    qui: defaultdict[int, set[object]] = defaultdict(set)
    for categorie, partenaire in liens:
        qui[categorie].add(partenaire)
    return {
        une.pk: len(qui[une.pk] | (qui[une.parent_id] if une.parent_id else set()))
        for une in categories
    }
