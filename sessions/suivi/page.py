"""All that the follow-up page shows, put together from a valid question. Seven queries."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from sessions.orientations.comptes import comptes
from sessions.rencontres.selection import Selection
from sessions.statistiques.effectifs import Effectif, Lecture, lire
from sessions.statistiques.mesures import presence
from sessions.suivi.carte import dessiner
from sessions.suivi.filtres import ChoixDuSuivi
from sessions.suivi.offre import offre
from sessions.suivi.services import Suites, retours_groupes, suivre
from sessions.suivi.tableaux import Noms, Redaction, sans_partenaire
from territoires.models import Quartier


def contenu(
    form: ChoixDuSuivi, quartiers: Sequence[Quartier], lecture: Lecture
) -> Mapping[str, Any]:
    demande = form.demande()
    periode, equipe = demande.periode, demande.equipe
    toutes = comptes(equipe, periode.du, periode.au)
    fine = demande.plus_fine_qu_un_retour_groupe
    suivi = suivre(
        demande.garder(toutes), {} if fine else retours_groupes(equipe, periode), periode
    )
    manques = offre(
        equipe,
        periode,
        toutes,
        demande.categories,
        timezone.localdate(),
        demande.quartier.pk if demande.quartier else None,
    )
    noms = Noms({un.pk: un.nom for un in form.partenaires.values()}, form.categories, quartiers)
    redaction = Redaction(noms, lecture)
    return {
        "demande": demande,
        "lecture": lecture,
        "resume": resume(suivi.ensemble, lecture),
        "suivi": suivi,
        "tableaux": redaction.suites(suivi, groupes=not fine),
        "delais": redaction.delais(suivi),
        "motifs": redaction.motifs(suivi),
        "manques": redaction.manques(manques),
        "manques_par_quartier": redaction.manques_par_quartier(manques),
        "offre": manques,
        "a_prevoir": sans_partenaire(manques, demande.categories),
        "carte": dessiner(
            [un for un in quartiers if un.code_insee == equipe.code_insee],
            manques.par_quartier,
            presence(Selection(equipe, periode)),
            lecture,
            periode.libelle,
            demande.quartier,
        ),
        "retours_ignores": fine,
    }


def resume(suites: Suites, lecture: Lecture) -> str:
    """« 42 orientations, dont 18 reçues et 3 en attente. »"""
    orientations, recues, attente = (
        lire(un, lecture) for un in (suites.orientations, suites.recues, suites.en_attente)
    )
    return (
        f"{orientations} orientation{_s(orientations)}, "
        f"dont {recues} reçue{_s(recues)} et {attente} en attente."
    )


def _s(lu: Effectif) -> str:
    """A hidden count takes the plural: the singular would tell that it is one."""
    return "" if lu.nombre in {0, 1} else "s"
