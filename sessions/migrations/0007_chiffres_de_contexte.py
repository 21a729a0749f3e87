"""What others measured, to read our figures against; every équipe starts with three."""

import django.core.validators
import django.db.models.deletion
import territoires.models.web
import uuid
from django.db import migrations, models

FINE = "\u202f"
# As they were that day: what an équipe starts with may change after.
CHIFFRES = [
    ("aller_vers", 1, f"18{FINE}%", "Bretagne", "CAPUNI", 2022,
     f"de la population est classée parmi les «{FINE}éloignés{FINE}» du numérique"),
    ("besoins", 1, f"15,4{FINE}%", "France", "Insee", 2021,
     "de la population est en situation d’illectronisme"),
    ("besoins", 2, f"32{FINE}%", "France", "Insee", 2021,
     "des adultes ont renoncé à une démarche en ligne"),
]
CHAMPS = ("hypothese", "ordre", "valeur", "territoire", "source", "annee", "libelle")


def donner_aux_equipes(apps, schema_editor):
    base = schema_editor.connection.alias
    modele = apps.get_model("medlove_sessions", "ChiffreDeContexte")
    equipes = apps.get_model("medlove", "Equipe").objects.using(base)
    modele.objects.using(base).bulk_create(
        modele(equipe_id=equipe, **dict(zip(CHAMPS, chiffre, strict=True)))
        for equipe in equipes.values_list("pk", flat=True)
        for chiffre in CHIFFRES
    )


class Migration(migrations.Migration):

    dependencies = [
        ('medlove', '0001_initial'),
        ('medlove_sessions', '0006_relecture'),
    ]

    operations = [
        migrations.CreateModel(
            name='ChiffreDeContexte',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('hypothese', models.CharField(choices=[('aller_vers', 'Aller vers'), ('confiance', 'Confiance'), ('besoins', 'Besoins')], max_length=20, verbose_name='hypothèse')),
                ('valeur', models.CharField(max_length=20, validators=[django.core.validators.RegexValidator('[0-9]', 'Écrire le nombre tel que la source le donne, en chiffres.')], verbose_name='valeur')),
                ('libelle', models.CharField(max_length=160, verbose_name='ce que dit le chiffre')),
                ('territoire', models.CharField(max_length=80, verbose_name='territoire')),
                ('source', models.CharField(max_length=120, verbose_name='source')),
                ('annee', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1990, 'Choisir une année depuis 1990.'), django.core.validators.MaxValueValidator(2100, 'Choisir une année avant 2101.')], verbose_name='année')),
                ('lien', territoires.models.web.AdresseWeb(blank=True, validators=[django.core.validators.URLValidator(['http', 'https'], code='adresse', message='Écrire l’adresse entière, avec https://.')], verbose_name='lien')),
                ('ordre', models.PositiveSmallIntegerField(default=1, verbose_name='rang')),
                ('equipe', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='chiffres', to='medlove.equipe')),
            ],
            options={
                'verbose_name': 'chiffre de contexte',
                'verbose_name_plural': 'chiffres de contexte',
                'ordering': ['ordre', 'annee', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('hypothese__in', ['aller_vers', 'confiance', 'besoins'])), name='chiffre_hypothese_connue', violation_error_message='Cette hypothèse n’existe pas.'), models.CheckConstraint(condition=models.Q(('annee__range', (1990, 2100))), name='chiffre_annee_plausible', violation_error_message='L’année va de 1990 à 2100.')],
            },
        ),
        migrations.RunPython(donner_aux_equipes, migrations.RunPython.noop),
    ]
