"""Faults of an upgrade: migrations that forget what a table held."""

from tests.fautes.faute import Changement, Faute

RIEN_NE_SE_PERD = "tests/mise_a_jour/test_rien_ne_se_perd.py"
RETROUVEES = f"{RIEN_NE_SE_PERD}::test_every_row_and_every_value_is_found_again"

FAUTES = [
    Faute(
        "a column made anew instead of renamed",
        RETROUVEES,
        [
            Changement(
                "territoires/migrations/0002_annuaire.py",
                'migrations.RenameField("partenaire", "courriel", "courriels"),',
                'migrations.RemoveField("partenaire", "courriel"),\n'
                "        migrations.AddField("
                '"partenaire", "courriels", models.TextField(default="")),',
            ),
            Changement(
                "territoires/migrations/0002_annuaire.py",
                "from django.db import migrations",
                "from django.db import migrations, models",
            ),
        ],
    ),
    Faute(
        "outcomes not copied to their new table",
        RETROUVEES,
        [
            Changement(
                "sessions/migrations/0004_suites_sans_ordre.py",
                'migrations.RunPython(recopier("Suite", "SuiteTiree"), '
                'recopier("SuiteTiree", "Suite")),',
                "",
            )
        ],
    ),
    Faute(
        "what is too long is cut",
        f"{RIEN_NE_SE_PERD}::test_a_long_presentation_is_kept_whole_and_begins_the_short_one",
        [
            Changement(
                "territoires/migrations/0003_annuaire_suite.py",
                "partenaire.presentation_detail = partenaire.presentation_resume",
                "pass",
            )
        ],
    ),
    Faute(
        "the days of a cahier leave before its period is told",
        f"{RIEN_NE_SE_PERD}::test_a_cahier_takes_the_period_of_its_days",
        [
            Changement(
                "sessions/migrations/0009_cahiers.py",
                "migrations.RunPython(dire_la_periode, migrations.RunPython.noop),",
                "",
            )
        ],
    ),
    Faute(
        "besoins of before not marked",
        f"{RIEN_NE_SE_PERD}::test_the_first_besoin_of_each_kind_is_marked",
        [
            Changement(
                "sessions/migrations/0008_premiers_besoins.py",
                "migrations.RunPython(marquer, migrations.RunPython.noop),",
                "",
            )
        ],
    ),
]
