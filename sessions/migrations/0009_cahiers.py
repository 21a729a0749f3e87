"""Cahiers are composed: sections, images, signataires, editions; their period is a publication’s."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import sessions.cahiers.plan
import uuid
from django.conf import settings
from django.db import migrations, models

from sessions.cahiers.plan import PLAN
from sessions.periodes import Trimestre


def dire_la_periode(apps, schema_editor):
    """That of the days: their trimestre when they are one, else the year of the last."""
    for cahier in apps.get_model("medlove_sessions", "Cahier").objects.all():
        trimestre = Trimestre.du_jour(cahier.au)
        entier = (cahier.du, cahier.au) == (trimestre.du, trimestre.au)
        cahier.periode = str(trimestre) if entier else f"{cahier.au.year:04d}"
        cahier.save(update_fields=["periode"])


def donner_le_plan(apps, schema_editor):
    Section = apps.get_model("medlove_sessions", "Section")
    Section.objects.bulk_create(
        Section(cahier=cahier, rang=rang, code=code, titre=genre.titre)
        for cahier in apps.get_model("medlove_sessions", "Cahier").objects.all()
        for rang, (code, genre) in enumerate(PLAN.items())
    )


class Migration(migrations.Migration):

    dependencies = [
        ('medlove_sessions', '0008_premiers_besoins'),
        ('territoires', '0005_distincts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('variante', models.CharField(choices=[('numerique', 'Pour diffusion numérique'), ('impression', 'Pour impression'), ('livret', 'En livret A5')], max_length=10, verbose_name='variante')),
                ('etat', models.CharField(choices=[('attente', 'En attente'), ('en_cours', 'En fabrication'), ('prete', 'Prête'), ('echec', 'Pas faite'), ('annulee', 'Annulée')], default='attente', max_length=10, verbose_name='état')),
                ('demandee_le', models.DateTimeField(auto_now_add=True, verbose_name='demandée le')),
                ('commencee_le', models.DateTimeField(null=True, verbose_name='commencée le')),
                ('finie_le', models.DateTimeField(null=True, verbose_name='finie le')),
                ('message', models.CharField(blank=True, max_length=500, verbose_name='message')),
                ('fichier', models.FileField(blank=True, upload_to='cahiers/editions', verbose_name='fichier')),
                ('empreinte', models.CharField(blank=True, max_length=64, verbose_name='empreinte')),
                ('donnees', models.CharField(blank=True, max_length=64, verbose_name='empreinte des chiffres')),
                ('publiee', models.BooleanField(default=False, verbose_name='chiffres publiés')),
                ('pages', models.PositiveSmallIntegerField(null=True, verbose_name='pages')),
                ('octets', models.PositiveIntegerField(null=True, verbose_name='octets')),
                ('lien', models.CharField(blank=True, max_length=43, verbose_name='lien public')),
                ('cahier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='editions', to='medlove_sessions.cahier')),
                ('demandee_par', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'édition',
                'ordering': ['-demandee_le', 'id'],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('lien', ''), _negated=True), fields=('lien',), name='edition_lien_unique'),
                    models.UniqueConstraint(condition=models.Q(('etat__in', ['attente', 'en_cours'])), fields=('cahier', 'variante'), name='edition_une_a_la_fois', violation_error_message='Cette édition est déjà en fabrication.'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Section',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('rang', models.PositiveSmallIntegerField(default=0, verbose_name='rang')),
                ('code', models.CharField(choices=sessions.cahiers.plan.choix_de_genre, max_length=20, verbose_name='genre')),
                ('titre', models.CharField(max_length=120, verbose_name='titre')),
                ('texte', models.TextField(blank=True, max_length=20000, verbose_name='texte')),
                ('imprimee', models.BooleanField(default=True, verbose_name='imprimée')),
                ('modifiee_le', models.DateTimeField(auto_now=True, verbose_name='modifiée le')),
                ('cahier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sections', to='medlove_sessions.cahier')),
            ],
            options={
                'verbose_name': 'section de cahier',
                'verbose_name_plural': 'sections de cahier',
                'ordering': ['rang', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Image',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('rang', models.PositiveSmallIntegerField(default=0, verbose_name='rang')),
                ('fichier', models.FileField(upload_to='cahiers/images', verbose_name='image')),
                ('largeur', models.PositiveIntegerField(editable=False, verbose_name='largeur')),
                ('hauteur', models.PositiveIntegerField(editable=False, verbose_name='hauteur')),
                ('empreinte', models.CharField(editable=False, max_length=64, verbose_name='empreinte')),
                ('alternative', models.CharField(max_length=300, verbose_name='ce que l’image montre')),
                ('legende', models.CharField(blank=True, max_length=200, verbose_name='légende')),
                ('credit', models.CharField(max_length=120, verbose_name='crédit')),
                ('licence', models.CharField(max_length=80, verbose_name='licence')),
                ('section', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='images', to='medlove_sessions.section')),
            ],
            options={
                'verbose_name': 'image de cahier',
                'verbose_name_plural': 'images de cahier',
                'ordering': ['rang', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Signataire',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('role', models.CharField(choices=[('pilotage', 'Pilotage'), ('coordination', 'Coordination'), ('mediation', 'Médiation'), ('complice', 'Complice')], max_length=20, verbose_name='rôle')),
                ('nom', models.CharField(max_length=120, verbose_name='nom')),
                ('structure', models.CharField(blank=True, max_length=120, verbose_name='structure')),
                ('accord', models.BooleanField(default=False, verbose_name='accepte d’être nommé·e')),
                ('cahier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signataires', to='medlove_sessions.cahier')),
            ],
            options={
                'verbose_name': 'signataire',
                'ordering': ['role', 'nom', 'id'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('nom', ''), _negated=True), name='signataire_avec_nom', violation_error_message='Un signataire a un nom : l’écrire.'),
                ],
            },
        ),
        migrations.AlterModelOptions(
            name='cahier',
            options={'ordering': ['-periode', 'titre', 'id'], 'verbose_name': 'cahier'},
        ),
        migrations.RemoveConstraint(
            model_name='cahier',
            name='cahier_periode_ordonnee',
        ),
        migrations.AddField(
            model_name='cahier',
            name='licence',
            field=models.CharField(default='CC BY-SA 4.0', max_length=80, verbose_name='licence'),
        ),
        migrations.AddField(
            model_name='cahier',
            name='modifie_le',
            field=models.DateTimeField(auto_now=True, default=django.utils.timezone.now, verbose_name='modifié le'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='cahier',
            name='periode',
            field=models.CharField(default='2000', max_length=7, validators=[django.core.validators.RegexValidator('\\A[0-9]{4}(-T[1-4])?\\Z', 'Choisir un trimestre (2026-T3) ou une année (2025).')], verbose_name='période'),
            preserve_default=False,
        ),
        migrations.RunPython(dire_la_periode, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name='cahier',
            name='au',
        ),
        migrations.RemoveField(
            model_name='cahier',
            name='du',
        ),
        migrations.AddField(
            model_name='cahier',
            name='quartiers',
            field=models.ManyToManyField(blank=True, related_name='+', to='territoires.quartier'),
        ),
        migrations.AddField(
            model_name='cahier',
            name='sous_titre',
            field=models.CharField(blank=True, max_length=200, verbose_name='sous-titre'),
        ),
        migrations.AddField(
            model_name='outil',
            name='a_imprimer',
            field=models.FileField(blank=True, upload_to='outils', verbose_name='fichier à imprimer'),
        ),
        migrations.AddField(
            model_name='outil',
            name='photo',
            field=models.FileField(blank=True, upload_to='outils', verbose_name='photo'),
        ),
        migrations.AddField(
            model_name='outil',
            name='photo_montre',
            field=models.CharField(blank=True, max_length=300, verbose_name='ce que la photo montre'),
        ),
        migrations.RunPython(donner_le_plan, migrations.RunPython.noop),
    ]
