"""Faults of the editions of a cahier: who reads what, and what a failure leaves."""

from tests.fautes.faute import Changement, Faute

SALLE = "sessions/cahiers/editions/"
TESTS = "tests/sessions/cahiers/editions/atelier/"

FAUTES = [
    Faute(
        "a working version given a public address",
        TESTS + "test_services.py::test_a_working_version_gets_no_link",
        [Changement(SALLE + "services.py", "if not lue.publiee:", "if False:")],
    ),
    Faute(
        "a working version read by the whole équipe",
        TESTS + "test_lecture.py::test_published_figures_are_for_all_the_equipe_and_a_working_"
        "version_for_its_coordination",
        [
            Changement(
                SALLE + "models.py",
                "return pretes if appartenance.coordonne else pretes.filter(publiee=True)",
                "return pretes",
            )
        ],
    ),
    Faute(
        "a stranger downloads",
        TESTS + "test_lecture.py::test_published_figures_are_for_all_the_equipe_and_a_working_"
        "version_for_its_coordination",
        [Changement(SALLE + "models.py", "pretes = pretes.de(appartenance.equipe)", "")],
    ),
    Faute(
        "figures said published because they were when the making ended",
        TESTS + "test_fabrique.py::test_figures_published_during_the_making_are_not_said_to_be",
        [
            Changement(
                SALLE + "production.py",
                "Produit(publiee=publiee,",
                "Produit(publiee=deja_publiee(cahier.equipe, cahier.periode) is not None,",
            )
        ],
    ),
    Faute(
        "the secret of a public address kept as it is",
        TESTS + "test_services.py::test_a_link_is_told_once_and_only_its_sha256_is_kept",
        [
            Changement(
                SALLE + "lien.py",
                'return urlsafe_b64encode(sha256(secret.encode()).digest()).decode().rstrip("=")',
                "return secret",
            )
        ],
    ),
    Faute(
        "the public address of a cahier sees the cookies",
        TESTS + "test_dehors.py::test_no_cookie_is_read_nor_set",
        [
            Changement(
                "medlove/dehors.py",
                'PREFIXES = ("/publications/", "/cahiers/lire/")',
                'PREFIXES = ("/publications/",)',
            )
        ],
    ),
    Faute(
        "a file left after a failure",
        TESTS + "test_fabrique.py::test_a_file_that_cannot_be_written_in_the_database_is_not_left",
        [Changement(SALLE + "fabrique.py", "place.unlink(missing_ok=True)", "pass")],
    ),
    Faute(
        "an edition called off becomes ready all the same",
        TESTS + "test_fabrique.py::test_one_called_off_during_its_making_stays_so_and_leaves_"
        "nothing",
        [
            Changement(
                SALLE + "fabrique.py",
                "voulue = Edition.objects.filter(pk=edition.pk, etat=Etat.EN_COURS)",
                "voulue = Edition.objects.filter(pk=edition.pk)",
            )
        ],
    ),
    Faute(
        "the file before thrown away before the new one is sure",
        TESTS + "test_fabrique.py::test_the_one_before_leaves_with_its_file_once_the_new_one_is_"
        "sure",
        [
            Changement(
                SALLE + "models.py",
                "transaction.on_commit(partial(instance.fichier.storage.delete, nom), robust=True)",
                "instance.fichier.storage.delete(nom)",
            )
        ],
    ),
    Faute(
        "an edition that is shown dies with its replacement",
        TESTS + "test_services.py::test_an_edition_that_is_shown_outlives_its_replacement_until_"
        "its_link_is_withdrawn",
        [
            Changement(
                SALLE + "fabrique.py",
                '.filter(demandee_le__lt=edition.demandee_le, lien="")',
                ".filter(demandee_le__lt=edition.demandee_le)",
            )
        ],
    ),
    Faute(
        "a child that outlives its worker",
        TESTS + "test_travailleur.py::test_a_worker_killed_takes_its_child_along_and_the_edition_"
        "can_be_asked_again",
        [
            Changement(
                SALLE + "processus.py",
                "    Thread(target=_partir_avec_le_parent, daemon=True).start()\n",
                "",
            )
        ],
    ),
    Faute(
        "a child that nobody stops when its time is over",
        TESTS + "test_enfant.py::test_out_of_time_it_is_stopped",
        [Changement(SALLE + "processus.py", "if monotonic() > limite:", "if False:")],
    ),
]
