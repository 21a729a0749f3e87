"""Faults of an upgrade: a migration forgets what a table held, a tablet is left without a page."""

from tests.fautes.faute import Changement, Faute

RIEN_NE_SE_PERD = "tests/mise_a_jour/test_rien_ne_se_perd.py"
RETROUVEES = f"{RIEN_NE_SE_PERD}::test_every_row_and_every_value_is_found_again"
TABLETTE = "tests/navigateur/pannes/test_tablette_d_hier.py"

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
    Faute(
        "the page before is dropped as soon as the next is there",
        f"{TABLETTE}::test_a_sheet_never_opened_still_comes_when_the_files_of_yesterday_are_gone",
        [Changement("static/js/travailleur.js", "noms.slice(0, -1).map", "noms.map")],
    ),
    Faute(
        "a new version takes an open sheet away",
        f"{TABLETTE}::test_a_sheet_that_is_open_is_not_taken_away",
        [
            Changement(
                "static/js/terrain/page.js",
                "maj.retenir(saisie.entamee || feuillets.ouvert)",
                "maj.retenir(saisie.entamee)",
            )
        ],
    ),
]
