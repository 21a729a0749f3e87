"""What a fiche counts: one sortie, or a month of the équipe."""

import calendar
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.formats import date_format

from medlove.models import Equipe
from medlove.templatetags.francais import jour
from sessions.orientations.models import Orientation
from sessions.periodes import Periode
from sessions.rencontres.models import Besoin, Rencontre
from sessions.rencontres.selection import Selection
from sessions.sorties.models import Halte, Passages, Sortie
from sessions.statistiques.filtres import JAMAIS_IMPRIMEES
from sessions.statistiques.mesures import orientations

ORGANISMES_JAMAIS_IMPRIMES = {"prefecture_sejour"}


@dataclass(frozen=True, slots=True)
class Portee:
    """Rows without an order, ready to be grouped. `d_un_quartier`: a paper of it would tell of
    one quartier."""

    titre: str
    sorties: "QuerySet[Sortie]"
    haltes: "QuerySet[Halte]"
    passages: "QuerySet[Passages]"
    rencontres: "QuerySet[Rencontre]"
    besoins: "QuerySet[Besoin]"
    orientations: "QuerySet[Orientation] | None"
    d_un_quartier: bool = False

    @classmethod
    def d_une_sortie(cls, sortie: Sortie) -> "Portee":
        """Its orientations are not counted: once their outcome is known, they forget the day."""
        return cls(
            titre=f"{jour(sortie.date).capitalize()}, {sortie.quartier}",
            sorties=Sortie.objects.filter(pk=sortie.pk).order_by(),
            haltes=Halte.objects.filter(sortie=sortie).order_by(),
            passages=Passages.objects.filter(halte__sortie=sortie).order_by(),
            rencontres=Rencontre.objects.filter(sortie=sortie).order_by(),
            besoins=Besoin.objects.filter(rencontre__sortie=sortie).order_by(),
            orientations=None,
            d_un_quartier=True,
        )

    @classmethod
    def d_un_mois(cls, equipe: Equipe, premier: date) -> "Portee":
        """The month that begins on this day; the same rows as statistics."""
        dernier = premier.replace(day=calendar.monthrange(premier.year, premier.month)[1])
        selection = Selection(equipe, Periode(premier, dernier))
        return cls(
            titre=date_format(premier, "F Y").capitalize(),
            sorties=selection.sorties(),
            haltes=selection.haltes(),
            passages=selection.passages(),
            rencontres=selection.rencontres(),
            besoins=selection.besoins(),
            orientations=orientations(selection),
        )

    def pour_le_papier(self) -> "Portee":
        """Without the besoins that are never printed by quartier, when it is of one."""
        if not self.d_un_quartier:
            return self
        tus = Q(categorie__code__in=JAMAIS_IMPRIMEES)
        tus |= Q(categorie__parent__code__in=JAMAIS_IMPRIMEES)
        tus |= Q(organisme__in=ORGANISMES_JAMAIS_IMPRIMES)
        # By key: a category without a parent is not known to differ.
        return replace(self, besoins=self.besoins.exclude(pk__in=self.besoins.filter(tus)))
