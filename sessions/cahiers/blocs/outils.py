"""The playful tools as cards to cut: how to play, and what they gave in the field."""

from dataclasses import dataclass

from django.db.models import Q

from sessions.cahiers.blocs import recueil
from sessions.cahiers.blocs.bloc import Bloc
from sessions.cahiers.matiere import Matiere
from sessions.cahiers.redaction.typographie import typographier
from sessions.outils.jeu import dit_des_usages, etapes, reactions
from sessions.sorties.models import Outil, UsageOutil

GABARIT = "cahiers/blocs/outils.html"
TITRE = "Cartes à découper"
SANS_OUTIL = "Aucun outil ludique n’est au catalogue de l’équipe."


@dataclass(frozen=True, slots=True)
class Carte:
    """An outil as its card says it; `usages` is one sentence, about the team only."""

    outil: Outil
    regles: list[str]
    usages: str


def outils(matiere: Matiere) -> Bloc:
    """Those proposed, and those used in the period even if they no longer are."""
    dedans = recueil.sorties(matiere.cahier)
    usages = reactions(UsageOutil.objects.filter(bilan__sortie__in=dedans))
    proposes = Outil.objects.de(matiere.cahier.equipe).filter(Q(is_active=True) | Q(pk__in=usages))
    cartes = [
        Carte(
            outil,
            [typographier(regle) for regle in etapes(outil.regles)],
            dit_des_usages(usages.get(outil.pk, {})),
        )
        for outil in sorted(proposes, key=lambda un: un.nom.casefold())
    ]
    if not cartes:
        return Bloc("outils", TITRE, phrase=SANS_OUTIL, gabarit=GABARIT, tu=True)
    return Bloc("outils", TITRE, elements={"cartes": cartes}, gabarit=GABARIT)
