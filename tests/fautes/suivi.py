"""Faults of the card and of the follow-up of orientations."""

from tests.fautes.faute import Changement, Faute

PAGE = "tests/sessions/suivi/test_page.py"
FAUTES = [
    Faute(
        "count a grouped return beyond what was sent",
        "tests/sessions/suivi/test_services.py"
        "::test_a_grouped_return_is_the_larger_of_two_and_never_more_than_could_be",
        [Changement("sessions/suivi/services.py", "min(dites, possibles)", "dites")],
    ),
    Faute(
        "print séjour in a quartier",
        f"{PAGE}::test_sejour_is_in_no_figure_of_a_quartier_on_paper",
        [
            Changement(
                "sessions/suivi/filtres.py",
                "for une in demande.categories if est_imprimable(une)]",
                "for une in demande.categories]",
            )
        ],
    ),
    Faute(
        "order printed rows by what is hidden",
        f"{PAGE}::test_the_order_of_rows_tells_nothing_that_is_hidden",
        [
            Changement(
                "sessions/suivi/tableaux.py",
                "return lire(nombre, self.lecture).nombre or 0",
                "return nombre",
            )
        ],
    ),
    Faute(
        "print the token of a card in its words",
        "tests/sessions/orientations/test_carte_pages.py"
        "::test_a_post_with_a_token_adds_its_square_and_its_letters",
        [
            Changement(
                "sessions/orientations/carte.py",
                "code_court(hacher(jeton)),",
                "code_court(hacher(jeton)) + jeton,",
            )
        ],
    ),
]
