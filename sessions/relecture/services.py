"""What a coordinator makes of a note, of a scène, of a parole of a bilan. Each gesture holds for
the text that was read."""

from django.db import transaction

from medlove.models import Utilisateur
from sessions.relecture.models import Parole
from sessions.rencontres import services as rencontres
from sessions.rencontres.models import Rencontre
from sessions.rencontres.services import DonneesRefusees
from sessions.sorties.models import Bilan

__all__ = [
    "A_CHANGE",
    "DonneesRefusees",
    "TexteChange",
    "choisir_la_scene",
    "effacer",
    "garder",
    "laisser_la_parole",
    "reecrire",
    "reecrire_celle_du_bilan",
]

A_CHANGE = (
    "Ce texte a changé depuis que cette page est ouverte\u202f: "
    "la rouvrir pour repartir du dernier."
)


# All that a parole says: two that say the same are one.
DITS = ("equipe", "texte", "trimestre", "quartier", "domaine", "source")


class TexteChange(Exception):
    """Another edition came since the text was read."""


@transaction.atomic
def reecrire(parole: Parole, rencontre: Rencontre, *, efface: bool, par: Utilisateur) -> Parole:
    """Keep a parole made of the note, as it was read; the note goes, or is read.

    Raises TexteChange and DonneesRefusees, nothing written.
    """
    if efface:
        effacer(rencontre, rencontre.edition, par=par)
    else:
        garder(rencontre, rencontre.edition)
    return _ecrite_une_fois(parole)


def garder(rencontre: Rencontre, edition: int) -> None:
    """The note is read, and stays until its term. Raises TexteChange."""
    telle_quelle = Rencontre.objects.filter(pk=rencontre.pk, edition=edition).avec_note()
    if not telle_quelle.update(note_relue=True):
        raise TexteChange


def effacer(rencontre: Rencontre, edition: int, *, par: Utilisateur) -> None:
    """The note goes now, from what tablets sent too. Raises TexteChange, DonneesRefusees."""
    if rencontre.edition != edition:
        raise TexteChange
    rencontres.effacer_la_note(rencontre, par=par)


@transaction.atomic
def reecrire_celle_du_bilan(parole: Parole, bilan: Bilan) -> Parole:
    """Keep a parole made of that of the bilan, which is read. Raises TexteChange."""
    laisser_la_parole(bilan, bilan.edition)
    return _ecrite_une_fois(parole)


def laisser_la_parole(bilan: Bilan, edition: int) -> None:
    """That of the bilan is read, and quoted nowhere. Raises TexteChange."""
    _ecrire(bilan, edition, parole_relue=True)


def choisir_la_scene(bilan: Bilan, edition: int, choix: str) -> None:
    """Keep the scène for a cahier, or not; "" leaves it to be read. Raises TexteChange."""
    _ecrire(bilan, edition, choix_de_la_scene=choix)


def _ecrite_une_fois(parole: Parole) -> Parole:
    """Saved, unless the very same is kept: a form sent twice, even at once, for its text was
    written first, which makes the second wait."""
    dite = {champ: getattr(parole, champ) for champ in DITS}
    if deja := Parole.objects.filter(**dite).first():
        return deja
    parole.save()
    return parole


def _ecrire(bilan: Bilan, edition: int, **colonnes: object) -> None:
    if not Bilan.objects.filter(pk=bilan.pk, edition=edition).update(**colonnes):
        raise TexteChange
