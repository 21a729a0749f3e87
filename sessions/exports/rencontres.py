"""The list of rencontres in numbers: a file of single rows would tell of persons one by one."""

from collections.abc import Collection, Iterable
from itertools import groupby

from django.db.models import Count, F
from django.db.models.functions import Coalesce, ExtractQuarter, ExtractYear

from sessions.periodes import Trimestre
from sessions.rencontres.filtres import ChoixDeRencontres
from sessions.rencontres.models import Besoin, RencontreQuerySet
from sessions.statistiques.effectifs import Lecture, lire
from sessions.statistiques.filtres import JAMAIS_IMPRIMEES, SansBesoinDiscret
from sessions.statistiques.table import Cellule, Ligne, Table

ENSEMBLE = "Ensemble"


class RencontresImprimables(SansBesoinDiscret, ChoixDeRencontres):
    """The choice of the list, for a file that tells it by quartier."""

    def par_lieu(self) -> bool:
        """Whether all the figures are those of one quartier, or of the QPV."""
        return bool(self.cleaned_data["quartier"] or self.cleaned_data["qpv"])


def tables_des_rencontres(
    rencontres: RencontreQuerySet, choix: str, lecture: Lecture, *, par_lieu: bool
) -> tuple[Table, ...]:
    """Two queries, whatever the rows of the list. `par_lieu`: they are those of one quartier."""
    return (
        _par_quartier_et_trimestre(rencontres, choix, lecture),
        _par_besoin(rencontres, choix, lecture, JAMAIS_IMPRIMEES if par_lieu else set()),
    )


def _par_quartier_et_trimestre(
    rencontres: RencontreQuerySet, choix: str, lecture: Lecture
) -> Table:
    lues = (
        rencontres.order_by()
        .values_list("quartier__code_insee", "quartier__numero", "quartier__nom")
        .annotate(annee=ExtractYear("jour"), rang=ExtractQuarter("jour"), n=Count("*"))
    )
    comptes = sorted(
        ((insee, numero, nom), Trimestre(annee, rang), nombre)
        for insee, numero, nom, annee, rang, nombre in lues
    )
    trimestres = sorted({trimestre for _, trimestre, _ in comptes}, key=str)
    lignes = []
    en_tout = dict.fromkeys(trimestres, 0)
    for (insee, numero, nom), groupe in groupby(comptes, key=lambda un: un[0]):
        siens = {trimestre: nombre for _, trimestre, nombre in groupe}
        for trimestre, nombre in siens.items():
            en_tout[trimestre] += nombre
        nombres = [siens.get(un, 0) for un in trimestres]
        lignes.append(Ligne(f"{insee}-{numero}", nom, _cellules([*nombres, sum(nombres)], lecture)))
    tous = list(en_tout.values())
    return Table(
        code="quartiers",
        titre="Par quartier et par trimestre",
        compte=f"Rencontres. {choix}.",
        colonnes=(*(un.libelle.capitalize() for un in trimestres), ENSEMBLE),
        lignes=tuple(lignes),
        ensemble=Ligne("", ENSEMBLE, _cellules([*tous, sum(tous)], lecture)),
    )


def _par_besoin(
    rencontres: RencontreQuerySet, choix: str, lecture: Lecture, tus: Collection[str]
) -> Table:
    """A sub-category counts in its parent; `tus` are left out."""
    comptes = (
        Besoin.objects.filter(rencontre__in=rencontres.order_by().values("pk"))
        .order_by()
        .annotate(
            code=Coalesce(F("categorie__parent__code"), F("categorie__code")),
            libelle=Coalesce(F("categorie__parent__libelle"), F("categorie__libelle")),
        )
        .values_list("code", "libelle")
        .annotate(rencontres=Count("rencontre", distinct=True), besoins=Count("*"))
    )
    return Table(
        code="besoins",
        titre="Par besoin",
        compte=f"Rencontres qui portent ce besoin, et besoins. {choix}.",
        colonnes=("Rencontres", "Besoins"),
        lignes=tuple(
            Ligne(code, libelle, _cellules([portant, besoins], lecture))
            for code, libelle, portant, besoins in sorted(comptes, key=lambda un: (-un[2], un[0]))
            if code not in tus
        ),
        notes=("Une rencontre peut porter plusieurs besoins\u202f: ils ne s’ajoutent pas.",),
    )


def _cellules(nombres: Iterable[int], lecture: Lecture) -> tuple[Cellule, ...]:
    return tuple(Cellule.de(lire(un, lecture)) for un in nombres)
