"""What a sortie counts over all tablets, for its bilan to be confirmed."""

from uuid import UUID

from medlove.models import Equipe
from sessions.rencontres.models import Rencontre
from sessions.sorties.models import Passages, Sortie


def totaux(equipe: Equipe, sortie: UUID) -> dict[str, int] | None:
    """{"rencontres", "passages", "refus"}; None when the équipe has no such sortie."""
    if not Sortie.objects.de(equipe).filter(pk=sortie).exists():
        return None
    rencontres = Rencontre.objects.de(equipe).filter(sortie=sortie).count()
    comptes = Passages.objects.de(equipe).filter(halte__sortie=sortie).totaux()
    return {"rencontres": rencontres, **comptes}
