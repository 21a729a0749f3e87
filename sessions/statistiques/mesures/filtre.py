"""What is counted: one équipe, one period, and perhaps one kind of besoin."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from medlove.models import Equipe
from sessions.nomenclatures.models import CategorieBesoin
from sessions.orientations.models import Orientation
from sessions.periodes import Periode
from sessions.rencontres.models import Besoin, Exigence, Rencontre
from sessions.sorties.models import Halte, Passages, Sortie


@dataclass(frozen=True, slots=True)
class Filtre:
    """`domaine` and `categorie` are codes; a category takes its sub-categories with it."""

    equipe: Equipe
    periode: Periode
    domaine: str | None = None
    categorie: str | None = None

    @property
    def bornes(self) -> tuple[date, date]:
        return self.periode.du, self.periode.au

    @property
    def porte_sur_un_besoin(self) -> bool:
        return self.domaine is not None or self.categorie is not None

    def sorties(self) -> "QuerySet[Sortie]":
        return Sortie.objects.de(self.equipe).faites().pendant(*self.bornes).order_by()

    def haltes(self) -> "QuerySet[Halte]":
        return Halte.objects.de(self.equipe).filter(sortie__in=self.sorties()).order_by()

    def passages(self) -> "QuerySet[Passages]":
        passages = Passages.objects.de(self.equipe)
        return passages.filter(halte__sortie__in=self.sorties()).order_by()

    def rencontres(self) -> "QuerySet[Rencontre]":
        """Every rencontre of the period, whatever its besoins."""
        return Rencontre.objects.de(self.equipe).pendant(*self.bornes).order_by()

    def besoins(self) -> "QuerySet[Besoin]":
        """The besoins of the domain or category, all of them without one."""
        besoins = Besoin.objects.de(self.equipe).pendant(*self.bornes).order_by()
        if self.porte_sur_un_besoin:
            besoins = besoins.filter(categorie__in=self._categories())
        return besoins

    def exigences(self) -> "QuerySet[Exigence]":
        return Exigence.objects.filter(besoin__in=self.besoins()).order_by()

    def orientations(self) -> "QuerySet[Orientation]":
        orientations = Orientation.objects.de(self.equipe).pendant(*self.bornes).order_by()
        if self.porte_sur_un_besoin:
            orientations = orientations.filter(categorie__in=self._categories())
        return orientations

    def _categories(self) -> "QuerySet[CategorieBesoin]":
        categories = CategorieBesoin.objects.pour(self.equipe).order_by()
        if self.domaine is not None:
            categories = categories.filter(domaine=self.domaine)
        if self.categorie is not None:
            categories = categories.filter(Q(code=self.categorie) | Q(parent__code=self.categorie))
        return categories
