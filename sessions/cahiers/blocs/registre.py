"""The blocs by their code: the only ones that a section may call."""

from collections.abc import Callable

from sessions.cahiers.blocs import (
    a_vous,
    besoins,
    carte,
    colophon,
    essentiel,
    exigences,
    frise,
    haltes,
    methode,
    outils,
    paroles,
    personnes,
    reponses,
    scenes,
    signataires,
    trimestres,
)
from sessions.cahiers.blocs.bloc import Bloc
from sessions.cahiers.matiere import Matiere

# One that answers None has nothing to say of this period: it is passed over.
BLOCS: dict[str, Callable[[Matiere], Bloc | None]] = {
    "dix_chiffres": essentiel.dix_chiffres,
    "exigences": exigences.exigences,
    "exigences_par_domaine": exigences.exigences_par_domaine,
    "non_recours": exigences.non_recours,
    "carte": carte.carte,
    "trimestres": trimestres.trimestres,
    "domaines": besoins.domaines,
    "domaines_par_quartier": besoins.domaines_par_quartier,
    "carte_du_domaine": carte.carte_du_domaine,
    "familles": besoins.familles,
    "ages": personnes.ages,
    "genres": personnes.genres,
    "lieux_frequentes": personnes.lieux_frequentes,
    "reponses": reponses.reponses,
    "suites": reponses.suites,
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
