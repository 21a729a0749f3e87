from typing import Any

from django import forms
from django.db import models


class AdresseWeb(models.URLField):
    """A web address: typed without its scheme, it is https (Django 6's rule, taken early)."""

    def formfield(self, **options: Any) -> forms.Field | None:
        return super().formfield(**{"assume_scheme": "https", **options})
