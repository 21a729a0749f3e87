"""Faults of the published figures, each seen by one of the attackers."""

from tests.fautes.faute import Changement, Faute

MOTEUR = "sessions/publication/moteur.py"
LINEAIRE = "tests/attaques/test_lineaire.py::"

FAUTES = [
    Faute(
        "no noise",
        LINEAIRE + "test_a_first_season_holds_under_several_keys",
        [Changement(MOTEUR, "return bisect_right(CUMULS, tirage) - AMPLITUDE", "return 0")],
    ),
    Faute(
        "a threshold of 5",
        LINEAIRE + "test_a_first_season_holds_under_several_keys",
        [
            Changement(MOTEUR, "SEUIL = 11\nPLEIN = 16\n", "SEUIL = 5\nPLEIN = 10\n"),
            Changement(MOTEUR, "PLANCHER = 10\n", "PLANCHER = 4\n"),
        ],
    ),
    Faute(
        "a key for each table: the same people get several values",
        "tests/attaques/test_moyenne.py::test_the_same_people_have_one_value_in_every_view",
        [
            Changement(
                MOTEUR,
                "        if any(trahit(compte, parent) for parent in parents):\n",
                "        compte = compte + Compte(0, sum(un.cle + un.nombre for un in parents))\n"
                "        if any(trahit(compte, parent) for parent in parents):\n",
            )
        ],
    ),
    Faute(
        "one draw for the noise and for the ramp",
        "tests/sessions/publication/test_moteur.py::test_showing_does_not_depend_on_the_noise",
        [Changement(MOTEUR, 'self._tirage(b"rampe" +', 'self._tirage(b"bruit" +')],
    ),
    Faute(
        "a small total of the city told exactly",
        LINEAIRE + "test_a_small_total_gives_no_small_cell_back",
        [Changement("sessions/publication/faits.py", "TOTAL_EXACT = 200", "TOTAL_EXACT = 1")],
    ),
    Faute(
        "a part shown under a whole that is hidden",
        LINEAIRE + "test_a_small_total_gives_no_small_cell_back",
        [
            Changement(
                MOTEUR,
                "if not all(self.montre(un) for un in (compte, *parents)):",
                "if not self.montre(compte):",
            )
        ],
    ),
    Faute(
        "a part as large as its whole shown",
        "tests/attaques/test_pourcentages.py::test_a_part_as_large_as_its_whole_is_never_shown",
        [Changement(MOTEUR, "PART_ECRASANTE = 90", "PART_ECRASANTE = 100")],
    ),
    Faute(
        "a year counted anew where one trimestre said it",
        "tests/attaques/test_comparaison.py"
        "::test_a_year_changes_nothing_of_what_its_only_trimestre_said",
        [
            Changement(
                "sessions/publication/services.py",
                "return tenir(cellules, [un for un in publies if un]) if all(publies) "
                "else cellules",
                "return cellules",
            )
        ],
    ),
    Faute(
        "rows in the order of what they hold",
        "tests/attaques/test_fichiers.py::test_rows_are_in_the_order_of_codes_whatever_they_hold",
        [
            Changement(
                "sessions/publication/fichiers.py",
                "defer(*sans), key=_rang)",
                "defer(*sans), key=lambda une: une.valeur or 0)",
            )
        ],
    ),
]
