"""The season, sortie after sortie: where the bike went, and when. Public facts of the team."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.formats import date_format

from medlove.templatetags.francais import compte, jour_du_mois
from sessions.cahiers.blocs import recueil
from sessions.cahiers.blocs.bloc import Bloc
from sessions.cahiers.matiere import Matiere
from sessions.periodes import Periode
from sessions.statistiques.figures.frise import Etape
from sessions.statistiques.figures.frise import frise as dessiner
from sessions.statistiques.table import Cellule, Ligne, Table
from territoires.models import Quartier

GABARIT = "cahiers/blocs/frise.html"
TITRE = "La frise des sorties"
SANS_SORTIE = "Aucune sortie n’est notée dans cette période."
UNE_FOIS = "Une sortie compte dans chaque quartier où elle s’est arrêtée."


def frise(matiere: Matiere) -> Bloc:
    """One stop a sortie and a quartier; the file has their number by quartier and by month."""
    allees = set(recueil.sorties(matiere.cahier).values_list("pk", "date", "quartier"))
    allees |= set(recueil.haltes(matiere.cahier).values_list("sortie", "sortie__date", "quartier"))
    if not allees:
        return Bloc("frise", TITRE, phrase=SANS_SORTIE, gabarit=GABARIT, tu=True)
    etapes = _etapes((jour, quartier) for _, jour, quartier in allees)
    saison = _saison(etapes, matiere.periode)
    phrase = _phrase(len({sortie for sortie, _, _ in allees}), etapes)
    return Bloc(
        code="frise",
        titre=TITRE,
        phrase=phrase,
        figure=dessiner(etapes, saison, phrase),
        table=_table(etapes, saison),
        gabarit=GABARIT,
    )


def _etapes(allees: Iterable[tuple[date, int]]) -> list[Etape]:
    """By quartier, in the order of their number, then by day."""
    lues = list(allees)
    quartiers = Quartier.objects.sans_contour().in_bulk({quartier for _, quartier in lues})

    def rang(allee: tuple[date, int]) -> tuple[str, int, date]:
        quartier = quartiers[allee[1]]
        return quartier.code_insee, quartier.numero, allee[0]

    return [Etape(jour, quartiers[quartier].nom) for jour, quartier in sorted(lues, key=rang)]


def _saison(etapes: Sequence[Etape], periode: Periode) -> Periode:
    """The months of the period from the first sortie to the last: the others would be void."""
    mois = periode.mois()
    jours = [etape.jour for etape in etapes]
    premier = next(un for un in mois if min(jours) <= un.au)
    dernier = next(un for un in reversed(mois) if un.du <= max(jours))
    return Periode(premier.du, dernier.au)


def _phrase(sorties: int, etapes: Sequence[Etape]) -> str:
    """The finding: when it began and ended, and where the bike went most."""
    jours = sorted(etape.jour for etape in etapes)
    par_quartier = Counter(etape.quartier for etape in etapes)
    if jours[0] == jours[-1]:
        quand = f"Le {jour_du_mois(jours[0])}"
    else:
        quand = f"Du {jour_du_mois(jours[0])} au {jour_du_mois(jours[-1])}"
    dit = f"{quand}, {compte(sorties, 'sortie')} dans {compte(len(par_quartier), 'quartier')}"
    (premier, combien), *autres = par_quartier.most_common()
    if not autres or combien == autres[0][1]:
        return f"{dit}."
    return f"{dit}\u202f; le plus souvent, {premier}."


def _table(etapes: Sequence[Etape], periode: Periode) -> Table:
    mois = periode.mois()
    par_mois = Counter((etape.quartier, etape.jour.replace(day=1)) for etape in etapes)
    lignes = []
    for nom in dict.fromkeys(etape.quartier for etape in etapes):
        nombres = [par_mois[nom, un.du] for un in mois]
        cellules = [Cellule(str(nombre), nombre) for nombre in (*nombres, sum(nombres))]
        lignes.append(Ligne(nom, nom, tuple(cellules)))
    annees = {un.du.year for un in mois}
    return Table(
        code="frise",
        titre="Sorties par quartier et par mois",
        compte=f"Sorties, {periode.libelle}.",
        colonnes=(
            *(date_format(un.du, "N" if len(annees) == 1 else "N Y") for un in mois),
            "Total",
        ),
        lignes=tuple(lignes),
        notes=(UNE_FOIS,),
    )
