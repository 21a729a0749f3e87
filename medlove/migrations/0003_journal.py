"""The lines of the journal are numbered and bound together, those already there in their order.

Who did it is from now on the id of an account, no longer its e-mail address.
"""

import django.db.models.deletion
from django.db import migrations, models

PAR_FOIS = 500


def lier(apps, schema_editor):
    from medlove.journal.cle import cle
    from medlove.journal.gestes import ANCIENS
    from medlove.journal.sceau import ORIGINE, Ligne, sceller

    base = schema_editor.connection.alias
    Journal = apps.get_model("medlove", "Journal")
    comptes = dict(
        apps.get_model("medlove", "Utilisateur").objects.using(base).values_list("email", "pk")
    )
    une_cle, precedent, liees = cle(), ORIGINE, []
    champs = ["rang", "quand", "acteur", "action", "sceau"]
    tous = Journal.objects.using(base)
    # Their keys are read at once: a table is not walked while it is written.
    pks = list(tous.order_by("quand", "pk").values_list("pk", flat=True))
    for debut in range(0, len(pks), PAR_FOIS):
        par_pk = tous.in_bulk(pks[debut : debut + PAR_FOIS])
        liees = [par_pk[pk] for pk in pks[debut : debut + PAR_FOIS]]
        for rang, ligne in enumerate(liees, debut + 1):
            ligne.rang, ligne.acteur = rang, comptes.get(ligne.courriel)
            ligne.quand = ligne.quand.replace(microsecond=0)
            ligne.action = ANCIENS.get(ligne.action, ligne.action)
            dite = Ligne(
                *(rang, ligne.quand, ligne.equipe_id, ligne.acteur, ligne.action),
                *("", "", None, ligne.detail),
            )
            ligne.sceau = precedent = sceller(dite, precedent, une_cle)
        tous.bulk_update(liees, champs)


def delier(apps, schema_editor):
    base = schema_editor.connection.alias
    Journal = apps.get_model("medlove", "Journal")
    comptes = apps.get_model("medlove", "Utilisateur").objects.using(base)
    for pk, email in comptes.values_list("pk", "email"):
        Journal.objects.using(base).filter(acteur=pk).update(courriel=email)


class Migration(migrations.Migration):

    dependencies = [
        ('medlove', '0002_acces'),
    ]

    operations = [
        migrations.AlterField(
            model_name='journal',
            name='equipe',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='medlove.equipe', verbose_name='équipe'),
        ),
        migrations.RenameField(model_name='journal', old_name='acteur', new_name='courriel'),
        migrations.AddField(
            model_name='journal',
            name='acteur',
            field=models.UUIDField(null=True, verbose_name='qui'),
        ),
        migrations.AddField(
            model_name='journal',
            name='rang',
            field=models.BigIntegerField(editable=False, null=True, verbose_name='numéro'),
        ),
        migrations.AddField(
            model_name='journal',
            name='objet',
            field=models.CharField(blank=True, default='', max_length=120, verbose_name='sur quoi'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='journal',
            name='filtre',
            field=models.TextField(blank=True, default='', verbose_name='filtre'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='journal',
            name='lignes',
            field=models.PositiveIntegerField(null=True, verbose_name='lignes'),
        ),
        migrations.AddField(
            model_name='journal',
            name='sceau',
            field=models.CharField(default='', editable=False, max_length=64, verbose_name='sceau'),
            preserve_default=False,
        ),
        migrations.RunPython(lier, delier),
        migrations.RemoveField(model_name='journal', name='courriel'),
        migrations.AlterField(
            model_name='journal',
            name='rang',
            field=models.BigIntegerField(editable=False, unique=True, verbose_name='numéro'),
        ),
        migrations.AlterField(
            model_name='journal',
            name='action',
            field=models.CharField(max_length=60, verbose_name='geste'),
        ),
        migrations.AlterModelOptions(
            name='journal',
            options={'base_manager_name': 'objects', 'ordering': ['-rang'], 'verbose_name': 'journal', 'verbose_name_plural': 'journal'},
        ),
    ]
