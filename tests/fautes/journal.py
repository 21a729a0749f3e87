"""Faults of the journal: what a line covers, who may write, what is read without a line."""

from tests.fautes.faute import Changement, Faute

VERIFICATION = "tests/medlove/journal/test_verification.py"
FAUTES = [
    Faute(
        "leave the filter out of the seal",
        f"{VERIFICATION}::test_an_altered_field_is_found_where_it_is",
        [Changement("medlove/journal/sceau.py", "        ligne.filtre,\n", '        "",\n')],
    ),
    Faute(
        "believe an old key for ever",
        f"{VERIFICATION}::test_an_old_key_does_not_come_back",
        [Changement("medlove/journal/verification.py", "self.plus_ancienne = age", "del age")],
    ),
    Faute(
        "read notes without a line",
        "tests/medlove/journal/test_portes.py::test_the_addresses_that_leave_a_line_are_these",
        [
            Changement(
                "sessions/relecture/views.py",
                'return servie(request, reponse, LECTURE_DE_NOTES, lignes=len(contexte["page"]))',
                "return reponse",
            )
        ],
    ),
]
