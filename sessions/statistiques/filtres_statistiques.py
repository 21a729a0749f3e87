"""What may be asked of the page of statistics: the one filter of the desk, and a crossing."""

from collections.abc import Iterator
from typing import Any

from django import forms

from sessions.nomenclatures.listes import libelles
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

    croiser = forms.ChoiceField(label="En ligne", required=False)
    par = forms.ChoiceField(label="En colonne", required=False)

    a_part = ("croiser", "par")

    def __init__(self, donnees: Any, **options: Any) -> None:
        super().__init__(donnees, **options)
        for nom, defaut in zip(self.a_part, PAR_DEFAUT, strict=True):
            self.proposer(nom, [(code, une.libelle) for code, une in DIMENSIONS.items()])
            self.fields[nom].initial = defaut
            # Part of the form that stands at the top of the page.
            self.fields[nom].widget.attrs["form"] = "choix"

    def champs(self) -> list[forms.BoundField]:
        return [champ for champ in super().champs() if champ.name not in self.a_part]

    def champs_a_part(self) -> list[forms.BoundField]:
        return [self[nom] for nom in self.a_part]

    def croisement(self) -> Croisement:
        return Croisement.de(*self._croises())

    def _croises(self) -> tuple[str, str]:
        """What the address says; a default for what it leaves out."""
        lus = self.cleaned_data
        return lus["croiser"] or PAR_DEFAUT[0], lus["par"] or PAR_DEFAUT[1]

    def clean(self) -> dict[str, Any]:
        lus = super().clean()
        if {"croiser", "par"} <= lus.keys():
            une, autre = self._croises()
            if une == autre:
                self.add_error(
                    "par", f"« {DIMENSIONS[une].libelle} » est déjà en ligne : choisir autre chose."
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


def perimetre(form: ChoixDuPilotage) -> str:
    """The filter in words: « 3e trimestre 2026, quartier Maurepas, 18 à 24 ans »."""
    mots = ", ".join(_perimetre(form))
    return mots[0].upper() + mots[1:]


def _perimetre(form: ChoixDuPilotage) -> Iterator[str]:
    lus = form.cleaned_data
    yield form.periode().libelle
    if isinstance(form, ChoixDuTerrain) and (besoin := form.libelle_du_besoin()):
        yield f"besoin «\u202f{besoin}\u202f»"
    if quartier := form.quartiers.get(lus["quartier"]):
        yield f"quartier {quartier.nom}"
    if qpv := lus.get("qpv"):
        yield EN_QPV[qpv]
    for nom in ("tranche_age", "genre", "activite"):
        if code := lus.get(nom):
            yield f"{DIMENSIONS[nom].libelle.lower()}\u202f: {libelles(nom)[code].lower()}"
