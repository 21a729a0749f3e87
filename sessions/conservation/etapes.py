"""The steps of the purge, in the order in which they are taken.

What hangs on something goes before it. Each counts the same whether those before it were
taken or not: a trial says what the purge will do.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import QuerySet

from medlove.delais import Delais
from sessions.conservation import receptions, rencontres, technique, textes
from sessions.conservation.etape import Etape
from sessions.conservation.lots import supprimer

FINE = "\u202f"


def _fixe(regle: str) -> Callable[[Delais], str]:
    return lambda delais: regle


def _jours(nom: str, apres: str = "la saisie") -> Callable[[Delais], str]:
    return lambda delais: f"{getattr(delais, nom)} jours après {apres}"


def _mois(nom: str, apres: str = "la saisie") -> Callable[[Delais], str]:
    return lambda delais: f"{getattr(delais, nom)} mois après {apres}"


def _supprimees(
    code: str,
    libelle: str,
    regle: Callable[[Delais], str],
    dues: Callable[[date], "QuerySet[Any]"],
) -> Etape:
    """A step that deletes rows, and nothing else."""
    return Etape(
        code,
        libelle,
        regle,
        lambda jour: dues(jour).count(),
        lambda jour: supprimer(dues(jour)),
    )


FIN_DE_L_ANNEE = _mois("rencontres_mois", "la fin de leur année")

ETAPES: tuple[Etape, ...] = (
    Etape(
        "en_suspens",
        "Textes de ce qui attend d’être corrigé",
        _fixe("chaque texte à son terme"),
        lambda jour: len(receptions.en_suspens(jour)),
        receptions.effacer_en_suspens,
    ),
    Etape.de_lignes(
        "notes",
        "Notes",
        _jours("notes_jours"),
        textes.notes,
        textes.effacer_les_notes,
    ),
    Etape.de_lignes(
        "mots",
        "Mots proposés, restés sans réponse",
        _jours("notes_jours"),
        textes.mots_proposes,
        textes.oublier_les_mots,
    ),
    Etape.de_lignes(
        "auteurs",
        "Auteurs des rencontres",
        _jours("auteurs_jours"),
        textes.auteurs,
        textes.oublier_les_auteurs,
    ),
    Etape.de_lignes(
        "auteurs_des_appels",
        "Auteurs des appels",
        _jours("auteurs_jours"),
        textes.auteurs_des_appels,
        textes.oublier_les_auteurs_des_appels,
    ),
    Etape.de_lignes(
        "envies",
        "«\u202fEnvie d’en parler\u202f» des bilans",
        _jours("envies_jours"),
        textes.envies,
        textes.effacer_les_envies,
    ),
    Etape.de_lignes(
        "bilans",
        "Textes des bilans",
        _mois("bilans_mois"),
        textes.textes,
        textes.effacer_les_textes,
    ),
    Etape(
        "orientations",
        "Lien des orientations à leur rencontre",
        _fixe("la suite connue, ou 60 jours"),
        technique.compter_les_orientations,
        technique.couper_les_orientations,
    ),
    Etape.de_lignes(
        "bruts",
        "Contenu des envois des tablettes",
        _jours("bruts_jours", "leur traitement"),
        receptions.traitees,
        receptions.vider,
    ),
    Etape(
        "annees",
        "Années figées en archive",
        FIN_DE_L_ANNEE,
        rencontres.compter_les_annees,
        rencontres.figer_les_annees,
    ),
    Etape.de_lignes(
        "rencontres",
        "Rencontres",
        FIN_DE_L_ANNEE,
        rencontres.anciennes,
        rencontres.supprimer_les_anciennes,
    ),
    Etape.de_lignes(
        "totaux",
        "Nombres de rencontres des bilans",
        FIN_DE_L_ANNEE,
        rencontres.totaux,
        rencontres.effacer_les_totaux,
    ),
    Etape(
        "sans_releve",
        "Accusés de réception de ce qui est supprimé",
        _jours("bruts_jours", "la suppression"),
        receptions.compter_sans_releve,
        receptions.supprimer_sans_releve,
    ),
    Etape(
        "journal",
        "Lignes du journal",
        _mois("journal_mois", "leur jour"),
        lambda jour: technique.journal(jour).count(),
        technique.raccourcir_le_journal,
    ),
    _supprimees(
        "journal_de_l_administration",
        "Lignes du journal de l’administration",
        _mois("journal_mois", "leur jour"),
        technique.journal_de_l_administration,
    ),
    _supprimees(
        "purges", "Rapports de purge", _mois("journal_mois", "leur jour"), technique.purges
    ),
    Etape(
        "fichiers",
        "Fichiers d’import restés sans réponse",
        _fixe("1 heure ou 1 jour après leur envoi"),
        technique.compter_les_fichiers,
        technique.effacer_les_fichiers,
    ),
    Etape.de_lignes(
        "transferts",
        "Liste de ce qu’un import a créé",
        _fixe("30 jours après l’import"),
        technique.transferts_clos,
        technique.oublier_les_transferts,
    ),
    _supprimees("sessions", "Sessions expirées", _fixe("12 heures"), technique.sessions),
    _supprimees("codes", "Codes d’enrôlement périmés", _fixe("10 minutes"), technique.codes),
    _supprimees(
        "confirmations",
        "Confirmations d’adresse périmées",
        _fixe("3 jours"),
        technique.confirmations,
    ),
    _supprimees("compteurs", "Compteurs d’essais échus", _fixe("leur terme"), technique.compteurs),
    _supprimees("taches", "Fabrications finies", _fixe("30 jours"), technique.taches),
)
