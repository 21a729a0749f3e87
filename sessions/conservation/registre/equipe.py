"""What the équipe prepares, publishes and writes; its directory."""

from sessions.conservation.registre.regle import EQUIPE, Table, par, table, tant_que, toujours

CAHIER = tant_que("le cahier existe")
PUBLIE = toujours("ce qui est publié ne change plus")
FICHE = tant_que("la fiche est dans l’annuaire")

TABLES: tuple[Table, ...] = (
    table(
        "territoires.quartier",
        "Un quartier et ses contours publics",
        EQUIPE,
        grossier="code_insee numero nom alias contour contour_simplifie latitude longitude "
        "superficie_m2 population secteur schematique",
        technique="id",
    ),
    table(
        "territoires.lieu",
        "Un lieu public où l’équipe s’arrête",
        EQUIPE,
        libre="nom",
        grossier="genre latitude longitude quartier en_qpv qpv_code qpv_nom qpv_annee",
        technique="id equipe is_active quartier_confirme",
    ),
    table(
        "territoires.partenaire",
        "Un partenaire : une structure, pas une personne",
        FICHE,
        identifiant="telephone courriels verifie_par",
        libre="nom adresse complement_adresse repere itinerance presentation_resume "
        "presentation_detail motif_de_pause prise_en_charge_specifique autres_formations_labels "
        "horaires",
        grossier="genre_de_structure informel code_postal commune code_insee sites_web prise_rdv "
        "fiche_acces_libre typologie services publics_specifiquement_adresses frais_a_charge "
        "dispositif_programmes_nationaux formations_labels modalites_acces "
        "modalites_accompagnement quartier latitude longitude en_pause_jusqu_au verifie_le "
        "inexact_le date_maj",
        technique="id equipe is_active nom_recherche recherche pivot structure_parente source "
        "identifiant_source importe lien_sha256 accepte_les_rappels",
    ),
    table(
        "territoires.partenaire_distincts",
        "Deux fiches qui ne sont pas la même structure",
        FICHE,
        technique="id from_partenaire to_partenaire",
    ),
    table(
        "territoires.fusion",
        "Deux fiches réunies en une",
        FICHE,
        technique="absorbe garde",
    ),
    table(
        "territoires.professionnel",
        "Un professionnel qui accepte d’être appelé",
        tant_que("la personne en est d’accord"),
        identifiant="nom telephone",
        libre="sujet quand",
        grossier="metier structure accord_le partenaire",
        technique="id equipe is_active",
    ),
    table(
        "medlove_sessions.categoriebesoin",
        "Une catégorie de besoin",
        EQUIPE,
        grossier="code domaine libelle famille code_coop code_data_inclusion",
        technique="id equipe parent ordre par_defaut is_active",
    ),
    table(
        "medlove_sessions.categoriebesoin_partenaires",
        "Les partenaires proposés pour une catégorie",
        FICHE,
        technique="id categoriebesoin partenaire",
    ),
    table(
        "medlove_sessions.outil",
        "Un outil ludique et sa règle",
        EQUIPE,
        libre="nom regles materiel licence credit photo_montre photo a_imprimer",
        grossier="origine minutes",
        technique="id equipe is_active",
    ),
    table(
        "medlove_sessions.chiffredecontexte",
        "Un chiffre d’une étude, avec sa source",
        EQUIPE,
        libre="valeur libelle territoire source lien",
        grossier="hypothese annee",
        technique="id equipe ordre",
    ),
    table(
        "medlove_sessions.cahier",
        "Un cahier d’expérience",
        CAHIER,
        identifiant="cree_par modifie_le",
        libre="titre sous_titre",
        grossier="periode licence cree_le",
        technique="id equipe",
    ),
    table(
        "medlove_sessions.cahier_quartiers",
        "Les quartiers d’un cahier",
        CAHIER,
        grossier="quartier",
        technique="id cahier",
    ),
    table(
        "medlove_sessions.section",
        "Une section de cahier",
        CAHIER,
        identifiant="modifiee_le",
        libre="titre texte",
        technique="id cahier rang code imprimee",
    ),
    table(
        "medlove_sessions.image",
        "Une image de cahier, sans métadonnées",
        CAHIER,
        libre="fichier alternative legende credit",
        technique="id section rang largeur hauteur empreinte licence",
    ),
    table(
        "medlove_sessions.signataire",
        "Qui signe le cahier, avec son accord",
        CAHIER,
        identifiant="nom structure",
        grossier="role accord",
        technique="id cahier",
    ),
    table(
        "medlove_sessions.edition",
        "Un PDF de cahier",
        CAHIER,
        identifiant="demandee_par demandee_le commencee_le finie_le",
        libre="fichier message",
        technique="id cahier variante etat empreinte donnees publiee pages octets lien",
    ),
    table(
        "medlove_sessions.publication",
        "Une période publiée",
        PUBLIE,
        grossier="slug nom licence periode taille publiee_le libelles contours",
        technique="id equipe empreinte_de_la_cle",
    ),
    table(
        "medlove_sessions.cellulepubliee",
        "Un nombre publié, arrondi et modifié",
        PUBLIE,
        grossier="table territoire axe modalite croisee valeur",
        technique="id publication",
    ),
    table(
        "medlove_sessions.reglages",
        "Ce que l’équipe décide de ses publications",
        EQUIPE,
        technique="id equipe ouverte taille licence",
    ),
    table(
        "medlove_sessions.trimestrecomplet",
        "Un trimestre déclaré complet",
        EQUIPE,
        grossier="trimestre dit_le",
        technique="id equipe",
    ),
    table(
        "medlove_sessions.archive",
        "Une année figée",
        PUBLIE,
        grossier="annee figee_le",
        technique="id equipe",
    ),
    table(
        "medlove_sessions.effectiffige",
        "Un nombre de rencontres figé, de 11 au moins",
        PUBLIE,
        grossier="table ligne colonne nombre",
        technique="id archive",
    ),
    table(
        "medlove_sessions.purge",
        "Le rapport d’une purge : des nombres",
        par("purges"),
        grossier="faite_le comptes texte",
        technique="id apres_restauration",
    ),
)
