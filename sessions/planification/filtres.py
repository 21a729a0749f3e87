"""What may be asked of « Choisir où aller »: a period, and an order."""

from typing import Any

from django import forms
from django.db.models import TextChoices

from sessions.periodes import Periode, Trimestre
from sessions.rencontres.choix import trimestre_en_cours, trimestres_gardes


class Tri(TextChoices):
    VISITE = "visite", "La dernière visite"
    NOM = "nom", "Le quartier"
    SORTIES = "sorties", "Les sorties"
    HEURES = "heures", "Les heures de présence"
    RYTHME = "rythme", "Les rencontres par heure"
    BESOINS = "besoins", "Les besoins sans partenaire"
    QPV = "qpv", "Les lieux en quartier prioritaire"
    LIEUX = "lieux", "Les lieux jamais essayés"


class ChoixDOuAller(forms.Form):
    """By default the last four trimestres, the present one included."""

    trimestre = forms.ChoiceField(label="Trimestre", required=False)
    tri = forms.ChoiceField(label="Ranger par", required=False, choices=Tri.choices)

    def __init__(self, donnees: Any) -> None:
        super().__init__(donnees)
        choix = [("", "Les 4 derniers"), *((str(un), un.libelle) for un in trimestres_gardes())]
        self.fields["trimestre"].choices = choix  # type: ignore[attr-defined]

    def periode(self) -> Periode:
        if choisi := self.cleaned_data["trimestre"]:
            return Periode.de(Trimestre.lire(choisi))
        return Periode.de(trimestre_en_cours().precedent(3), trimestre_en_cours())

    def ordre(self) -> Tri:
        return Tri(self.cleaned_data["tri"] or Tri.VISITE)
