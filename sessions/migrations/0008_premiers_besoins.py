"""Which besoin stands for its rencontre, of each kind: counted without telling rencontres apart."""

from django.conf import settings
from django.db import migrations, models

from sessions.rencontres.premiers import remarquer


def marquer(apps, schema_editor):
    remarquer(apps.get_model("medlove_sessions", "Besoin").objects.all())


class Migration(migrations.Migration):
    dependencies = [
        ("medlove", "0001_initial"),
        ("medlove_sessions", "0007_chiffres_de_contexte"),
        ("territoires", "0005_distincts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="besoin",
            name="premier",
            field=models.BooleanField(default=True, editable=False),
        ),
        migrations.AddField(
            model_name="besoin",
            name="premier_de_la_categorie",
            field=models.BooleanField(default=True, editable=False),
        ),
        migrations.AddField(
            model_name="besoin",
            name="premier_de_la_famille",
            field=models.BooleanField(default=True, editable=False),
        ),
        migrations.AddField(
            model_name="besoin",
            name="premier_du_domaine",
            field=models.BooleanField(default=True, editable=False),
        ),
        migrations.AddIndex(
            model_name="besoin",
            index=models.Index(
                fields=[
                    "equipe",
                    "quartier",
                    "categorie",
                    "jour",
                    "premier",
                    "premier_du_domaine",
                    "premier_de_la_famille",
                    "premier_de_la_categorie",
                    "rencontre",
                ],
                name="besoin_equipe_quartier",
            ),
        ),
        migrations.AddIndex(
            model_name="besoin",
            index=models.Index(
                fields=["rencontre", "categorie"], name="besoin_rencontre_categorie"
            ),
        ),
        migrations.RemoveIndex(
            model_name="besoin",
            name="besoin_equipe_jour",
        ),
        # Last: an index cannot be made of rows changed in the same transaction.
        migrations.RunPython(marquer, migrations.RunPython.noop),
    ]
