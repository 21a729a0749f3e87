"""The one filter of the desk: the state that an address carries, and the selection it means.

The map, statistics, the list of rencontres and files all read their address with it, so
that what is seen is what is listed and what is exported.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Case, Exists, OuterRef, Q, When
from django.utils import timezone

from medlove.models import Equipe
from sessions.nomenclatures.listes import AUTRE_FAMILLE, domaines, familles, libelles
from sessions.nomenclatures.models import CategorieBesoin
from sessions.periodes import BORNES, Periode, Trimestre
from sessions.rencontres.models import Rencontre
from sessions.rencontres.selection import Selection
from sessions.sorties.models import Halte, Sortie
from territoires.models import Quartier
from territoires.models.quartier import QuartierQuerySet

UNE_FAMILLE = "famille-"
Choix = list[tuple[str, str]]


def verifier_les_trimestres(form: forms.Form, lus: dict[str, Any]) -> None:
    """« trimestre » to « jusqu_a », in that order: what is wrong is told on its field."""
    if lus.get("jusqu_a") and lus.get("trimestre") == "":
        form.add_error("trimestre", "Dire aussi le premier trimestre de la période.")
    elif lus.get("jusqu_a") and lus["jusqu_a"] < lus.get("trimestre", ""):
        form.add_error("jusqu_a", "Ce trimestre vient avant le premier : les échanger.")


@dataclass(frozen=True, slots=True)
class Repli:
    """Fields folded away under a title, until one of them is used."""

    titre: str
    champs: list[forms.BoundField]
    ouvert: bool


class ChoixDuPilotage(forms.Form):
    """What steering may ask: one trimestre, one quartier. By default the last one ended.

    `quartiers` are those that may be chosen, by their key (« 35238-3 »).
    """

    trimestre = forms.ChoiceField(label="Trimestre", required=False)
    quartier = forms.ChoiceField(label="Quartier", required=False)

    par_defaut = "Le dernier achevé"
    replies: tuple[str, ...] = ()

    def __init__(self, donnees: Any, *, equipe: Equipe, quartiers: Iterable[Quartier]) -> None:
        super().__init__(donnees)
        self.equipe = equipe
        self.demandes = donnees
        self.quartiers = {un.cle: un for un in quartiers}
        self.proposer("trimestre", [("", self.par_defaut), *self.periodes_proposees()])
        self.proposer(
            "quartier", [("", "Tous"), *((c, un.nom) for c, un in self.quartiers.items())]
        )

    def proposer(self, champ: str, choix: list[Any]) -> None:
        if champ in self.fields:
            self.fields[champ].choices = choix  # type: ignore[attr-defined]

    def periodes_proposees(self) -> Choix:
        """Those whose rencontres may still be kept, last first."""
        return [(str(un), un.libelle) for un in trimestres_gardes()]

    def champs(self) -> list[forms.BoundField]:
        """Those always in sight."""
        return [champ for champ in self if champ.name not in self.replies]

    def replis(self) -> list[Repli]:
        return [self.repli("Des jours précis, une personne, un lieu", self.replies)]

    def repli(self, titre: str, noms: Iterable[str]) -> Repli:
        presents = [nom for nom in noms if nom in self.fields]
        ouvert = any(self.demandes.get(nom) for nom in presents)
        return Repli(titre, [self[nom] for nom in presents], ouvert)

    @property
    def ignores(self) -> list[str]:
        """The words of the address that this reader may not use."""
        inconnus = set(ChoixDuTerrain.base_fields) - set(self.fields)
        return sorted(nom for nom in inconnus if self.demandes.get(nom))

    def selection(self) -> Selection:
        """What is asked for, once the form is valid."""
        quartier = self.quartiers.get(self.cleaned_data["quartier"])
        return Selection(
            self.equipe, self.periode(), quartier=quartier.pk if quartier else None, **self.qui()
        )

    def qui(self) -> dict[str, Any]:
        return {}

    def periode(self) -> Periode:
        choisi = self.cleaned_data["trimestre"]
        return Periode.de(Trimestre.lire(choisi) if choisi else trimestre_en_cours().precedent())


class ChoixDuTerrain(ChoixDuPilotage):
    """What the team may ask. By default the last four trimestres, the present one included."""

    besoin = forms.ChoiceField(label="Besoin", required=False)
    jusqu_a = forms.ChoiceField(label="Jusqu’au", required=False)
    du = forms.DateField(label="Du", required=False, validators=BORNES)
    au = forms.DateField(label="Au", required=False, validators=BORNES)
    tranche_age = forms.ChoiceField(label="Âge", required=False)
    genre = forms.ChoiceField(label="Genre", required=False)
    activite = forms.ChoiceField(label="Activité", required=False)
    qpv = forms.ChoiceField(label="Quartier prioritaire", required=False)

    par_defaut = "Les 4 derniers"
    field_order: tuple[str, ...] = (
        *("besoin", "trimestre", "jusqu_a", "quartier", "du", "au"),
        *("tranche_age", "genre", "activite", "qpv"),
    )
    replies: tuple[str, ...] = ("du", "au", "tranche_age", "genre", "activite", "qpv")

    def __init__(self, donnees: Any, **options: Any) -> None:
        super().__init__(donnees, **options)
        self.categories = {
            une.code: une
            for une in CategorieBesoin.objects.pour(self.equipe).select_related("parent")
        }
        self.proposer("besoin", [("", "Toutes les rencontres"), *self._besoins()])
        self.proposer(
            "jusqu_a", [("", "Le même"), *((str(un), un.libelle) for un in trimestres_gardes())]
        )
        for nom in ("tranche_age", "genre", "activite"):
            self.proposer(nom, [("", "Toutes"), *libelles(nom).items()])
        self.proposer(
            "qpv",
            [("", "Partout"), ("oui", "Dedans"), ("non", "Dehors"), ("inconnu", "Non renseigné")],
        )
        for nom in ("du", "au"):
            self.fields[nom].widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def periodes_proposees(self) -> Choix:
        """The trimestres, then the whole years."""
        annees = sorted({un.annee for un in trimestres_gardes()}, reverse=True)
        return [*super().periodes_proposees(), *((str(une), f"Année {une}") for une in annees)]

    def _besoins(self) -> Iterable[tuple[str, Choix]]:
        yield "Par domaine", [(un.code, un.libelle) for un in domaines().values()]
        premieres = [(UNE_FAMILLE + une.code, une.libelle) for une in familles().values()]
        yield "Par famille", [*premieres, (UNE_FAMILLE + AUTRE_FAMILLE, "Autre")]
        for domaine in domaines().values():
            siennes = [une for une in self.categories.values() if une.domaine == domaine.code]
            yield domaine.libelle, [(une.code, une.libelle) for une in siennes]

    def clean(self) -> dict[str, Any]:
        lus = super().clean() or self.cleaned_data
        if lus.get("au") and lus.get("du", "") is None:
            self.add_error("du", "Dire aussi le premier jour de la période.")
        elif lus.get("du") and lus["du"] > (lus.get("au") or timezone.localdate()):
            self.add_error("au", "La fin de la période vient après son début.")
        if len(lus.get("trimestre", "")) == len("2026"):
            if lus.get("jusqu_a"):
                self.add_error("jusqu_a", "Une année est déjà une période entière.")
        else:
            verifier_les_trimestres(self, lus)
        return lus

    def qui(self) -> dict[str, Any]:
        lus = self.cleaned_data
        personne = {nom: lus[nom] or None for nom in ("tranche_age", "genre", "activite", "qpv")}
        return {**personne, **self._besoin_choisi()}

    def _besoin_choisi(self) -> dict[str, str]:
        code: str = self.cleaned_data["besoin"]
        if not code:
            return {}
        if code in domaines():
            return {"domaine": code}
        if code.startswith(UNE_FAMILLE):
            return {"famille": code.removeprefix(UNE_FAMILLE)}
        return {"categorie": code}

    def libelle_du_besoin(self) -> str:
        """The label of the besoin chosen; empty without one."""
        return self.libelle_du_besoin_de(self.cleaned_data["besoin"])

    def libelle_du_besoin_de(self, code: str) -> str:
        if not code:
            return ""
        if code in domaines():
            return domaines()[code].libelle
        if not code.startswith(UNE_FAMILLE):
            return self.categories[code].libelle
        famille = familles().get(code.removeprefix(UNE_FAMILLE))
        return famille.libelle if famille else "Autre"

    def periode(self) -> Periode:
        """Free days first, else a year, else trimestres, else what is shown by default."""
        lus = self.cleaned_data
        if lus["du"]:
            return Periode(lus["du"], lus["au"] or timezone.localdate())
        if lus["trimestre"]:
            return Periode.lire(lus["trimestre"], lus["jusqu_a"])
        return self.periode_par_defaut()

    def periode_par_defaut(self) -> Periode:
        return Periode.de(trimestre_en_cours().precedent(3), trimestre_en_cours())


def quartiers_connus(equipe: Equipe) -> QuartierQuerySet:
    """Those of the équipe's commune, then those beyond it where it has been; without outlines."""
    au_dela = Q()
    for modele in (Sortie, Halte, Rencontre):
        au_dela |= Q(Exists(modele.objects.filter(equipe=equipe, quartier=OuterRef("pk"))))
    quartiers = Quartier.objects.filter(Q(code_insee=equipe.code_insee) | au_dela)
    dehors = Case(When(code_insee=equipe.code_insee, then=0), default=1)
    return quartiers.sans_contour().order_by(dehors, "numero", "code_insee")


def trimestre_en_cours() -> Trimestre:
    return Trimestre.du_jour(timezone.localdate())


def trimestres_gardes() -> list[Trimestre]:
    """Those whose rencontres may still be kept, last first."""
    dernier = trimestre_en_cours()
    premier = Trimestre(settings.MEDLOVE_DELAIS.premiere_annee(timezone.localdate()), 1)
    return list(reversed(Periode.de(premier, dernier).trimestres()))
