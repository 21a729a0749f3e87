"""The directory in the national schema of places, v1.0.2: CSV, « | » between values, or JSON."""

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from django.db.models import Field as ChampDeModele
from import_export import resources, widgets
from import_export.fields import Field

from territoires.annuaire.formules import neutraliser
from territoires.annuaire.schema import COLONNES
from territoires.annuaire.valeurs import ecrire
from territoires.models import Partenaire
from territoires.models.liste import SEPARATEUR

# Written even when blank: what the schema asks for, and by which its two versions are told apart.
EXIGEES = {"id", "pivot", "nom", "commune", "code_postal", "adresse"}
COORDONNEES = {"latitude", "longitude"}


class ValeurDuSchema(widgets.CharWidget):
    """A value as the schema writes it, whatever the language of the site."""

    def render(self, value: Any, obj: Any = None, **options: Any) -> str:
        ecrite = ecrire(value)
        return SEPARATEUR.join(ecrite) if isinstance(ecrite, list) else str(ecrite)


class PartenaireResource(resources.ModelResource):
    """A Partenaire as a row of the schema: the columns, their order, how a value is written."""

    identifiant_source = Field("identifiant_source", "id", ValeurDuSchema())
    sites_web = Field("sites_web", "site_web", ValeurDuSchema())

    class Meta:
        model = Partenaire
        fields = export_order = list(COLONNES.values())

    @classmethod
    def widget_from_django_field(
        cls, f: "ChampDeModele[Any, Any]", default: type[widgets.Widget] = ValeurDuSchema
    ) -> type[widgets.Widget]:
        return ValeurDuSchema

    def dehydrate_identifiant_source(self, partenaire: Partenaire) -> str:
        """Its id in the source; ours, when it has none there."""
        if partenaire.source and partenaire.identifiant_source:
            return partenaire.identifiant_source
        return str(partenaire.pk)

    def lignes(self, partenaires: Iterable[Partenaire]) -> list[dict[str, str]]:
        colonnes = self.get_export_headers()
        return [dict(zip(colonnes, self.export_resource(un), strict=True)) for un in partenaires]


def en_csv(partenaires: Iterable[Partenaire]) -> str:
    """UTF-8 without a mark, commas, and no cell that a spreadsheet would run."""
    texte = io.StringIO()
    redacteur = csv.DictWriter(texte, list(COLONNES))
    redacteur.writeheader()
    for ligne in PartenaireResource().lignes(partenaires):
        redacteur.writerow({colonne: neutraliser(mot) for colonne, mot in ligne.items()})
    return texte.getvalue()


def en_json(partenaires: Iterable[Partenaire]) -> str:
    """A list of objects without their blank values; coordinates are numbers."""
    objets = [
        {
            colonne: float(mot) if colonne in COORDONNEES else mot
            for colonne, mot in ligne.items()
            if mot or colonne in EXIGEES
        }
        for ligne in PartenaireResource().lignes(partenaires)
    ]
    return json.dumps(objets, ensure_ascii=False, indent=1)
