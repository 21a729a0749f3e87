"""What the journal can be narrowed to: a gesture or a family of them, somebody, an équipe, days."""

import datetime
from typing import Any

import django_filters as filtres
from django import forms
from django.utils import timezone

from medlove.journal.gestes import FAMILLES
from medlove.journal.models import Journal, JournalQuerySet
from medlove.models import Equipe, Utilisateur

DE_DATE = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
TOUTE = "famille-"  # a family, by its place in the catalogue


def _gestes() -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (nom, [(f"{TOUTE}{rang}", f"{nom}, tous les gestes"), *gestes.items()])
        for rang, (nom, gestes) in enumerate(FAMILLES.items())
    ]


def _minuit(jour: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(jour, datetime.time.min))


class JournalFiltre(filtres.FilterSet):
    geste = filtres.ChoiceFilter(
        label="Geste", method="de_ce_geste", choices=_gestes, empty_label="Tous"
    )
    personne = filtres.ModelChoiceFilter(
        label="Par qui",
        method="de_cette_personne",
        queryset=Utilisateur.objects.all(),
        empty_label="Tout le monde",
    )
    equipe = filtres.ModelChoiceFilter(
        label="Équipe", queryset=Equipe.objects.all(), empty_label="Toutes"
    )
    du = filtres.DateFilter(label="Du", method="depuis", widget=DE_DATE)
    au = filtres.DateFilter(label="Au", method="jusqu_a", widget=DE_DATE)

    class Meta:
        model = Journal
        fields: list[str] = []

    def de_ce_geste(self, lignes: JournalQuerySet, nom: str, valeur: str) -> JournalQuerySet:
        if not valeur.startswith(TOUTE):
            return lignes.filter(action=valeur)
        famille: Any = [*FAMILLES.values()][int(valeur.removeprefix(TOUTE))]
        return lignes.filter(action__in=[*famille])

    def de_cette_personne(
        self, lignes: JournalQuerySet, nom: str, compte: Utilisateur
    ) -> JournalQuerySet:
        return lignes.filter(acteur=compte.pk)

    def depuis(self, lignes: JournalQuerySet, nom: str, jour: datetime.date) -> JournalQuerySet:
        return lignes.filter(quand__gte=_minuit(jour))

    def jusqu_a(self, lignes: JournalQuerySet, nom: str, jour: datetime.date) -> JournalQuerySet:
        return lignes.filter(quand__lt=_minuit(jour + datetime.timedelta(days=1)))
