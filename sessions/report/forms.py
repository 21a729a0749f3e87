"""Which month: one of those still kept, the last one ended by default."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format


class MoisForm(forms.Form):
    mois = forms.ChoiceField(label="Mois", required=False)

    def __init__(self, donnees: Any) -> None:
        super().__init__(donnees)
        choix = [(f"{un:%Y-%m}", date_format(un, "F Y").capitalize()) for un in _mois()]
        self.fields["mois"].choices = [("", "Le dernier achevé"), *choix]

    def premier(self) -> date:
        """The first day of the month asked for, once the form is valid."""
        if choisi := self.cleaned_data["mois"]:
            return date.fromisoformat(f"{choisi}-01")
        return _precedent(timezone.localdate().replace(day=1))


def _precedent(premier: date) -> date:
    annee, mois = (premier.year, premier.month - 1) if premier.month > 1 else (premier.year - 1, 12)
    return date(annee, mois, 1)


def _mois() -> Iterator[date]:
    """The present one first."""
    un = timezone.localdate().replace(day=1)
    dernier = date(settings.MEDLOVE_DELAIS.premiere_annee(timezone.localdate()), 1, 1)
    while un >= dernier:
        yield un
        un = _precedent(un)
