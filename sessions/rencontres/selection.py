"""What is counted: where, when, with whom, and perhaps one kind of besoin.

The map, statistics, lists and files all count what one `Selection` holds.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet

from medlove.models import Equipe
from sessions.nomenclatures.listes import codes_nationaux
from sessions.nomenclatures.models import CategorieBesoin
from sessions.periodes import Periode
from sessions.rencontres.models import (
    Besoin,
    Exigence,
    QuestionPosee,
    Rencontre,
    RencontreQuerySet,
    Vecu,
)
from sessions.rencontres.premiers import DE_LA_CATEGORIE, DE_LA_FAMILLE, DU_DOMAINE, EN_TOUT
from sessions.sorties.models import Halte, Passages, Sortie

Lignes = TypeVar("Lignes", bound="QuerySet[Any]")

# Being in a quartier prioritaire is never guessed: unknown is an answer of its own.
QPV: dict[str, bool | None] = {"oui": True, "non": False, "inconnu": None}


@dataclass(frozen=True, slots=True)
class Selection:
    """All are codes. A category takes its sub-categories with it.

    `quartier` is the id of one; `qpv` a key of QPV, by the lieu of the halte. The person
    (age, genre, activité) narrows rencontres and their besoins, never what the team did.
    """

    equipe: Equipe
    periode: Periode
    domaine: str | None = None
    famille: str | None = None
    categorie: str | None = None
    quartier: int | None = None
    qpv: str | None = None
    tranche_age: str | None = None
    genre: str | None = None
    activite: str | None = None

    @property
    def bornes(self) -> tuple[date, date]:
        return self.periode.du, self.periode.au

    @property
    def porte_sur_un_besoin(self) -> bool:
        return any(code is not None for code in (self.domaine, self.famille, self.categorie))

    @property
    def joint(self) -> bool:
        """Whether rencontres are narrowed by more than what besoins copy from them."""
        return any((self.qpv, self.tranche_age, self.genre, self.activite))

    @property
    def marque(self) -> str | None:
        """The column true of one besoin of each rencontre that carries such a besoin.

        None when no column tells: for a sub-category, or when several kinds are asked for.
        """
        match self.domaine, self.famille, self.categorie:
            case None, None, None:
                return EN_TOUT
            case _, None, None:
                return DU_DOMAINE
            case None, _, None:
                return DE_LA_FAMILLE
            case None, None, code if code in codes_nationaux():
                return DE_LA_CATEGORIE
        return None

    def sorties(self) -> "QuerySet[Sortie]":
        """Those done; with a quartier or a QPV, those that stopped there or were bound there."""
        sorties = Sortie.objects.de(self.equipe).faites().pendant(*self.bornes).order_by()
        if self.qpv is None and self.quartier is None:
            return sorties
        ici = Q(Exists(self._sur_place(Halte.objects.filter(sortie=OuterRef("pk")))))
        if self.qpv is None:
            ici |= Q(quartier=self.quartier)
        return sorties.filter(ici)

    def haltes(self) -> "QuerySet[Halte]":
        haltes = Halte.objects.filter(**self._d_une_sortie_faite("sortie__"))
        return self._sur_place(haltes).order_by()

    def passages(self) -> "QuerySet[Passages]":
        passages = Passages.objects.filter(**self._d_une_sortie_faite("halte__sortie__"))
        return self._sur_place(passages, "halte__").order_by()

    def rencontres(self) -> "RencontreQuerySet":
        """Those of the place, the period and the person, whatever their besoins."""
        rencontres = Rencontre.objects.de(self.equipe).pendant(*self.bornes).order_by()
        return self._de_la_personne(rencontres)

    def portant(self) -> "RencontreQuerySet":
        """Of these, those that carry such a besoin; all of them without one."""
        if not self.porte_sur_un_besoin:
            return self.rencontres()
        besoins = Besoin.objects.filter(rencontre=OuterRef("pk"), categorie__in=self._categories())
        return self.rencontres().filter(Exists(besoins))

    def besoins(self) -> "QuerySet[Besoin]":
        """The besoins of the kind, all of them without one."""
        return self._des_besoins(Besoin.objects.order_by())

    def exigences(self) -> "QuerySet[Exigence]":
        return self._des_besoins(Exigence.objects.order_by(), "besoin__")

    def vecus(self) -> "QuerySet[Vecu]":
        return Vecu.objects.filter(rencontre__in=self.portant()).order_by()

    def questions_posees(self) -> "QuerySet[QuestionPosee]":
        posees = QuestionPosee.objects.filter(
            rencontre__equipe=self.equipe, rencontre__jour__range=self.bornes
        )
        posees = self._de_la_personne(posees, "rencontre__", "rencontre__").order_by()
        return posees.filter(rencontre__in=self.portant()) if self.porte_sur_un_besoin else posees

    def du_besoin(self, lignes: Lignes) -> Lignes:
        """Rows with a `categorie`, narrowed to the kind of besoin."""
        if not self.porte_sur_un_besoin:
            return lignes
        return lignes.filter(categorie__in=self._categories())

    def _d_une_sortie_faite(self, sortie: str) -> dict[str, Any]:
        """The conditions of `sorties`, through a join rather than a list of ids.

        The équipe is that of the sortie only: told again of the halte, SQLite, which knows
        nothing of how many rows there are, reads all its haltes for each sortie.
        """
        return {
            f"{sortie}equipe": self.equipe,
            f"{sortie}statut__in": Sortie.FAITES,
            f"{sortie}date__range": self.bornes,
        }

    def _sur_place(self, lignes: Lignes, halte: str = "") -> Lignes:
        """Rows of a halte (or through it), narrowed to the quartier and the QPV."""
        if self.quartier is not None:
            lignes = lignes.filter(**{f"{halte}quartier": self.quartier})
        return self._en_qpv(lignes, f"{halte}lieu__")

    def _des_besoins(self, lignes: Lignes, besoin: str = "") -> Lignes:
        """Rows of besoins (or through one), by joins rather than by a list of their ids."""
        bornes = {f"{besoin}equipe": self.equipe, f"{besoin}jour__range": self.bornes}
        lignes = self._de_la_personne(lignes.filter(**bornes), f"{besoin}rencontre__", besoin)
        if self.porte_sur_un_besoin:
            lignes = lignes.filter(**{f"{besoin}categorie__in": self._categories()})
        return lignes

    def _de_la_personne(self, lignes: Lignes, rencontre: str = "", copie: str = "") -> Lignes:
        """Rows that copy the quartier, narrowed to it and to the person they tell of."""
        if self.quartier is not None:
            lignes = lignes.filter(**{f"{copie}quartier": self.quartier})
        for champ in ("tranche_age", "genre", "activite"):
            if (code := getattr(self, champ)) is not None:
                lignes = lignes.filter(**{f"{rencontre}{champ}": code})
        return self._en_qpv(lignes, f"{rencontre}halte__lieu__")

    def _en_qpv(self, lignes: Lignes, lieu: str) -> Lignes:
        if self.qpv is None:
            return lignes
        en_qpv = QPV[self.qpv]
        if en_qpv is None:
            return lignes.filter(**{f"{lieu}en_qpv__isnull": True})
        return lignes.filter(**{f"{lieu}en_qpv": en_qpv})

    def _categories(self) -> "QuerySet[CategorieBesoin]":
        categories = CategorieBesoin.objects.pour(self.equipe).order_by()
        if self.domaine is not None:
            categories = categories.filter(domaine=self.domaine)
        if self.famille is not None:
            categories = categories.filter(famille=self.famille)
        if self.categorie is not None:
            categories = categories.filter(Q(code=self.categorie) | Q(parent__code=self.categorie))
        return categories
