"""What may be asked of the map, and what it means: the state that its address carries."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import TextChoices
from django.utils import timezone

from medlove.models import Equipe
from sessions.nomenclatures.listes import domaines
from sessions.nomenclatures.models import CategorieBesoin
from sessions.periodes import BORNES, Periode, Trimestre
from sessions.statistiques.mesures import Filtre
from territoires.models import Quartier

# Rencontres are kept two calendar years after their own: nothing older can be asked.
ANNEES_GARDEES = 2
JAMAIS_IMPRIMEES = {"sejour_nationalite"}


class Mesure(TextChoices):
    PART = "part", "La part"
    NOMBRE = "nombre", "Le nombre"


@dataclass(frozen=True, slots=True)
class Demande:
    """A valid question put to the map. `besoin` is the label of what is mapped, if any."""

    filtre: Filtre
    mesure: Mesure
    besoin: str = ""
    quartier: str = ""


def verifier_les_trimestres(form: forms.Form, lus: dict[str, Any]) -> None:
    """« trimestre » to « jusqu_a », in that order: what is wrong is told on its field."""
    if lus.get("jusqu_a") and lus.get("trimestre") == "":
        form.add_error("trimestre", "Dire aussi le premier trimestre de la période.")
    elif lus.get("jusqu_a") and lus["jusqu_a"] < lus.get("trimestre", ""):
        form.add_error("jusqu_a", "Ce trimestre vient avant le premier : les échanger.")


class FormulaireDuPilotage(forms.Form):
    """What steering may ask: one trimestre, one quartier. By default the last one ended."""

    trimestre = forms.ChoiceField(label="Trimestre", required=False)
    quartier = forms.ChoiceField(label="Quartier", required=False)
    mesure = forms.ChoiceField(label="Montrer", required=False, choices=Mesure.choices)

    par_defaut = "Le dernier achevé"
    field_order = ("besoin", "trimestre", "jusqu_a", "mesure", "du", "au", "quartier")
    replies: tuple[str, ...] = ()

    def __init__(self, donnees: Any, *, equipe: Equipe, quartiers: Iterable[Quartier]) -> None:
        super().__init__(donnees)
        self.equipe = equipe
        self.demandes = donnees
        self._proposer("trimestre", [("", self.par_defaut), *_trimestres()])
        self._proposer("quartier", [("", "Tous"), *((un.cle, un.nom) for un in quartiers)])

    def _proposer(self, champ: str, choix: list[Any]) -> None:
        self.fields[champ].choices = choix  # type: ignore[attr-defined]

    def champs(self) -> list[forms.BoundField]:
        """Those always in sight."""
        return [champ for champ in self if champ.name not in self.replies]

    def champs_replies(self) -> list[forms.BoundField]:
        """Those folded away, until one is used."""
        return [self[nom] for nom in self.replies]

    def repli_ouvert(self) -> bool:
        return any(self.demandes.get(nom) for nom in self.replies)

    @property
    def ignores(self) -> list[str]:
        """The words of the address that this reader may not use."""
        inconnus = set(ChoixDeCarte.base_fields) - set(self.fields)
        return sorted(nom for nom in inconnus if self.demandes.get(nom))

    def demande(self) -> Demande:
        """The question, once the form is valid."""
        return Demande(
            filtre=Filtre(self.equipe, self.periode()),
            mesure=Mesure(self.cleaned_data["mesure"] or Mesure.PART),
            quartier=self.cleaned_data["quartier"],
        )

    def periode(self) -> Periode:
        choisi = self.cleaned_data["trimestre"]
        return Periode.de(Trimestre.lire(choisi) if choisi else _en_cours().precedent())


class ChoixDeCarte(FormulaireDuPilotage):
    """What the team may ask. By default the last four trimestres, the present one included."""

    besoin = forms.ChoiceField(label="Besoin", required=False)
    jusqu_a = forms.ChoiceField(label="Jusqu’au", required=False)
    du = forms.DateField(label="Du", required=False, validators=BORNES)
    au = forms.DateField(label="Au", required=False, validators=BORNES)

    par_defaut = "Les 4 derniers"
    replies = ("du", "au", "quartier")

    def __init__(self, donnees: Any, **options: Any) -> None:
        super().__init__(donnees, **options)
        self.categories = {
            une.code: une
            for une in CategorieBesoin.objects.pour(self.equipe).select_related("parent")
        }
        self._proposer("besoin", [("", "Toutes les rencontres"), *self._besoins()])
        self._proposer("jusqu_a", [("", "Le même"), *_trimestres()])
        for nom in ("du", "au"):
            self.fields[nom].widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def _besoins(self) -> Iterable[tuple[str, list[tuple[str, str]]]]:
        yield "Par domaine", [(un.code, un.libelle) for un in domaines().values()]
        for domaine in domaines().values():
            siennes = [une for une in self.categories.values() if une.domaine == domaine.code]
            yield domaine.libelle, [(une.code, une.libelle) for une in siennes]

    def clean(self) -> dict[str, Any]:
        lus = super().clean() or self.cleaned_data
        if lus.get("au") and lus.get("du", "") is None:
            self.add_error("du", "Dire aussi le premier jour de la période.")
        elif lus.get("du") and lus["du"] > (lus.get("au") or timezone.localdate()):
            self.add_error("au", "La fin de la période vient après son début.")
        verifier_les_trimestres(self, lus)
        return lus

    def demande(self) -> Demande:
        code = self.cleaned_data["besoin"]
        domaine = domaines().get(code)
        return Demande(
            filtre=Filtre(
                self.equipe,
                self.periode(),
                domaine=code if domaine else None,
                categorie=code if code and not domaine else None,
            ),
            mesure=Mesure(self.cleaned_data["mesure"] or Mesure.PART),
            besoin=self._libelle(code),
            quartier=self.cleaned_data["quartier"],
        )

    def _libelle(self, code: str) -> str:
        if code in domaines():
            return domaines()[code].libelle
        return self.categories[code].libelle if code else ""

    def periode(self) -> Periode:
        """Free days first, else trimestres, else the last four."""
        lus = self.cleaned_data
        if lus["du"]:
            return Periode(lus["du"], lus["au"] or timezone.localdate())
        if lus["trimestre"]:
            return Periode.de(
                Trimestre.lire(lus["trimestre"]), Trimestre.lire(lus["jusqu_a"] or lus["trimestre"])
            )
        return Periode.de(_en_cours().precedent(3), _en_cours())


class ChoixImprimable(ChoixDeCarte):
    """The same for paper, where some besoins are never shown by quartier."""

    def clean_besoin(self) -> str:
        code: str = self.cleaned_data["besoin"]
        if code and not est_imprimable(self.categories.get(code)):
            raise forms.ValidationError(
                f"« {self.categories[code]} » ne s’imprime pas par quartier : "
                "quelqu’un pourrait y être reconnu."
            )
        return code


def est_imprimable(categorie: CategorieBesoin | None) -> bool:
    if categorie is None:
        return True
    return JAMAIS_IMPRIMEES.isdisjoint(
        {categorie.code, categorie.parent.code if categorie.parent else ""}
    )


def _en_cours() -> Trimestre:
    return Trimestre.du_jour(timezone.localdate())


def _trimestres() -> list[tuple[str, str]]:
    """Those whose rencontres may still be kept, last first."""
    dernier = _en_cours()
    premier = Trimestre(dernier.annee - ANNEES_GARDEES, 1)
    gardes = Periode.de(premier, dernier).trimestres()
    return [(str(un), un.libelle) for un in reversed(gardes)]
