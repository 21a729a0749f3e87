"""Accounts, the journal, and what the machinery keeps."""

from sessions.conservation.registre.regle import EQUIPE, PROGRAMME, Table, par, table, tant_que

COMPTE = tant_que("le compte existe")

TABLES: tuple[Table, ...] = (
    table(
        "medlove.equipe",
        "Une équipe",
        EQUIPE,
        grossier="nom slug code_insee",
        technique="id premiers_pas",
    ),
    table(
        "medlove.utilisateur",
        "Un compte",
        COMPTE,
        identifiant="email nom last_login date_joined",
        technique="id password is_superuser is_active is_staff epoque",
    ),
    table("medlove.utilisateur_groups", "Inutilisé", COMPTE, technique="id utilisateur group"),
    table(
        "medlove.utilisateur_user_permissions",
        "Inutilisé",
        COMPTE,
        technique="id utilisateur permission",
    ),
    table(
        "medlove.appartenance",
        "Le rôle d’un compte dans une équipe",
        COMPTE,
        identifiant="utilisateur",
        grossier="role metier is_active a_accepter",
        technique="id equipe",
    ),
    table(
        "medlove.journal",
        "Qui a fait quoi, quand",
        par("journal"),
        identifiant="quand acteur",
        grossier="action objet filtre lignes detail",
        technique="id equipe rang sceau",
    ),
    table(
        "medlove.connexion",
        "Un navigateur connecté",
        par("sessions"),
        identifiant="utilisateur machine ouverte_le",
        technique="id session",
    ),
    table(
        "sessions.session",
        "Une session ouverte",
        par("sessions"),
        identifiant="session_data",
        technique="session_key expire_date",
    ),
    table(
        "medlove.compteur",
        "Les essais comptés pour freiner qui devine un mot de passe",
        par("compteurs"),
        technique="cache_key value expires",
    ),
    table(
        "account.emailaddress",
        "L’adresse d’un compte",
        COMPTE,
        identifiant="user email",
        technique="id verified primary",
    ),
    table(
        "account.emailconfirmation",
        "La confirmation d’une adresse",
        par("confirmations"),
        identifiant="email_address created sent",
        technique="id key",
    ),
    table(
        "mfa.authenticator",
        "La double vérification d’un compte",
        COMPTE,
        identifiant="user created_at last_used_at",
        technique="id type data",
    ),
    table(
        "admin.logentry",
        "Ce qui a été changé dans l’administration",
        par("journal_de_l_administration"),
        identifiant="user action_time object_repr",
        libre="change_message",
        grossier="action_flag",
        technique="id content_type object_id",
    ),
    table("auth.permission", "Inutilisé", PROGRAMME, technique="id name content_type codename"),
    table("auth.group", "Inutilisé", PROGRAMME, technique="id name"),
    table("auth.group_permissions", "Inutilisé", PROGRAMME, technique="id group permission"),
    table(
        "contenttypes.contenttype",
        "Les tables du programme",
        PROGRAMME,
        technique="id app_label model",
    ),
    table(
        "django_tasks_database.dbtaskresult",
        "La fabrication d’un cahier dans la file",
        par("taches"),
        technique="id status enqueued_at started_at finished_at args_kwargs priority task_path "
        "worker_ids queue_name backend_name run_after return_value exception_class_path traceback",
    ),
)
