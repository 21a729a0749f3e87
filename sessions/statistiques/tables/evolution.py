"""What changes from one month, one trimestre to the next."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.dates import MONTHS

from medlove.templatetags.francais import heures
from sessions.periodes import Periode, Trimestre
from sessions.statistiques.effectifs import Lecture, milliers
from sessions.statistiques.mesures import Journee
from sessions.statistiques.table import Cellule, Ligne, Table
from sessions.statistiques.tables.redaction import RIEN, Redaction

COLONNES = ("Rencontres", "Passages", "Refus", "Sorties", "Présence")
QUOI = "Rencontres, passages et refus, sorties faites et heures de présence"
# Neither the besoin nor the person chosen narrow what the team did.
NOTE = "Le besoin, l’âge, le genre et l’activité choisis ne réduisent que les rencontres."
BORNEE = "De la première à la dernière sortie de la période."

Morceau = tuple[str, str, Periode]


def par_trimestre(redaction: Redaction, jours: Mapping[date, Journee]) -> Table:
    morceaux = [
        (str(un), un.libelle.capitalize(), Periode.de(un))
        for un in (Periode(min(jours), max(jours)).trimestres() if jours else ())
    ]
    return _table(redaction, "par-trimestre", "Par trimestre", morceaux, jours)


def trimestres_de_suite(
    redaction: Redaction, jours: Mapping[date, Journee], trimestres: Iterable[Trimestre]
) -> Table:
    """The same, nothing left out: to steering, an empty trimestre looks like a small one."""
    morceaux = [(str(un), un.libelle.capitalize(), Periode.de(un)) for un in trimestres]
    return _table(redaction, "par-trimestre", "Par trimestre", morceaux, jours)


def par_mois(redaction: Redaction, jours: Mapping[date, Journee]) -> Table:
    morceaux = [
        (f"{un.du:%Y-%m}", f"{MONTHS[un.du.month]} {un.du.year}".capitalize(), un)
        for un in (Periode(min(jours), max(jours)).mois() if jours else ())
    ]
    return _table(redaction, "par-mois", "Mois par mois", morceaux, jours)


def _table(
    redaction: Redaction,
    code: str,
    titre: str,
    morceaux: list[Morceau],
    jours: Mapping[date, Journee],
) -> Table:
    sommes = {cle: _somme(jours, periode) for cle, _, periode in morceaux}
    ensemble = Ligne("", "Ensemble", _cellules(redaction, sum(sommes.values(), start=Journee())))
    return Table(
        code=code,
        titre=titre,
        compte=redaction.compte(QUOI),
        colonnes=COLONNES,
        lignes=tuple(
            Ligne(cle, libelle, _cellules(redaction, sommes[cle])) for cle, libelle, _ in morceaux
        ),
        # To steering, the whole would give back by difference the one count that is hidden.
        ensemble=None if redaction.lecture is Lecture.PILOTAGE else ensemble,
        notes=_notes(redaction, bool(morceaux)),
    )


def _notes(redaction: Redaction, quelque_chose: bool) -> tuple[str, ...]:
    if redaction.lecture is Lecture.PILOTAGE:
        return ()
    return (BORNEE, NOTE) if quelque_chose else (RIEN,)


def _somme(jours: Mapping[date, Journee], periode: Periode) -> Journee:
    siens = (une for jour, une in jours.items() if periode.du <= jour <= periode.au)
    return sum(siens, start=Journee())


def _cellules(redaction: Redaction, journee: Journee) -> tuple[Cellule, ...]:
    """In the order of `COLONNES`. The presence is a number of minutes, read in hours."""
    return (
        redaction.nombre(journee.rencontres),
        redaction.nombre(journee.passages),
        redaction.nombre(journee.refus),
        Cellule(milliers(journee.sorties), journee.sorties),
        Cellule(heures(journee.minutes), journee.minutes),
    )
