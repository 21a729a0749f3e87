"""What a sortie counts over all tablets, for its bilan to be confirmed."""

from uuid import UUID

from medlove.models import Equipe
from sessions.rencontres.models import Rencontre
from sessions.sorties.models import Passages, Sortie


def totaux(equipe: Equipe, sortie: UUID) -> dict[str, int | bool] | None:
    """{"rencontres", "passages", "refus", "bilan"}; None when the équipe has no such sortie.

    "bilan": the sortie has its own already.
    """
    trouvee = Sortie.objects.de(equipe).filter(pk=sortie).values("bilan").first()
    if trouvee is None:
        return None
    rencontres = Rencontre.objects.de(equipe).filter(sortie=sortie).count()
    comptes = Passages.objects.de(equipe).filter(halte__sortie=sortie).totaux()
    return {"rencontres": rencontres, **comptes, "bilan": trouvee["bilan"] is not None}
