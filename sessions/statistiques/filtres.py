"""What may be asked of the map, and what it means: the state that its address carries."""

from dataclasses import dataclass, replace

from django import forms
from django.db.models import TextChoices

from sessions.nomenclatures.models import CategorieBesoin
from sessions.rencontres.choix import UNE_FAMILLE, ChoixDuPilotage, ChoixDuTerrain
from sessions.rencontres.selection import Selection

JAMAIS_IMPRIMEES = {"sejour_nationalite"}
FAMILLE_JAMAIS_IMPRIMEE = f"{UNE_FAMILLE}titre_de_sejour"


class Mesure(TextChoices):
    PART = "part", "La part"
    NOMBRE = "nombre", "Le nombre"


@dataclass(frozen=True, slots=True)
class Demande:
    """A valid question put to the map. `besoin` is the label of what is mapped, if any.

    `quartier` is the key of the one that is looked at; the others stay drawn, without figure.
    """

    selection: Selection
    mesure: Mesure
    besoin: str = ""
    quartier: str = ""


class CarteDuPilotage(ChoixDuPilotage):
    mesure = forms.ChoiceField(label="Montrer", required=False, choices=Mesure.choices)

    field_order: tuple[str, ...] = ("trimestre", "mesure", "quartier")

    def demande(self) -> Demande:
        """The question, once the form is valid."""
        return Demande(
            selection=replace(self.selection(), quartier=None),
            mesure=Mesure(self.cleaned_data["mesure"] or Mesure.PART),
            quartier=self.cleaned_data["quartier"],
        )


class ChoixDeCarte(ChoixDuTerrain, CarteDuPilotage):
    field_order = (
        *("besoin", "trimestre", "jusqu_a", "mesure", "du", "au", "quartier"),
        *("tranche_age", "genre", "activite", "qpv"),
    )
    replies = ("du", "au", "quartier", "tranche_age", "genre", "activite", "qpv")

    def demande(self) -> Demande:
        return replace(super().demande(), besoin=self.libelle_du_besoin())


class ChoixImprimable(ChoixDeCarte):
    """The same for paper, where some besoins are never shown by quartier."""

    def clean_besoin(self) -> str:
        code: str = self.cleaned_data["besoin"]
        if code == FAMILLE_JAMAIS_IMPRIMEE or not est_imprimable(self.categories.get(code)):
            raise forms.ValidationError(
                f"« {self.libelle_du_besoin_de(code)} » ne s’imprime pas par quartier : "
                "quelqu’un pourrait y être reconnu."
            )
        return code


def est_imprimable(categorie: CategorieBesoin | None) -> bool:
    if categorie is None:
        return True
    return JAMAIS_IMPRIMEES.isdisjoint(
        {categorie.code, categorie.parent.code if categorie.parent else ""}
    )
