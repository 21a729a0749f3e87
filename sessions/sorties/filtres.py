"""What lists of the field can be narrowed to: a period and a quartier, for sorties a statut."""

import datetime
from typing import Any

import django_filters as filtres
from django import forms
from django.db.models import Max, Min, QuerySet

from medlove.models import Equipe
from sessions.nomenclatures.listes import libelles
from sessions.periodes import Periode, Trimestre
from sessions.sorties.models import Sortie, SortieQuerySet
from territoires.models import Quartier

BILAN_A_FAIRE, FAITES = "bilan_a_faire", "faites"
MIXTES, AUTRES = "mixtes", "autres"
DE_DATE = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class FiltreDuTerrain(filtres.FilterSet):
    """Trimestre, free period and quartier; `champ_du_jour` is the date column of the model."""

    champ_du_jour: str

    trimestre = filtres.ChoiceFilter(label="Trimestre", method="pendant", empty_label="Tous")
    du = filtres.DateFilter(label="Du", method="depuis", widget=DE_DATE)
    au = filtres.DateFilter(label="Au", method="jusqu_a", widget=DE_DATE)
    quartier = filtres.ModelChoiceFilter(
        label="Quartier", queryset=Quartier.objects.none(), empty_label="Tous"
    )

    def __init__(self, *args: Any, equipe: Equipe, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        quartiers = Quartier.objects.de_commune(equipe.code_insee).sans_contour()
        self.filters["quartier"].queryset = quartiers
        self.filters["trimestre"].extra["choices"] = self._trimestres(Sortie.objects.de(equipe))

    @staticmethod
    def _trimestres(sorties: SortieQuerySet) -> list[tuple[str, str]]:
        """From the first sortie to the last, last first."""
        bornes = sorties.aggregate(du=Min("date"), au=Max("date"))
        if not bornes["du"]:
            return []
        couverts = Periode(**bornes).trimestres()
        return [(str(trimestre), trimestre.libelle) for trimestre in reversed(couverts)]

    def pendant(self, lignes: QuerySet[Any], nom: str, valeur: str) -> QuerySet[Any]:
        trimestre = Trimestre.lire(valeur)
        return lignes.filter(**{f"{self.champ_du_jour}__range": (trimestre.du, trimestre.au)})

    def depuis(self, lignes: QuerySet[Any], nom: str, jour: datetime.date) -> QuerySet[Any]:
        return lignes.filter(**{f"{self.champ_du_jour}__gte": jour})

    def jusqu_a(self, lignes: QuerySet[Any], nom: str, jour: datetime.date) -> QuerySet[Any]:
        return lignes.filter(**{f"{self.champ_du_jour}__lte": jour})


class SortieFiltre(FiltreDuTerrain):
    champ_du_jour = "date"

    statut = filtres.ChoiceFilter(
        label="Statut",
        method="de_statut",
        empty_label="Tous",
        choices=lambda: [
            *libelles("statut_sortie").items(),
            (FAITES, "Faites ou en cours"),
            (BILAN_A_FAIRE, "Bilan à faire"),
        ],
    )
    equipage = filtres.ChoiceFilter(
        label="Équipage",
        method="d_equipage",
        empty_label="Tous",
        choices=[(MIXTES, "Mixte\u202f: social et numérique"), (AUTRES, "Les autres")],
    )

    class Meta:
        model = Sortie
        fields: list[str] = []

    def de_statut(self, sorties: SortieQuerySet, nom: str, statut: str) -> SortieQuerySet:
        if statut == BILAN_A_FAIRE:
            return sorties.bilan_a_faire()
        return sorties.faites() if statut == FAITES else sorties.filter(statut=statut)

    def d_equipage(self, sorties: SortieQuerySet, nom: str, equipage: str) -> SortieQuerySet:
        return sorties.mixtes(equipage == MIXTES)
