"""The id of an outcome is drawn: numbered in order, outcomes told in which order they came."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import sessions.nomenclatures.listes

COLONNES = ["orientation_id", "statut", "jour", "source", "motif"]


def recopier(depuis, vers):
    def faire(apps, schema_editor):
        ancien = apps.get_model("medlove_sessions", depuis)
        nouveau = apps.get_model("medlove_sessions", vers)
        lignes = [nouveau(**ligne) for ligne in ancien.objects.values(*COLONNES)]
        nouveau.objects.bulk_create(sorted(lignes, key=lambda une: str(une.pk)), batch_size=500)

    return faire


def champs(pk):
    return [
        ("id", pk),
        (
            "orientation",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="suites",
                to="medlove_sessions.orientation",
            ),
        ),
        (
            "statut",
            models.CharField(
                choices=sessions.nomenclatures.listes.Choix("statut_orientation"),
                max_length=20,
                verbose_name="suite",
            ),
        ),
        ("jour", models.DateField(verbose_name="jour")),
        (
            "source",
            models.CharField(
                choices=sessions.nomenclatures.listes.Choix("source_suite"),
                max_length=20,
                verbose_name="dite par",
            ),
        ),
        (
            "motif",
            models.CharField(
                blank=True,
                choices=sessions.nomenclatures.listes.Choix("motif_de_refus"),
                max_length=40,
                verbose_name="motif",
            ),
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [("medlove_sessions", "0003_suites_et_retours")]

    operations = [
        migrations.CreateModel(
            name="SuiteTiree",
            fields=champs(
                models.UUIDField(
                    default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                )
            ),
            options={
                "verbose_name": "suite d’une orientation",
                "verbose_name_plural": "suites des orientations",
                "ordering": ["jour", "id"],
            },
        ),
        migrations.RunPython(recopier("Suite", "SuiteTiree"), recopier("SuiteTiree", "Suite")),
        migrations.DeleteModel("Suite"),
        migrations.RenameModel("SuiteTiree", "Suite"),
    ]
