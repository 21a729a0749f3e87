"""What may be asked of the page of hypotheses: the choice of the desk, and its own default."""

from typing import Any

from sessions.periodes import Periode
from sessions.rencontres.choix import ChoixDuPilotage, ChoixDuTerrain, trimestre_en_cours
from sessions.statistiques.filtres import FAMILLE_JAMAIS_IMPRIMEE, est_imprimable


class HypothesesDuPilotage(ChoixDuPilotage):
    """The last four trimestres, as for the team: an evolution needs several."""

    par_defaut = "Les 4 derniers"

    def periode(self) -> Periode:
        if self.cleaned_data["trimestre"]:
            return super().periode()
        return Periode.de(trimestre_en_cours().precedent(3), trimestre_en_cours())


class HypothesesImprimables(ChoixDuTerrain):
    """The same for paper, where some besoins are never shown by quartier."""

    def clean(self) -> dict[str, Any]:
        lus = super().clean()
        besoin = lus.get("besoin", "")
        retenu = besoin == FAMILLE_JAMAIS_IMPRIMEE or not est_imprimable(
            self.categories.get(besoin)
        )
        if (lus.get("quartier") or lus.get("qpv")) and retenu:
            self.add_error(
                "besoin",
                f"« {self.libelle_du_besoin_de(besoin)} » ne s’imprime pas par quartier : "
                "quelqu’un pourrait y être reconnu. Choisir tous les quartiers.",
            )
        return lus
