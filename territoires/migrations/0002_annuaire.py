"""Partenaire: the fields of the national schema of places. Renames first, by hand."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("territoires", "0001_initial")]

    operations = [
        migrations.RenameField("partenaire", "courriel", "courriels"),
        migrations.RenameField("partenaire", "site_web", "sites_web"),
        migrations.RenameField("partenaire", "presentation", "presentation_resume"),
    ]
