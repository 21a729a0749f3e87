"""Only published figures are shown outside."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('medlove_sessions', '0009_cahiers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.CheckConstraint(condition=models.Q(('lien', ''), models.Q(('etat', 'prete'), ('publiee', True)), _connector='OR'), name='edition_lien_de_chiffres_publies', violation_error_message='Une version de travail ne se montre pas au dehors : publier d’abord ses chiffres.'),
        ),
    ]
