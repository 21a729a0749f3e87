"""Drawing the notes of a year, once; keeping what was found in each."""

from collections.abc import Iterable
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from medlove.journal import consigner
from medlove.models import Equipe, Utilisateur
from sessions.rencontres.models import Rencontre
from sessions.tirages import reglages
from sessions.tirages.models import NoteTiree, Tirage

SEL = "sessions.tirages"


class DejaTire(Exception):
    """The notes of this year are drawn."""


@transaction.atomic
def tirer(equipe: Equipe, *, par: Utilisateur) -> Tirage:
    """Draw among the notes that are there today. Raises DejaTire."""
    annee = timezone.localdate().year
    presentes = set(Rencontre.objects.de(equipe).avec_note().values_list("pk", flat=True))
    try:
        with transaction.atomic():
            tirage = Tirage.objects.create(equipe=equipe, annee=annee, parmi=len(presentes))
    except IntegrityError as erreur:
        raise DejaTire from erreur
    tirees = au_hasard(equipe, annee, presentes)[: reglages.NOTES_PAR_AN]
    NoteTiree.objects.bulk_create(
        NoteTiree(tirage=tirage, rang=rang, rencontre_id=pk)
        for rang, pk in enumerate(tirees, start=1)
    )
    consigner("notes_tirees", equipe=equipe, par=par, lignes=len(tirees), annee=annee)
    return tirage


def au_hasard(equipe: Equipe, annee: int, ids: Iterable[UUID]) -> list[UUID]:
    """In an order that nobody chooses, the same each time for the same notes of the same year."""

    def rang(pk: UUID) -> str:
        return salted_hmac(SEL, f"{equipe.pk}:{annee}:{pk}", algorithm="sha256").hexdigest()

    return sorted(ids, key=rang)


def repondre(note: NoteTiree, reponse: str) -> None:
    """What the coordination found in it; said again, the last answer holds."""
    note.reponse = reponse
    note.save(update_fields=["reponse"])
