"""Indexes that answer the counts of the map by themselves, quartier by quartier."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('medlove', '0001_initial'),
        ('medlove_sessions', '0010_lien_d_une_edition_publiee'),
        ('territoires', '0005_distincts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='besoin',
            name='besoin_equipe_quartier',
        ),
        migrations.AlterField(
            model_name='besoin',
            name='equipe',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='medlove.equipe'),
        ),
        migrations.AlterField(
            model_name='besoin',
            name='rencontre',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='besoins', to='medlove_sessions.rencontre'),
        ),
        migrations.AddIndex(
            model_name='besoin',
            index=models.Index(fields=['equipe', 'quartier', 'categorie', 'jour', 'premier', 'premier_du_domaine', 'premier_de_la_famille', 'premier_de_la_categorie'], name='besoin_equipe_quartier'),
        ),
        migrations.AddIndex(
            model_name='rencontre',
            index=models.Index(fields=['equipe', 'quartier', 'jour'], name='rencontre_equipe_quartier'),
        ),
    ]
