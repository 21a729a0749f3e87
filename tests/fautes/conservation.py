"""Faults of the purge, of its archive and of its replay."""

from tests.fautes.faute import Changement, Faute

ICI = "tests/sessions/conservation"
BORDS = f"{ICI}/test_etapes.py::test_nothing_leaves_the_day_before_and_all_on_the_day"
FAUTES = [
    Faute(
        "leave a step out of the purge",
        f"{ICI}/test_etapes.py::test_every_step_has_its_term_here",
        [
            Changement(
                "sessions/conservation/etapes.py",
                'ETAPES: tuple[Etape, ...] = (\n    Etape(\n        "en_suspens",',
                'ETAPES: tuple[Etape, ...] = (\n    Etape(\n        "suspens",',
            )
        ],
    ),
    Faute(
        "say that a step took what it left",
        f"{ICI}/test_etapes.py::test_a_step_takes_away_every_field_that_the_registry_gives_it",
        [
            Changement(
                "sessions/conservation/textes.py", "update(auteur=None)\n    )", "count()\n    )"
            )
        ],
    ),
    Faute(
        "keep notes a day too long",
        BORDS,
        [
            Changement(
                "sessions/conservation/textes.py",
                "avec_note().filter(saisi_le__lte=avant)",
                "avec_note().filter(saisi_le__lt=avant)",
            )
        ],
    ),
    Faute(
        "count a month too long",
        "tests/medlove/test_delais.py::test_what_was_entered_that_day_is_two_years_old_on_that_one",
        [Changement("medlove/delais.py", "limite += timedelta(days=1)", "break")],
    ),
    Faute(
        "let a delay be lengthened",
        "tests/medlove/test_delais.py::test_a_delay_may_be_shortened_and_not_lengthened",
        [Changement("medlove/delais.py", "if dits[nom] > au_plus", "if dits[nom] > 2 * au_plus")],
    ),
    Faute(
        "not tell the ids of what leaves",
        f"{ICI}/test_purger.py::test_the_ids_that_leave_are_told_outside_the_base",
        [
            Changement(
                "sessions/conservation/rencontres.py",
                "Suppression.noter(equipes[equipe], TYPE, ids)",
                "pass",
            )
        ],
    ),
    Faute(
        "freeze a year after some of it left",
        f"{ICI}/test_restauration.py::test_a_purge_is_done_again_on_what_comes_back",
        [
            Changement(
                "sessions/sauvegarde/rejeu.py",
                '    base_a_rejouer.send(Suppression, retraits=par_type["rencontre"])\n',
                "",
            )
        ],
    ),
    Faute(
        "leave what is restored as old as it was",
        f"{ICI}/test_restauration.py::test_a_backup_too_old_is_purged_even_if_no_purge_ever_ran",
        [
            Changement(
                "sessions/conservation/rejeu.py", "    purger(apres_restauration=True)", "    pass"
            )
        ],
    ),
    Faute(
        "leave the bytes of a note in the file",
        f"{ICI}/test_tuee.py::test_nothing_of_what_was_erased_is_left_in_the_bytes_of_the_file",
        [
            Changement("medlove/bases.py", "secure_delete=ON", "secure_delete=OFF"),
            Changement("sessions/conservation/liberation.py", '"VACUUM"', '"SELECT 1"'),
        ],
    ),
    Faute(
        "write in a trial",
        f"{ICI}/test_purger.py::test_a_trial_says_what_the_purge_does_and_changes_nothing",
        [
            Changement(
                "sessions/conservation/services.py",
                "comptes={une.code: une.compter(le) for une in ETAPES}",
                "comptes={une.code: une.faire(le) for une in ETAPES}",
            )
        ],
    ),
    Faute(
        "let a page open since before write the note back",
        f"{ICI}/test_purger.py::test_a_page_open_since_before_does_not_write_the_note_back",
        [
            Changement(
                "sessions/conservation/textes.py",
                '{"edition": F("edition") + 1, "empreinte": ""}',
                '{"edition": F("edition"), "empreinte": ""}',
            )
        ],
    ),
    Faute(
        "keep the hour at which a tablet sent",
        f"{ICI}/test_purger.py::test_what_was_sent_is_kept_to_the_day_and_without_its_sender",
        [
            Changement(
                "sessions/conservation/receptions.py",
                "une.recue_le = _minuit(timezone.localdate(une.recue_le))",
                "pass",
            )
        ],
    ),
    Faute(
        "keep a small count in an archive",
        "tests/sessions/archives/test_figer.py"
        "::test_the_one_small_part_of_a_whole_is_not_given_back_by_the_others",
        [
            Changement(
                "sessions/archives/services.py",
                "for cle, lue in zip(parties, lues, strict=True) if not lue.masque",
                "for cle, nombre in parties.items() if nombre > 10",
            )
        ],
    ),
    Faute(
        "count what people deleted in the year that is frozen again",
        f"{ICI}/test_restauration.py::test_what_people_deleted_before_the_year_left_is_not_counted",
        [
            Changement(
                "sessions/conservation/rejeu.py",
                "figer_les_annees(timezone.localdate(), avant_terme)",
                "figer_les_annees(timezone.localdate())",
            )
        ],
    ),
    Faute(
        "say a field is kept when a step takes it",
        f"{ICI}/test_etapes.py::test_a_step_changes_nothing_that_the_registry_keeps",
        [
            Changement(
                "sessions/conservation/registre/terrain.py",
                '            "rencontres": par("totaux"),\n',
                "",
            )
        ],
    ),
    Faute(
        "give a field to a step that does not touch it",
        f"{ICI}/test_etapes.py::test_a_step_takes_away_every_field_that_the_registry_gives_it",
        [
            Changement(
                "sessions/conservation/registre/terrain.py",
                '"envie_d_en_parler": par("envies")',
                '"envie_d_en_parler": par("notes")',
            )
        ],
    ),
    Faute(
        "forget a field",
        f"{ICI}/test_registre.py"
        "::test_every_field_of_every_table_has_a_rule_and_every_rule_a_field",
        [
            Changement(
                "sessions/conservation/registre/terrain.py",
                'libre="motif_annulation intention"',
                'libre="intention"',
            )
        ],
    ),
    Faute(
        "keep a table that needs one that is not kept",
        "tests/sessions/sauvegarde/test_tables.py"
        "::test_no_table_that_is_kept_needs_one_that_is_left_out",
        [Changement("sessions/sauvegarde/tables.py", ', "medlove.connexion"}', "}")],
    ),
]
