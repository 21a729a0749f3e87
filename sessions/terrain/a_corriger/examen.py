"""A reception set aside, examined: what is wrong with it, and what it competes with."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from medlove.models import Equipe
from sessions.donnees import Contexte
from sessions.donnees.champs import lire_uuid
from sessions.donnees.verification import verifier
from sessions.element import Element
from sessions.sorties.models import Bilan
from sessions.terrain.a_corriger.bureau import element, lisible
from sessions.terrain.lots.jugement import AILLEURS
from sessions.terrain.lots.reception import DEJA_PRIS
from sessions.terrain.lots.recu import Recu
from sessions.terrain.models import Reception

EFFACE = "Il a été supprimé depuis : son contenu n’est plus là."
SANS_IDENTIFIANT = "Son identifiant est illisible : rien ne permet de le ranger."
SORTE_INCONNUE = (
    "Une tablette plus récente que ce site l’a envoyé. Une fois le site à jour, "
    "le revalider suffira ; d’ici là, il attend sans risque."
)
ILLISIBLE = "Son contenu n’est pas celui d’un enregistrement : il n’y a rien à corriger."
DEJA_LA = (
    "Un de ses identifiants est déjà celui d’un autre enregistrement : c’est peut-être une copie. "
    "L’enregistrer lui en donnera de nouveaux."
)


def examiner(recu: Recu, equipe: Equipe, ancienne: Any = None) -> dict[str, str]:
    """Why this element cannot be written, by field: the rules that serve the tablets."""
    if recu.type is None or type(recu.donnees) is not dict:
        return {}
    return verifier(recu.type, recu.version(), Contexte(equipe), ancienne)


class Dossier:
    """What a page shows of a reception. Opening one writes nothing and locks nothing."""

    def __init__(self, reception: Reception) -> None:
        self.reception, self.equipe = reception, reception.equipe
        self.recu = Recu(element(reception), echappe=False)
        self.champs: Mapping[str, Any] = lisible(self.recu.champs)
        lues = self.champs.get("donnees")
        self.donnees: dict[str, Any] = lues if type(lues) is dict else {}
        # None for a sort this server does not know: `empechement` says so before it is used.
        self.type: Any = self.recu.type

    @property
    def porte_une_note(self) -> bool:
        """Whether what it shows holds one, of the tablet or of the site."""
        return bool(self.donnees.get("note") or getattr(self.rivale, "note", ""))

    @cached_property
    def empechement(self) -> str:
        """Why nothing of it can be mended; "" when it can."""
        if self.reception.brut is None:
            return EFFACE
        if self.recu.id is None:
            return SANS_IDENTIFIANT
        if self.type is None:
            return SORTE_INCONNUE
        if type(self.recu.donnees) is not dict:
            return ILLISIBLE
        return AILLEURS if self._est_ailleurs() else ""

    def _est_ailleurs(self) -> bool:
        return self._homonymes().exclude(equipe=self.equipe).exists()

    def _homonymes(self) -> Any:
        """The records of this id, whoever owns them."""
        return self.type.modele._default_manager.filter(pk__in=[self.recu.id])

    @cached_property
    def rivale(self) -> Element | None:
        """The record of the site that stands where this one would go."""
        if self.empechement:
            return None
        homonyme: Element | None = self._homonymes().filter(equipe=self.equipe).first()
        if homonyme:
            return homonyme
        if self.type.nom == "bilan" and (sortie := lire_uuid(self.donnees.get("sortie"))):
            return Bilan.objects.filter(equipe=self.equipe, sortie=sortie).first()
        return None

    @property
    def meme_id(self) -> bool:
        """The site holds another version of this very record, not a second bilan."""
        return self.rivale is not None and self.rivale.pk == self.recu.id

    @cached_property
    def motifs(self) -> dict[str, str]:
        """Why it cannot be written as it is, by field."""
        if self.empechement:
            return {}
        motifs = examiner(self.recu, self.equipe, self.rivale if self.meme_id else None)
        # The number of the version is given anew when it is mended.
        return {chemin: motif for chemin, motif in motifs.items() if chemin != "edition"}

    @property
    def est_abime(self) -> bool:
        """It is not what the tablet said it was sending."""
        return self.recu.empreinte != self.recu.dite

    @property
    def ids_pris(self) -> bool:
        return self.reception.motif == DEJA_PRIS

    @property
    def suffit_de_revalider(self) -> bool:
        """Nothing stands in its way any more: what it needed came since."""
        sans_reproche = not (self.empechement or self.motifs or self.rivale)
        return sans_reproche and not self.est_abime and not self.ids_pris

    @property
    def en_attente_du_site(self) -> bool:
        """Judging it again may be enough, once the site knows its sort."""
        return self.empechement == SORTE_INCONNUE

    def empreinte_du_site(self) -> str:
        """What a replacement must name."""
        if self.rivale is None:
            return ""
        return str(self.type.empreintes([self.rivale])[self.rivale.pk])

    def a_corriger_d_abord(self) -> list[Reception]:
        """What it hangs on and is set aside itself."""
        cles = [str(cle) for cle in self._manquantes()]
        if not cles:
            return []
        receptions = Reception.objects.de(self.equipe).a_corriger().filter(element__in=cles)
        return list(receptions.exclude(pk=self.reception.pk).select_related("appareil", "membre"))

    def _manquantes(self) -> list[Any]:
        if self.empechement:
            return []
        version = self.recu.version()
        self.type.lire(version)
        contexte = Contexte(self.equipe)
        contexte.charger([version.lecture])
        return [citation.cle for citation in contexte.absentes(version.lecture)]
