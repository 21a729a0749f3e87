"""Freezing a year: the measures of the statistics pages, once, before its rencontres leave."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from medlove.models import Equipe
from sessions.archives.models import Archive, EffectifFige
from sessions.nomenclatures.listes import sortes_d_exigences
from sessions.nomenclatures.models import CategorieBesoin
from sessions.periodes import Periode
from sessions.rencontres.models import Rencontre
from sessions.rencontres.selection import Selection
from sessions.statistiques.effectifs import Lecture, lire_parties
from sessions.statistiques.mesures import DIMENSIONS, TOUT, compter, compter_ensemble
from sessions.statistiques.mesures.dimensions import Dimension
from territoires.models import Quartier

# One table a dimension of the statistics page, in the order of the screen.
TABLES = (
    *("domaine", "famille", "categorie", "reponse", "organisme"),
    *("exigence", "sorte_exigence", "non_recours"),
    *("tranche_age", "genre", "activite", "vecu"),
)
ENSEMBLE, TRIMESTRE, QUARTIER = "ensemble", "trimestre", "quartier"
DOMAINE_ET_TRIMESTRE, QUARTIER_ET_DOMAINE = "domaine_trimestre", "quartier_domaine"

LOT = 500
# (table, ligne, colonne) → how many rencontres.
Compte = dict[tuple[str, str, str], int]


def annees_a_figer(avant: int) -> list[tuple[Equipe, int]]:
    """The years before that one whose rencontres are still there, and that nobody froze."""
    figees = set(Archive.objects.values_list("equipe", "annee"))
    anciennes = Rencontre.objects.filter(jour__lt=date(avant, 1, 1)).order_by()
    annees = {(pk, un.year) for pk, un in anciennes.values_list("equipe", "jour").distinct()}
    equipes = Equipe.objects.in_bulk([pk for pk, _ in annees])
    return [(equipes[pk], annee) for pk, annee in sorted(annees - figees, key=str)]


@transaction.atomic
def figer(equipe: Equipe, annee: int, le: date, sans: Sequence[UUID] = ()) -> Archive:
    """Count a year for good; the archive that is there already is left as it is.

    `sans` are rencontres that are there and are not counted.
    """
    Equipe.objects.select_for_update().get(pk=equipe.pk)
    if deja := Archive.objects.de(equipe).filter(annee=annee).first():
        archive: Archive = deja
        return archive
    archive = Archive.objects.create(equipe=equipe, annee=annee, figee_le=le)
    EffectifFige.objects.bulk_create(
        EffectifFige(archive=archive, table=table, ligne=ligne, colonne=colonne, nombre=nombre)
        for (table, ligne, colonne), nombre in sorted(_compter_sans(equipe, annee, sans).items())
    )
    return archive


def _compter_sans(equipe: Equipe, annee: int, sans: Sequence[UUID]) -> Compte:
    """They leave for as long as the others are counted: every measure does without them."""
    with transaction.atomic():
        for debut in range(0, len(sans), LOT):
            Rencontre.objects.filter(pk__in=sans[debut : debut + LOT]).delete()
        comptes = _compter(equipe, annee)
        transaction.set_rollback(bool(sans))
    return comptes


def _compter(equipe: Equipe, annee: int) -> Compte:
    periode = Periode.lire(str(annee))
    selection = Selection(equipe, periode)
    comptes: Compte = {}
    total = selection.rencontres().count()
    _garder(comptes, ENSEMBLE, {("", ""): total})
    tables = compter_ensemble(selection, {nom: (DIMENSIONS[nom],) for nom in TABLES})
    fratries = _fratries(equipe)
    for nom, lues in tables.items():
        siennes = {code: compte.rencontres for (code,), compte in lues.items() if code != TOUT}
        _garder(comptes, nom, _en_lignes(siennes), fratries.get(nom, ()))
    par_trimestre = {str(un): Selection(equipe, Periode.de(un)) for un in periode.trimestres()}
    nombres = {code: une.rencontres().count() for code, une in par_trimestre.items()}
    _garder(comptes, TRIMESTRE, _en_lignes(nombres))
    _par_trimestre(comptes, par_trimestre)
    _par_quartier(comptes, selection)
    return comptes


def _par_trimestre(comptes: Compte, selections: Mapping[str, Selection]) -> None:
    """By domain, the trimestres make up the year, which is told too."""
    lus = {code: _codes(une, DIMENSIONS["domaine"]) for code, une in selections.items()}
    for domaine in sorted({un for siens in lus.values() for un in siens}):
        nombres = {(domaine, code): siens.get(domaine, 0) for code, siens in lus.items()}
        _garder(comptes, DOMAINE_ET_TRIMESTRE, nombres)


def _par_quartier(comptes: Compte, selection: Selection) -> None:
    """By domain, the quartiers make up the city, which is told too."""
    cles = {str(un.pk): un.cle for un in Quartier.objects.sans_contour()}
    nombres = _codes(selection, DIMENSIONS["quartier"])
    _garder(comptes, QUARTIER, _en_lignes(_nommes(nombres, cles)))
    croises = compter(selection, DIMENSIONS["quartier"], DIMENSIONS["domaine"], marges=False)
    for domaine in sorted({code for _, code in croises}):
        siens = {(cles[un], domaine): n for (un, code), n in croises.items() if code == domaine}
        _garder(comptes, QUARTIER_ET_DOMAINE, siens)


def _codes(selection: Selection, dimension: Dimension) -> dict[str, int]:
    return {code: n for (code,), n in compter(selection, dimension, marges=False).items()}


def _nommes(nombres: Mapping[str, int], cles: Mapping[str, str]) -> dict[str, int]:
    return {cles[code]: nombre for code, nombre in nombres.items()}


def _en_lignes(nombres: Mapping[str, int]) -> dict[tuple[str, str], int]:
    return {(code, ""): nombre for code, nombre in nombres.items()}


def _fratries(equipe: Equipe) -> dict[str, list[set[str]]]:
    """By table, the codes that share one told in another table: the familles of a domaine."""
    par_domaine: dict[str, set[str]] = defaultdict(set)
    par_famille: dict[str, set[str]] = defaultdict(set)
    categories = CategorieBesoin.objects.pour(equipe).order_by()
    for domaine, famille, code in categories.values_list("domaine", "famille", "code"):
        par_domaine[domaine].add(famille)
        par_famille[famille].add(code)
    par_sorte: dict[str, set[str]] = defaultdict(set)
    for code, sorte in sortes_d_exigences().items():
        par_sorte[sorte].add(code)
    return {
        "famille": [*par_domaine.values()],
        "categorie": [*par_famille.values()],
        "exigence": [*par_sorte.values()],
    }


def _garder(
    comptes: Compte,
    table: str,
    nombres: Mapping[tuple[str, str], int],
    fratries: Iterable[set[str]] = (),
) -> None:
    """Those that may stay. Of the parts of a whole, never all but one: it would be given back.

    Answers of which several may be given add up to no total, yet where each gave one they do.
    """
    montres = _montres(nombres)
    for codes in fratries:
        siens = {cle: nombre for cle, nombre in nombres.items() if cle[0] in codes}
        montres -= siens.keys() - _montres(siens)
    for ligne, colonne in montres:
        comptes[table, ligne, colonne] = nombres[ligne, colonne]


def _montres(parties: Mapping[tuple[str, str], int]) -> set[tuple[str, str]]:
    lues = lire_parties([*parties.values()], Lecture.PILOTAGE)
    return {cle for cle, lue in zip(parties, lues, strict=True) if not lue.masque}
