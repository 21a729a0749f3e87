"""What the list of rencontres can be narrowed to."""

from typing import Any

import django_filters as filtres
from django.db.models import Exists, OuterRef

from medlove.models import Equipe
from sessions.nomenclatures.listes import domaines
from sessions.nomenclatures.models import CategorieBesoin, CategorieBesoinQuerySet
from sessions.rencontres.models import Besoin, Rencontre, RencontreQuerySet
from sessions.sorties.filtres import FiltreDuTerrain

A_REPRENDRE = [("a_completer", "À compléter"), ("a_denouer", "À dénouer")]
ParDomaine = list[tuple[str, list[tuple[str, str]]]]


def par_domaine(categories: CategorieBesoinQuerySet) -> ParDomaine:
    """The categories as grouped choices, domains and categories in screen order."""
    groupes: dict[str, list[tuple[str, str]]] = {code: [] for code in domaines()}
    for categorie in categories:
        groupes[categorie.domaine].append((categorie.code, categorie.libelle))
    return [(domaines()[code].libelle, choix) for code, choix in groupes.items() if choix]


class RencontreFiltre(FiltreDuTerrain):
    champ_du_jour = "jour"

    domaine = filtres.ChoiceFilter(
        label="Domaine",
        method="du_domaine",
        empty_label="Tous",
        choices=lambda: [(code, domaine.libelle) for code, domaine in domaines().items()],
    )
    categorie = filtres.ChoiceFilter(label="Besoin", method="de_categorie", empty_label="Tous")
    a_reprendre = filtres.ChoiceFilter(
        label="À reprendre", method="reste", empty_label="Toutes", choices=A_REPRENDRE
    )

    class Meta:
        model = Rencontre
        fields: list[str] = []

    def __init__(self, *args: Any, equipe: Equipe, **kwargs: Any) -> None:
        super().__init__(*args, equipe=equipe, **kwargs)
        categories = CategorieBesoin.objects.pour(equipe)
        self.filters["categorie"].extra["choices"] = par_domaine(categories)

    def du_domaine(
        self, rencontres: RencontreQuerySet, nom: str, domaine: str
    ) -> RencontreQuerySet:
        return _avec_un_besoin(rencontres, categorie__domaine=domaine)

    def de_categorie(self, rencontres: RencontreQuerySet, nom: str, code: str) -> RencontreQuerySet:
        return _avec_un_besoin(rencontres, categorie__code=code)

    def reste(self, rencontres: RencontreQuerySet, nom: str, etat: str) -> RencontreQuerySet:
        return rencontres.filter(**{etat: True})


def _avec_un_besoin(rencontres: RencontreQuerySet, **condition: Any) -> RencontreQuerySet:
    """A rencontre with two such besoins still comes once."""
    return rencontres.filter(Exists(Besoin.objects.filter(rencontre=OuterRef("pk"), **condition)))
