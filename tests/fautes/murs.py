"""Holes in the walls: between équipes, between roles, and at the door."""

from tests.fautes.faute import Changement, Faute

ICI = "tests/securite/"
PAREIL = (
    "test_enumeration.py::test_what_is_of_another_equipe_and_what_never_was_cannot_be_told_apart"
)
FAUTES = [
    Faute(
        "an account that enters an équipe before its owner says yes",
        "tests/medlove/equipe/test_rejoindre.py::"
        "test_an_account_opened_in_the_name_of_another_enters_no_equipe_that_invites_it",
        [
            Changement(
                "medlove/models.py",
                "is_active=True, a_accepter=False, utilisateur__is_active=True",
                "is_active=True, utilisateur__is_active=True",
            )
        ],
    ),
    Faute(
        "an équipe filter forgotten on a cahier",
        ICI + PAREIL,
        [
            Changement(
                "sessions/acces.py",
                "get_object_or_404(Cahier.objects.de(request.equipe), pk=pk)",
                "get_object_or_404(Cahier.objects.all(), pk=pk)",
            )
        ],
    ),
    Faute(
        "an export without its check",
        "tests/sessions/exports/test_fichiers.py::test_only_the_coordination_has_files",
        [
            Changement(
                "sessions/exports/views.py",
                "@reserve(Role.COORDINATION)\n@require_safe\ndef rencontres(",
                "@reserve()\n@require_safe\ndef rencontres(",
            )
        ],
    ),
    Faute(
        "a file served to whoever knows its id",
        ICI + PAREIL,
        [
            Changement(
                "sessions/outils/views.py",
                "    outil = outil_de_l_equipe(request, pk)\n    png =",
                "    outil = Outil.objects.get(pk=pk)\n    png =",
            )
        ],
    ),
    Faute(
        "a POST without its role",
        ICI + "test_methodes.py::test_whoever_may_not_read_an_address_does_not_write_to_it",
        [
            Changement(
                "sessions/relecture/views_paroles.py",
                "@reserve(Role.COORDINATION)\ndef retirer(",
                "@reserve()\ndef retirer(",
            )
        ],
    ),
    Faute(
        "an API that takes the token under any name",
        ICI + "test_jetons.py::test_no_address_takes_a_token_that_is_not_the_one_that_was_told",
        [
            Changement(
                "sessions/terrain/emetteur.py",
                "if schema != SCHEME or appareil is None:",
                "if appareil is None:",
            )
        ],
    ),
    Faute(
        "an API that answers of the sortie of another équipe",
        ICI + "test_jetons.py::test_the_token_of_a_tablet_reads_and_writes_in_its_equipe_only",
        [
            Changement(
                "sessions/terrain/totaux.py",
                "Sortie.objects.de(equipe).filter(pk=sortie)",
                "Sortie.objects.filter(pk=sortie)",
            )
        ],
    ),
    Faute(
        "a filter that offers what another équipe named",
        ICI + "test_equipes.py::test_no_page_of_an_equipe_names_anything_of_another",
        [
            Changement(
                "sessions/annuaire/filtres.py",
                "CategorieBesoin.objects.pour(equipe).proposees()",
                "CategorieBesoin.objects.proposees()",
            )
        ],
    ),
    Faute(
        "rencontres in the administration",
        "tests/medlove/test_admin.py::test_nothing_of_the_field_is_there",
        [
            Changement(
                "medlove/admin.py",
                "@admin.register(CategorieBesoin)",
                "from sessions.rencontres.models import Rencontre\n"
                "admin.site.register(Rencontre)\n\n\n"
                "@admin.register(CategorieBesoin)",
            )
        ],
    ),
    Faute(
        "an API that takes a session without its CSRF token",
        ICI + "test_jeton_contrefait.py::test_no_address_takes_a_post_without_its_token",
        [
            Changement(
                "sessions/terrain/emetteur.py", "if not _jeton_csrf_valide(request):", "if False:"
            )
        ],
    ),
    Faute(
        "an edition of another équipe put on the queue",
        ICI + "test_travaux.py::test_nobody_queues_an_edition_of_another_equipe",
        [
            Changement(
                "sessions/acces.py",
                "get_object_or_404(Cahier.objects.de(request.equipe), pk=pk)",
                "get_object_or_404(Cahier, pk=pk)",
            )
        ],
    ),
    Faute(
        "methods that no view expects let in",
        ICI + "test_methodes.py::test_no_address_answers_another_method",
        [
            Changement(
                "medlove/porte.py",
                "if request.method not in METHODES and",
                "if request.method is None and",
            )
        ],
    ),
    Faute(
        "a private page that the browser keeps",
        ICI + "test_entetes.py"
        "::test_every_answer_says_what_may_run_who_may_frame_it_and_that_nobody_keeps_it",
        [Changement("medlove/porte.py", '    "Cache-Control": "private, no-store",\n', "")],
    ),
    Faute(
        "a body of any length written on the disk",
        ICI + "test_envois.py::test_a_body_no_page_expects_is_refused_unread_even_to_a_visitor",
        [Changement("medlove/porte.py", "elif _annonce(request) >", "elif -1 >")],
    ),
    Faute(
        "entities of a spreadsheet left to its reader",
        ICI + "test_classeurs.py::test_a_spreadsheet_that_declares_entities_is_refused_unread",
        [
            Changement(
                "territoires/annuaire/classeurs.py",
                "            refuser_les_entites(archive)\n",
                "",
            )
        ],
    ),
    Faute(
        "a cell that runs after a comma",
        ICI + "test_formules.py::test_nor_by_one_that_believes_in_another_separator",
        [
            Changement(
                "territoires/annuaire/formules.py",
                'texte = APRES_UNE_COUPE.sub(r"\\1\\2\'", texte)',
                "pass",
            )
        ],
    ),
    Faute(
        "a row that the database refused, in the log",
        ICI + "test_journaux.py::test_a_row_that_the_database_refuses_is_not_in_the_log",
        [
            Changement(
                "medlove/discretion.py",
                'LIGNE_REFUSEE.sub(rf"\\1 {TU}", SECRET.sub(rf"\\1{TU}", texte))',
                'SECRET.sub(rf"\\1{TU}", texte)',
            )
        ],
    ),
    Faute(
        "the secret of an address, in the log",
        ICI + "test_journaux.py::test_a_secret_in_an_address_is_not_in_the_log",
        [
            Changement(
                "medlove/discretion.py",
                'SECRET.sub(rf"\\1{TU}", texte))',
                "texte)",
            )
        ],
    ),
]
