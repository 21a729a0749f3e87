"""What is done with mots courants beside their list: what is proposed, told once; the notes still
to be read, marked again when the list changes."""

from typing import Any, NamedTuple

from django.dispatch import receiver

from medlove.models import Equipe
from sessions.notes.detecteur import examiner
from sessions.notes.marques import marques_de
from sessions.notes.models import MotCourant, MotCourantQuerySet
from sessions.notes.propres import propres_de
from sessions.notes.services import mots_changes
from sessions.rencontres.models import Rencontre

PAR_PAQUET = 200


class Proposition(NamedTuple):
    """One word, however many tablets proposed it; `pk` is that of the first."""

    mot: MotCourant
    fois: int


def propositions(mots: MotCourantQuerySet) -> list[Proposition]:
    """Those of a list of words, the most often proposed first."""
    par_forme: dict[str, list[MotCourant]] = {}
    for un in mots.proposes():
        par_forme.setdefault(un.forme, []).append(un)
    dites = [Proposition(siens[0], len(siens)) for siens in par_forme.values()]
    return sorted(dites, key=lambda une: (-une.fois, une.mot.forme))


@receiver(mots_changes)
def remarquer(equipe: Equipe, **kwargs: Any) -> None:
    """The notes that nobody has read say what the list says now."""
    propres = propres_de(equipe)
    a_relire = Rencontre.objects.de(equipe).notes_a_relire().only("pk", "note", "reperes")
    changees = []
    for rencontre in a_relire.iterator(PAR_PAQUET):
        marques = marques_de(examiner(rencontre.note, propres))
        if marques != rencontre.reperes:
            rencontre.reperes = marques
            changees.append(rencontre)
    Rencontre.objects.bulk_update(changees, ["reperes"], batch_size=PAR_PAQUET)
