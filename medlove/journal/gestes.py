"""The closed catalogue of what the journal writes: what a data-protection officer asks about.

Who saw or took out what is about people; who may; what was erased; what came in; what left for
others. A gesture that is not here is refused.
"""

from collections.abc import Mapping
from types import MappingProxyType

PURGE_DU_JOURNAL = "journal_purge"
SAUVEGARDE, RESTAURATION = "sauvegarde_faite", "base_restauree"
LECTURE_DE_NOTES = "notes_lues"

FAMILLES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "Lectures et sorties de données": {
            "export": "Fichier interne",
            "impression": "Impression ou dessin internes",
            "partenaires_exportes": "Annuaire exporté",
            LECTURE_DE_NOTES: "Notes lues",
            "export_complet": "Export complet de l’équipe",
            "cahier_imprime": "Cahier imprimé",
            "lecture_de_cahier": "Version de travail d’un cahier ouverte",
        },
        "Membres, comptes et droits": {
            "connexion": "Connexion",
            "connexion_refusee": "Connexion refusée",
            "equipe.creee": "Équipe créée",
            "membre.invite": "Membre invité",
            "membre.arrive": "Invitation acceptée",
            "membre.change": "Rôle ou métier changé",
            "membre.desactive": "Membre désactivé",
            "membre.reactive": "Membre réactivé",
            "membre.double_verification_retiree": "Double vérification d’un membre retirée",
            "compte.double_verification_retiree": "Double vérification d’un compte retirée",
            "administration.ajoute": "Ajout par l’administration",
            "administration.modifie": "Changement par l’administration",
            "administration.supprime": "Suppression par l’administration",
            "administration.double_verification_retiree": (
                "Double vérification retirée par l’administration"
            ),
        },
        "Tablettes": {
            "appareil_enrole": "Tablette enrôlée",
            "appareil_revoque": "Tablette révoquée",
            "reception_corrigee": "Envoi mis de côté corrigé",
            "reception_revalidee": "Envoi mis de côté revalidé",
            "reception_ecartee": "Envoi mis de côté écarté",
            "fichier_importe": "Fichier d’une tablette importé",
        },
        "Relevés": {
            "rencontre_corrigee": "Rencontre corrigée",
            "rencontre_supprimee": "Rencontre supprimée",
            "parole_retiree": "Parole retirée",
            "mot_courant_accepte": "Mot courant accepté",
            "mot_courant_refuse": "Mot courant refusé",
            "mot_courant_retire": "Mot courant retiré",
            "notes_tirees": "Notes tirées au hasard",
            "sortie_planifiee": "Sortie planifiée",
            "sortie_modifiee": "Sortie modifiée",
            "sortie_annulee": "Sortie annulée",
            "suite_dite": "Suite d’une orientation notée",
            "retour_groupe_dit": "Retour groupé d’un partenaire",
            "lien_de_partenaire_donne": "Lien donné à un partenaire",
            "lien_de_partenaire_retire": "Lien d’un partenaire retiré",
            "partenaires_fusionnes": "Partenaires réunis",
            "partenaires_importes": "Annuaire importé",
            "outil_ajoute": "Outil ludique ajouté",
            "outil_modifie": "Outil ludique modifié",
            "outil_propose": "Outil ludique proposé",
            "outil_retire": "Outil ludique retiré",
            "premiers_pas.ecartes": "Premiers pas écartés",
            "transfert_importe": "Relevés importés d’un tableur",
            "transfert_annule": "Import défait",
            "import_complet": "Équipe importée en entier",
        },
        "Publications et cahiers": {
            "publication": "Période publiée",
            "trimestre_complet": "Trimestre déclaré complet",
            "reglages_de_publication": "Réglages de publication changés",
            "cahier_compose": "Cahier commencé",
            "cahier_supprime": "Cahier supprimé",
            "cahier_demande": "Fabrication d’un cahier demandée",
            "lien_de_cahier_ouvert": "Lien de cahier ouvert",
            "lien_de_cahier_retire": "Lien de cahier retiré",
        },
        "Conservation": {
            "purge": "Purge",
            PURGE_DU_JOURNAL: "Purge du journal",
            SAUVEGARDE: "Sauvegarde",
            RESTAURATION: "Base restaurée",
        },
    }
)
GESTES: Mapping[str, str] = MappingProxyType(
    {code: dit for famille in FAMILLES.values() for code, dit in famille.items()}
)
# What they were called before they were a catalogue.
ANCIENS = {
    "cahier composé": "cahier_compose",
    "cahier imprimé": "cahier_imprime",
    "cahier supprimé": "cahier_supprime",
    "lien de cahier ouvert": "lien_de_cahier_ouvert",
    "lien de cahier retiré": "lien_de_cahier_retire",
}
