"""What an équipe may name in a file: its quartiers, its lieux, its categories of besoin."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from django.db.models import F

from medlove.models import Equipe
from sessions.nomenclatures.listes import familles
from sessions.nomenclatures.models import CategorieBesoin
from sessions.report.correspondances import thematiques
from sessions.transferts.champs import cle
from sessions.transferts.notes import Detecteur, detecteur
from sessions.transferts.resource import LigneResource, Repertoire
from territoires.models import Lieu, Quartier

# The heading by which an export of La Coop is known.
DE_LA_COOP = "thematique s d accompagnement"
# Says that a form was filled, not which: never a besoin by itself.
DEMARCHES = "aide_aux_demarches_administratives"


@dataclass(frozen=True, slots=True)
class Categorie:
    """A category, as far as a besoin written from a file needs it."""

    pk: int
    domaine: str
    famille: str
    principale: str


class Place(NamedTuple):
    lieu: UUID
    quartier: int


class Territoire:
    """Three queries, whatever the file. `de_la_coop`: its labels are those of La Coop."""

    def __init__(self, equipe: Equipe, colonnes: Iterable[str] = ()) -> None:
        self.equipe = equipe
        self.de_la_coop = DE_LA_COOP in map(cle, colonnes)
        self.quartiers = list(Quartier.objects.de_commune(equipe.code_insee).sans_contour())
        self.lieux = list(Lieu.objects.de(equipe).order_by("nom"))
        connues = CategorieBesoin.objects.pour(equipe).select_related("parent")
        rangees = connues.order_by(F("equipe").asc(nulls_first=True), "ordre", "code")
        # The équipe's own comes after a national of the same code, and takes its place.
        self._categories = {une.code: une for une in rangees}

    @cached_property
    def categories(self) -> dict[str, Categorie]:
        return {
            code: Categorie(une.pk, une.domaine, une.famille, une.principale)
            for code, une in self._categories.items()
        }

    @cached_property
    def par_lieu(self) -> dict[str, Place]:
        """The id and the quartier of each lieu, by its code in a file."""
        return {str(lieu.pk): Place(lieu.pk, lieu.quartier_id) for lieu in self.lieux}

    @cached_property
    def resource(self) -> LigneResource:
        return LigneResource(
            Repertoire(
                quartiers={str(un.pk): un.nom for un in self.quartiers},
                lieux={str(un.pk): un.nom for un in self.lieux},
                categories={code: une.libelle for code, une in self._categories.items()},
                autres_noms={
                    "quartier": self._autres_noms_des_quartiers(),
                    "categorie": self._autres_noms_des_categories(),
                },
                sous_entendus=frozenset({cle(thematiques()[DEMARCHES])}),
            )
        )

    @cached_property
    def detecteur(self) -> Detecteur | None:
        """What examines the notes of this équipe; None while no text is imported."""
        return detecteur(self.equipe)

    def proposees(self) -> dict[str, str]:
        """The labels of the categories that are open, by code."""
        return {code: une.libelle for code, une in self._categories.items() if une.is_active}

    def candidates(self, texte: str) -> list[str]:
        """Categories that a label may mean: those of a theme of La Coop, else those whose label,
        or the label of their chip on the tablet, holds its words."""
        theme = {cle(nom): code for code, nom in thematiques().items()}.get(cle(texte))
        if theme and theme != DEMARCHES:
            return self._du_theme[theme]
        mots = set(cle(texte).split())
        return [
            code
            for code, une in self._categories.items()
            if une.is_active and mots and any(mots <= noms for noms in self._mots[code])
        ]

    @cached_property
    def _mots(self) -> dict[str, list[set[str]]]:
        mots = {code: [set(cle(une.libelle).split())] for code, une in self._categories.items()}
        for puce in familles().values():
            if puce.categorie in mots:
                mots[puce.categorie].append(set(cle(puce.libelle).split()))
        return mots

    @cached_property
    def _du_theme(self) -> dict[str, list[str]]:
        siennes: dict[str, list[str]] = defaultdict(list)
        for code, une in self._categories.items():
            if une.code_coop and une.is_active:
                siennes[une.code_coop].append(code)
        return siennes

    def _autres_noms_des_quartiers(self) -> dict[str, str]:
        noms = {}
        for un in self.quartiers:
            for nom in (str(un.numero), f"{un.code_insee}-{un.numero}", *un.alias):
                noms[cle(nom)] = str(un.pk)
        return noms

    def _autres_noms_des_categories(self) -> dict[str, str]:
        """A theme of La Coop is a category of ours only where it is one alone."""
        noms = {cle(une.libelle): une.categorie for une in familles().values()}
        if self.de_la_coop:
            for theme, nom in thematiques().items():
                siennes = self._du_theme.get(theme, [])
                if len(siennes) == 1 and theme != DEMARCHES:
                    noms[cle(nom)] = siennes[0]
        return noms
