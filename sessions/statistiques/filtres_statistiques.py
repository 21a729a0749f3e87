"""What may be asked of the page of statistics: the one filter of the desk, and a crossing."""

from collections.abc import Iterator
from typing import Any

from django import forms

from sessions.nomenclatures.listes import libelles
from sessions.periodes import Periode
from sessions.rencontres.choix import ChoixDuPilotage, ChoixDuTerrain
from sessions.statistiques.filtres import FAMILLE_JAMAIS_IMPRIMEE, est_imprimable
from sessions.statistiques.mesures import DIMENSIONS
from sessions.statistiques.mesures.dimensions import Modalites
from sessions.statistiques.tables import PAR_DEFAUT, Croisement

EN_QPV = {
    "oui": "en quartier prioritaire",
    "non": "hors quartier prioritaire",
    "inconnu": "quartier prioritaire non renseigné",
}


class ChoixDeStatistiques(ChoixDuTerrain):
    """`croiser` in rows, `par` in columns; their fields stand beside their table."""

    croiser = forms.ChoiceField(label="En ligne")
    par = forms.ChoiceField(label="En colonne")

    a_part = ("croiser", "par")

    def __init__(self, donnees: Any, **options: Any) -> None:
        donnees = donnees.copy()
        for nom, defaut in zip(self.a_part, PAR_DEFAUT, strict=True):
            donnees.setdefault(nom, defaut)
        super().__init__(donnees, **options)
        for nom in self.a_part:
            self.proposer(nom, [(code, une.libelle) for code, une in DIMENSIONS.items()])
            # Part of the form that stands at the top of the page.
            self.fields[nom].widget.attrs["form"] = "choix"

    def champs(self) -> list[forms.BoundField]:
        return [champ for champ in super().champs() if champ.name not in self.a_part]

    def champs_a_part(self) -> list[forms.BoundField]:
        return [self[nom] for nom in self.a_part]

    def erreur_a_part(self) -> bool:
        return any(champ.errors for champ in self.champs_a_part())

    def croisement(self) -> Croisement:
        return Croisement.de(*(self.cleaned_data[nom] for nom in self.a_part))

    def clean(self) -> dict[str, Any]:
        lus = super().clean()
        if "par" in lus and lus.get("croiser") == lus["par"]:
            libelle = DIMENSIONS[lus["par"]].libelle
            self.add_error(
                "par", f"«\u202f{libelle}\u202f» est déjà en ligne\u202f: choisir autre chose."
            )
        return lus

    def noms(self) -> dict[str, Modalites]:
        """The labels of quartiers and categories: the form has them at hand."""
        return {
            "quartier": {str(un.pk): un.nom for un in self.quartiers.values()},
            "categorie": {
                une.code: une.libelle for une in self.categories.values() if une.parent is None
            },
        }

    def besoin_discret(self) -> bool:
        """Whether the besoin chosen is one never printed by quartier."""
        code = self.cleaned_data["besoin"]
        return code == FAMILLE_JAMAIS_IMPRIMEE or not est_imprimable(self.categories.get(code))


def perimetre(form: ChoixDuPilotage, periode: Periode) -> str:
    """The filter in words: « 3e trimestre 2026, quartier Maurepas, âge : 18 à 24 ans »."""
    mots = ", ".join([periode.libelle, *_perimetre(form)])
    return mots[0].upper() + mots[1:]


def _perimetre(form: ChoixDuPilotage) -> Iterator[str]:
    lus = form.cleaned_data
    if isinstance(form, ChoixDuTerrain) and (besoin := form.libelle_du_besoin()):
        yield f"besoin «\u202f{besoin}\u202f»"
    if quartier := form.quartiers.get(lus["quartier"]):
        yield f"quartier {quartier.nom}"
    if qpv := lus.get("qpv"):
        yield EN_QPV[qpv]
    for nom in ("tranche_age", "genre", "activite"):
        if code := lus.get(nom):
            yield f"{DIMENSIONS[nom].libelle.lower()}\u202f: {libelles(nom)[code].lower()}"
