"""Faults of the accounts."""

from tests.fautes.faute import Changement, Faute

FAUTES = [
    Faute(
        "the second factor is not asked for",
        "tests/medlove/compte/test_double_exigee.py"
        "::test_every_page_that_asks_who_one_is_leads_to_the_set_up",
        [
            Changement(
                "medlove/equipe/double_verification.py",
                "        return redirect(MISE_EN_PLACE)",
                "        return None",
            )
        ],
    ),
    Faute(
        "attempts counted by each process for itself",
        "tests/medlove/test_limites.py::test_wrong_passwords_of_two_processes_add_up",
        [
            Changement(
                "medlove/settings.py",
                """        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "medlove_limites",
""",
                """        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
""",
            )
        ],
    ),
    Faute(
        "other limits counted by each process for itself",
        "tests/medlove/test_limites.py::test_wrong_passwords_of_two_processes_add_up",
        [Changement("sessions/limite.py", "en_memoire: bool = False", "en_memoire: bool = True")],
    ),
    Faute(
        "a member who left is still served",
        "tests/medlove/compte/test_connexions.py::test_a_closed_member_is_out_everywhere_at_once",
        [
            Changement(
                "medlove/equipe/services.py",
                "        connexions.tout_fermer(utilisateur)",
                "        pass",
            )
        ],
    ),
    Faute(
        "an équipe left is still entered by a member of two",
        "tests/medlove/compte/test_connexions.py"
        "::test_a_member_of_two_equipes_loses_the_one_and_keeps_the_other",
        [
            Changement(
                "medlove/models.py",
                "return self.filter(is_active=True, a_accepter=False, utilisateur__is_active=True)",
                "return self.filter(a_accepter=False, utilisateur__is_active=True)",
            )
        ],
    ),
    Faute(
        "a session not listed survives the end of all the others",
        "tests/medlove/compte/test_connexions.py"
        "::test_all_the_others_end_at_once_even_those_not_listed",
        [
            Changement(
                "medlove/models.py",
                'return f"{empreinte}.{self.epoque}" if self.epoque else empreinte',
                "return empreinte",
            )
        ],
    ),
    Faute(
        "the e-mail leaves before the answer",
        "tests/medlove/compte/test_enumeration.py"
        "::test_nothing_more_is_done_for_a_known_address_before_the_answer",
        [
            Changement(
                "medlove/equipe/oubli.py",
                "        if not form.a_envoyer:",
                "        self._envoyer(form)\n        if not form.a_envoyer:",
            )
        ],
    ),
    Faute(
        "a coordinator takes the second factor of an administrator away",
        "tests/medlove/equipe/test_telephone_perdu.py"
        "::test_an_account_that_opens_something_else_than_the_equipe_is_for_the_administration",
        [
            Changement(
                "medlove/equipe/double_verification.py",
                "    return not utilisateur.is_staff and list(",
                "    return list(",
            )
        ],
    ),
    Faute(
        "a coordinator takes the second factor of whoever was invited away",
        "tests/medlove/equipe/test_telephone_perdu.py"
        "::test_an_account_that_opens_something_else_than_the_equipe_is_for_the_administration",
        [
            Changement(
                "medlove/equipe/double_verification.py",
                "list(utilisateur.appartenances.en_cours()) == [appartenance]",
                "True",
            )
        ],
    ),
]
