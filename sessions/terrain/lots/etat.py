"""What the database knows of the elements received, read in a handful of queries."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple, Self
from uuid import UUID

from django.db.models import QuerySet

from medlove.models import Equipe
from sessions.consultation import Consultation
from sessions.donnees import TYPES
from sessions.donnees.ecriture import verrouiller
from sessions.element import Element, Suppression
from sessions.terrain.lots.recu import Recu
from sessions.terrain.models import Reception, Verdict

MOTIF_EMPREINTE = "empreinte"


class Ligne(NamedTuple):
    """A row already there: its owner, the empreinte of its current version, itself."""

    equipe: UUID
    empreinte: str
    objet: Element


class Connue(NamedTuple):
    """An element already received: its reception, and what was answered."""

    pk: int
    verdict: str
    motif: str

    @property
    def en_suspens(self) -> bool:
        """Not a last word: a reference was missing, or the content did not match its name."""
        return self.verdict == Verdict.REESSAYER or self.motif == MOTIF_EMPREINTE


class Etat:
    """Rows first, under lock; then deletions and receptions, which are read after it: what
    another transaction did to a row while we waited for it is seen."""

    def __init__(
        self,
        lignes: dict[UUID, Ligne],
        supprimees: set[UUID],
        receptions: dict[tuple[str, str], Connue],
    ) -> None:
        self.lignes, self.supprimees, self.receptions = lignes, supprimees, receptions

    @classmethod
    def presumer(cls) -> Self:
        """As if nothing of it had ever come: the database will say when it has."""
        return cls({}, set(), {})

    @classmethod
    def lire(cls, recus: Sequence[Recu], equipe: Equipe) -> Self:
        lignes = _lignes(recus)
        ids = [recu.id for recu in recus if recu.id]
        return cls(lignes, supprimees(ids), _receptions(recus, equipe))


def _lignes(recus: Sequence[Recu]) -> dict[UUID, Ligne]:
    lignes: dict[UUID, Ligne] = {}
    for type_ in TYPES.values():
        ids = [recu.id for recu in recus if recu.type is type_ and recu.id]
        if not ids:
            continue
        trouvees = verrouiller(type_, ids)
        empreintes = type_.empreintes(trouvees.values())
        for pk, ligne in trouvees.items():
            lignes[pk] = Ligne(ligne.equipe_id, empreintes[pk], ligne)
    return lignes


@Consultation
def suppressions(ids: Collection[UUID]) -> QuerySet[Suppression, Any]:
    return Suppression.objects.filter(pk__in=ids).values_list("pk")


def supprimees(ids: Collection[UUID]) -> set[UUID]:
    return {pk for (pk,) in suppressions(ids)} if ids else set()


def _receptions(recus: Iterable[Recu], equipe: Equipe) -> dict[tuple[str, str], Connue]:
    siennes = Reception.objects.de(equipe).filter(element__in=[recu.cle for recu in recus])
    colonnes = siennes.order_by().values_list("element", "empreinte", "pk", "verdict", "motif")
    return {ligne[:2]: Connue(*ligne[2:]) for ligne in colonnes}


def perdues(ids: Collection[UUID], equipe: Equipe) -> set[UUID]:
    """Among these ids, those that will not come by themselves: to be mended, or deleted.

    One that was discarded is no less lost: nobody will send it again. A copy damaged on its
    way condemns nothing: the true content may still come.
    """
    cles = {str(pk): pk for pk in ids}
    de_cote = Reception.objects.de(equipe).filter(element__in=cles, verdict=Verdict.QUARANTAINE)
    entieres = de_cote.exclude(motif=MOTIF_EMPREINTE)
    retenues = {cles[cle] for cle in entieres.values_list("element", flat=True)}
    return retenues | supprimees(ids)
