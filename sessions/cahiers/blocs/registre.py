"""The blocs by their code: the only ones that a section may call."""

from collections.abc import Callable

from sessions.cahiers.blocs import (
    a_vous,
    besoins,
    colophon,
    essentiel,
    frise,
    haltes,
    methode,
    outils,
    paroles,
    scenes,
    signataires,
)
from sessions.cahiers.blocs.bloc import Bloc
from sessions.cahiers.matiere import Matiere

BLOCS: dict[str, Callable[[Matiere], Bloc]] = {
    "dix_chiffres": essentiel.dix_chiffres,
    "domaines": besoins.domaines,
    "methode": methode.methode,
    # Records gathered.
    "frise": frise.frise,
    "haltes": haltes.haltes,
    "scenes": scenes.scenes,
    "paroles": paroles.paroles,
    "outils": outils.outils,
    "fiche_de_poche": a_vous.a_vous,
    "signataires": signataires.signataires,
    "colophon": colophon.colophon,
}
