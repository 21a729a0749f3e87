"""Faults of free text: what gives somebody away let through, kept, or told."""

from tests.fautes.faute import Changement, Faute

ICI = "tests/sessions/notes/test_reception.py::"
FAUTES = [
    Faute(
        "the check of notes at reception taken out",
        ICI + "test_a_note_that_says_who_waits_aside_whole",
        [
            Changement(
                "sessions/rencontres/elements.py",
                'relire(version, contexte, ["note"])',
                "pass",
            )
        ],
    ),
    Faute(
        "marks that carry the words",
        ICI + "test_marks_hold_rules_and_positions_and_no_word",
        [
            Changement(
                "sessions/notes/controle.py",
                "if siennes := marques_de(examen):",
                "if siennes := [[un.debut, un.fin, texte] for un in examen.reperes]:",
            )
        ],
    ),
    Faute(
        "a reason that quotes the note",
        ICI + "test_its_reason_holds_no_word_of_it",
        [
            Changement(
                "sessions/notes/controle.py",
                "version.lecture.refuser(champ, motif(bloquants))",
                'version.lecture.refuser(champ, f"{motif(bloquants)} {texte}")',
            )
        ],
    ),
    Faute(
        "a note in an export",
        "tests/test_canaris.py::test_no_file_of_the_desk_says_them",
        [
            Changement(
                "sessions/exports/rencontres.py",
                '        compte=f"Rencontres. {choix}.",\n        colonnes=(*(un.libelle',
                '        compte=" ".join(rencontres.values_list("note", flat=True)),\n'
                "        colonnes=(*(un.libelle",
            )
        ],
    ),
    Faute(
        "a word learned as soon as it is proposed",
        "tests/sessions/notes/test_mots.py::test_a_tablet_proposes_and_nothing_is_learned",
        [
            Changement(
                "sessions/notes/elements.py",
                'accepte = bool(ancienne and ancienne.accepte and ancienne.mot == colonnes["mot"])',
                "accepte = True",
            )
        ],
    ),
    Faute(
        "the draw of a year told to who pilots, small counts and all",
        "tests/sessions/tirages/test_tirages.py"
        "::test_who_pilots_reads_counts_and_no_note_and_nothing_under_eleven",
        [
            Changement(
                "sessions/tirages/views.py",
                "lecture = Lecture.EXACTE if coordonne else Lecture.PILOTAGE",
                "lecture = Lecture.EXACTE",
            )
        ],
    ),
    Faute(
        "a block of the tablet that keeps nothing from being saved",
        "tests/navigateur/test_notes.py::test_what_says_who_is_marked_and_kept_from_being_saved",
        [Changement("static/js/terrain/retenue.js", "return Boolean(retenue);", "return false;")],
    ),
    Faute(
        "a word that stays on the tablet once received",
        "tests/js/terrain/registre.test.js"
        "::a word proposed to the coordination leaves the tablet once it has it",
        [
            Changement(
                "static/js/terrain/copies.js",
                "|| (copie.type === MOT && estTenu({ verdict }))",
                "",
            )
        ],
    ),
    Faute(
        "a note rewritten that stays in what was received before",
        "tests/sessions/relecture/test_notes.py"
        "::test_a_note_rewritten_on_the_tablet_leaves_what_was_received_before",
        [Changement("sessions/donnees/ecriture.py", "type_.remplacees(anciennes, lignes)", "")],
    ),
]
