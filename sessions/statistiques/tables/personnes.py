"""Who was met, what she says of it, and the help she wishes."""

from dataclasses import replace

from sessions.nomenclatures.listes import NON_RENSEIGNE
from sessions.statistiques.mesures import DIMENSIONS
from sessions.statistiques.table import Ligne, Table
from sessions.statistiques.tables.comptes import QUESTIONS_OUI_NON, Comptes
from sessions.statistiques.tables.redaction import RIEN, Redaction, les_plus_dites, posee

QUESTIONS_EN_CLAIR = {
    "recours_service_payant": "A payé quelqu’un pour une démarche",
    "souhaite_aide_a_domicile": "Aimerait de l’aide chez elle",
    "sur_son_propre_appareil": "Aimerait apprendre sur son appareil",
}
ESTIMES = "Âge et genre sont estimés, jamais demandés."


def par_age(redaction: Redaction, comptes: Comptes) -> Table:
    return _repartition(redaction, comptes, "tranche_age", "Par âge", ESTIMES)


def par_genre(redaction: Redaction, comptes: Comptes) -> Table:
    return _repartition(redaction, comptes, "genre", "Par genre", ESTIMES)


def par_activite(redaction: Redaction, comptes: Comptes) -> Table:
    """Over those asked: what is not known is what is left of them."""
    demandees = comptes.demandees["activite"]
    return _repartition(
        redaction,
        comptes,
        "activite",
        "Par activité",
        posee(redaction, demandees),
        non_renseignes=demandees - _repondues(comptes, "activite"),
    )


def vecu(redaction: Redaction, comptes: Comptes) -> Table:
    dimension, titre = DIMENSIONS["vecu"], "Vécu exprimé"
    if raison := redaction.refus(dimension):
        return redaction.refusee("vecu", titre, raison)
    lus = comptes.rencontres_par("vecu")
    dits = comptes.ayant_repondu("vecu")
    return redaction.plusieurs(
        "vecu",
        titre,
        "Rencontres où la personne a dit ce qu’elle ressentait",
        les_plus_dites(
            (code, nom, lus.get(code, 0)) for code, nom in redaction.modalites(dimension).items()
        ),
        dits,
        [
            f"Part sur {redaction.rencontres(dits)} où un vécu est noté. "
            f"Non renseigné dans {redaction.rencontres(comptes.rencontres - dits)}.",
        ],
    )


def aides_voulues(redaction: Redaction, comptes: Comptes) -> Table:
    """Three questions answered by yes or no, each over those asked."""
    lignes = [_oui_non(redaction, comptes, code) for code in QUESTIONS_OUI_NON]
    return Table(
        code="aides-voulues",
        titre="Services payants, aide à domicile",
        compte=redaction.compte("Rencontres, par réponse à chacune de ces questions"),
        colonnes=("Posée", "Oui", "Non", "Non renseigné", "Part de oui"),
        lignes=tuple(lignes),
        notes=(
            "Part de oui parmi les rencontres où la question a été posée, ou répondue d’elle-même.",
        )
        if any(comptes.demandees[code] for code in QUESTIONS_OUI_NON)
        else (RIEN,),
    )


def _oui_non(redaction: Redaction, comptes: Comptes, code: str) -> Ligne:
    lus, demandees = comptes.rencontres_par(code), comptes.demandees[code]
    oui, non = lus.get("oui", 0), lus.get("non", 0)
    return Ligne(
        code,
        QUESTIONS_EN_CLAIR[code],
        (
            *map(redaction.nombre, (demandees, oui, non, demandees - oui - non)),
            redaction.part(oui, demandees),
        ),
    )


def _repartition(
    redaction: Redaction,
    comptes: Comptes,
    code: str,
    titre: str,
    note: str,
    *,
    non_renseignes: int | None = None,
) -> Table:
    lus = comptes.rencontres_par(code)
    if non_renseignes is not None:
        lus[NON_RENSEIGNE] = non_renseignes
    table = redaction.repartition(
        f"par-{code.replace('_', '-')}",
        titre,
        f"Rencontres, {titre.lower()}",
        "Rencontres",
        [(cle, nom, lus.get(cle, 0)) for cle, nom in redaction.modalites(DIMENSIONS[code]).items()],
    )
    return replace(table, notes=(note, *table.notes))


def _repondues(comptes: Comptes, code: str) -> int:
    lus = comptes.rencontres_par(code)
    return comptes.ayant_repondu(code) - lus.get(NON_RENSEIGNE, 0)
