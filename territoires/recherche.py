"""One spelling for searching: SQLite does not fold É, so a column does."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from django.db import models

ESPACES_ET_APOSTROPHES = re.compile(r"[\s'’ʼ\-]+")


def normaliser(texte: str) -> str:
    """Fold case, accents, ligatures, hyphens and apostrophes: "L’Épi-Cœur" → "l epi coeur"."""
    texte = texte.casefold().replace("œ", "oe").replace("æ", "ae")
    lettres = (c for c in unicodedata.normalize("NFKD", texte) if not unicodedata.combining(c))
    return ESPACES_ET_APOSTROPHES.sub(" ", "".join(lettres)).strip()


class ChampDeRecherche(models.CharField):
    """The normalised copy of other fields, filled by `save` and `bulk_create` alike."""

    def __init__(self, *, sources: Sequence[str] = ("nom",), **options: Any) -> None:
        self.sources = sources
        options["editable"] = False
        super().__init__(**{"default": "", **options})

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        nom, chemin, arguments, options = super().deconstruct()
        options["sources"] = self.sources
        options.pop("editable", None)
        return nom, chemin, arguments, options

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        textes = (_texte(getattr(model_instance, source)) for source in self.sources)
        valeur = normaliser(" ".join(filter(None, textes)))[: self.max_length]
        setattr(model_instance, self.attname, valeur)
        return valeur


def _texte(valeur: Any) -> str:
    return " ".join(valeur) if isinstance(valeur, list) else str(valeur or "")
