"""Faults of the server."""

from tests.fautes.faute import Changement, Faute

FAUTES = [
    Faute(
        "match by id without empreinte, on the server",
        "tests/sessions/terrain/test_pannes_d_un_lot.py"
        "::test_28_an_id_minted_twice_is_a_conflict_and_both_contents_are_kept",
        [
            Changement(
                "sessions/terrain/lots/jugement.py",
                "deja = ligne.empreinte == recu.empreinte",
                "deja = True",
            )
        ],
    ),
    Faute(
        "no unique constraint",
        "tests/sessions/terrain/test_vrai_serveur.py"
        "::test_5_the_database_itself_refuses_a_content_received_twice",
        [
            Changement(
                "sessions/terrain/models.py",
                """            models.UniqueConstraint(
                fields=["equipe", "element", "empreinte"], name="reception_unique"
            ),
""",
                "",
            )
        ],
    ),
    Faute(
        "forget the équipe filter, on the rows there",
        "tests/sessions/terrain/test_verdicts.py"
        "::test_rule_4_an_id_of_another_équipe_goes_to_quarantine_and_nothing_is_told",
        [
            Changement(
                "sessions/terrain/lots/jugement.py",
                "elif ligne and ligne.equipe != equipe.pk:",
                "elif ligne and False:",
            )
        ],
    ),
    Faute(
        "forget the équipe filter, on what was received",
        "tests/sessions/terrain/test_verdicts.py"
        "::test_rule_4_the_same_element_by_two_équipes_stays_with_the_first",
        [
            Changement(
                "sessions/terrain/lots/etat.py",
                "siennes = Reception.objects.de(equipe).filter(",
                "siennes = Reception.objects.filter(",
            )
        ],
    ),
    Faute(
        "check-then-insert",
        "tests/sessions/terrain/test_concurrence.py"
        "::test_5_another_sender_may_come_between_any_two_statements",
        [
            Changement(
                "sessions/terrain/lots/reception.py",
                """    for traiter in (_tout_neuf, _traiter, _un_par_un):
        recus = [Recu(brut, lot.echappe) for brut in lot.elements]
        try:
            with transaction.atomic():
                traiter(recus, emetteur)
        except REFUS:
            continue
        break
    return recus
""",
                """    recus = [Recu(brut, lot.echappe) for brut in lot.elements]
    with transaction.atomic():
        etat = Etat.lire(recus, emetteur.equipe)
    with transaction.atomic():
        juger(recus, etat, emetteur.equipe)
        _consigner(recus, etat, emetteur)
    return recus
""",
            )
        ],
    ),
]
