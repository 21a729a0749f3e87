"""A question put to the map, once it is valid: what, how, when, and beside what."""

from dataclasses import dataclass, replace

from django.db.models import TextChoices

from sessions.periodes import Periode, Trimestre
from sessions.rencontres.selection import Selection
from sessions.statistiques.figures.aspects import ECARTS, Echelle
from sessions.statistiques.sujets import RENCONTRES, Sujet

PRECEDENTE, UN_AN_AVANT = "precedente", "un_an_avant"
TRIMESTRES_MONTRES = 12


class Mesure(TextChoices):
    PART = "part", "La part"
    HEURE = "heure", "Par heure de présence"
    NOMBRE = "nombre", "Le nombre"
    ECART = "ecart", "L’écart"


class Vue(TextChoices):
    UNE = "", "Une carte"
    TRIMESTRES = "trimestres", "Par trimestre"
    COTE_A_COTE = "cote-a-cote", "Côte à côte"


@dataclass(frozen=True, slots=True)
class Demande:
    """`besoin` is the label of the besoin that narrows what is mapped, if any.

    `quartier` is the key of the one that is looked at; the others stay drawn, without figure.
    With `autre_quartier`, two stand side by side; else `avec` says which period stands
    beside: PRECEDENTE, UN_AN_AVANT, or a trimestre or year by its code.
    """

    selection: Selection
    mesure: Mesure
    besoin: str = ""
    quartier: str = ""
    sujet: Sujet = RENCONTRES
    vue: Vue = Vue.UNE
    avec: str = PRECEDENTE
    autre_quartier: str = ""
    cote_a_cote_de_quartiers: bool = False
    quantiles: bool = False
    lieux: bool = False

    @property
    def choisis(self) -> set[str]:
        """The keys of the quartiers looked at; none of them when all are."""
        return {self.quartier, self.autre_quartier} - {""}

    @property
    def echelle(self) -> Echelle:
        return {
            Mesure.PART: self.sujet.parts,
            Mesure.HEURE: self.sujet.taux,
            Mesure.NOMBRE: self.sujet.nombres,
            Mesure.ECART: ECARTS,
        }[self.mesure]

    def periode_comparee(self, periode: Periode) -> Periode:
        """The one that stands beside this one."""
        if self.avec == PRECEDENTE:
            return periode.precedente
        return periode.un_an_avant if self.avec == UN_AN_AVANT else Periode.lire(self.avec)

    def panneaux(self) -> list["Demande"]:
        """The question of each map, in the order in which they are shown."""
        if self.vue == Vue.TRIMESTRES:
            return [self._pendant(self._part(un)) for un in self.selection.periode.trimestres()]
        if self.vue == Vue.UNE:
            return [replace(self, autre_quartier="")]
        if self.autre_quartier:
            return [
                replace(self, quartier=cle, autre_quartier="", cote_a_cote_de_quartiers=True)
                for cle in (self.quartier, self.autre_quartier)
            ]
        # Both periods are shown: their difference is in the table.
        mesure = Mesure.PART if self.mesure == Mesure.ECART else self.mesure
        demandee = self.selection.periode
        deux = sorted([self.periode_comparee(demandee), demandee], key=lambda une: une.du)
        return [replace(self._pendant(une), mesure=mesure) for une in deux]

    def _part(self, trimestre: Trimestre) -> Periode:
        """What the period holds of a trimestre."""
        periode = self.selection.periode
        return Periode(max(periode.du, trimestre.du), min(periode.au, trimestre.au))

    def _pendant(self, periode: Periode) -> "Demande":
        return replace(self, selection=replace(self.selection, periode=periode))
