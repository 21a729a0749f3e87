"""Paroles, only as a coordinator rewrote them: at most their quartier and their domain beside."""

from dataclasses import dataclass

from django.db.models import Q

from medlove.templatetags.francais import compte
from sessions.cahiers.blocs import recueil
from sessions.cahiers.blocs.bloc import Bloc
from sessions.cahiers.matiere import Matiere
from sessions.cahiers.redaction.typographie import typographier
from sessions.relecture.models import Parole

GABARIT = "cahiers/blocs/paroles.html"
TITRE = "Paroles"
AU_PLUS = 24
SANS_PAROLE = "Aucune parole n’a été réécrite pour cette période."
COMMENT = "Notées de mémoire, réécrites pour que personne ne soit reconnu."


@dataclass(frozen=True, slots=True)
class Dite:
    """`de` is what may be said beside: the quartier, the domain, both, or nothing.

    `code` is that of the domain, for its pictogram."""

    texte: str
    quartier: str
    domaine: str
    code: str = ""

    @property
    def de(self) -> str:
        return ", ".join(dit for dit in (self.quartier, self.domaine) if dit)


def paroles(matiere: Matiere) -> Bloc:
    """Those of the trimestres of the period; one without a quartier is of them all."""
    trimestres = matiere.periode.trimestres()
    reecrites = Parole.objects.de(matiere.cahier.equipe).pendant(trimestres[0], trimestres[-1])
    if choisies := recueil.dans(matiere.cahier, "quartier"):
        reecrites = reecrites.filter(choisies | Q(quartier=None))
    dites = [_dite(une) for une in reecrites.pour_la_liste()]
    # Of the same words told twice, those that say the most beside are kept.
    dites.sort(key=lambda une: (not une.quartier, not une.domaine, une.de))
    lues = recueil.sans_ordre((une.texte, une) for une in dites)
    if not lues:
        return Bloc("paroles", TITRE, phrase=SANS_PAROLE, gabarit=GABARIT, tu=True)
    return Bloc(
        code="paroles",
        titre=TITRE,
        phrase=COMMENT,
        elements={"paroles": lues[:AU_PLUS], "autres": _autres(len(lues) - AU_PLUS)},
        gabarit=GABARIT,
    )


def _dite(parole: Parole) -> Dite:
    quartier = parole.quartier.nom if parole.quartier else ""
    return Dite(
        typographier(parole.texte.strip()), quartier, parole.get_domaine_display(), parole.domaine
    )


def _autres(combien: int) -> str:
    if combien <= 0:
        return ""
    return f"Et {compte(combien, 'autre parole,autres paroles')} dans le carnet de l’équipe."
