"""A word proposed from a tablet, as the contract writes it."""

from typing import Any

from sessions.donnees import Contexte, Entier, Schema, Texte, TypeDElement, Version, declarer
from sessions.notes.controle import relire
from sessions.notes.models import LONGUEUR_MOT, MotCourant, forme

SANS_MOT = "Le mot manque."


@declarer
class TypeMot(TypeDElement):
    """Always a proposal: what a tablet sends teaches nothing to the detector."""

    nom = "mot"
    modele = MotCourant
    schema = Schema(
        {
            "edition": Entier(1, 1_000_000, "Le numéro de version", defaut=1, attribut="edition"),
            "mot": Texte(LONGUEUR_MOT, "Le mot", obligatoire=True, attribut="mot"),
        }
    )

    def controler(self, version: Version, contexte: Contexte) -> None:
        if not str(version.valeurs["mot"]).strip():
            version.lecture.refuser("mot", SANS_MOT)
        relire(version, contexte, ["mot"])

    def colonnes(
        self, version: Version, contexte: Contexte, ancienne: MotCourant | None
    ) -> dict[str, Any]:
        colonnes = super().colonnes(version, contexte, ancienne)
        accepte = bool(ancienne and ancienne.accepte and ancienne.mot == colonnes["mot"])
        return {**colonnes, "forme": forme(colonnes["mot"]), "accepte": accepte}
