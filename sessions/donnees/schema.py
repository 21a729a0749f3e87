"""A schema: the fields of a type of element, or of one entry of a list inside it."""

from collections.abc import Mapping
from typing import Any

from sessions.donnees.champs import ESPACE, Champ, en_liste
from sessions.donnees.lecture import Lecture
from sessions.donnees.refus import Refus


class Schema:
    """Fields by key. A key the schema does not know is ignored: a newer tablet wrote it."""

    def __init__(self, champs: Mapping[str, Champ]) -> None:
        self.champs = dict(champs)
        self._defauts = {nom: champ.defaut for nom, champ in champs.items()}
        self._obligatoires = [nom for nom, champ in champs.items() if champ.obligatoire]
        self._stockes = [(nom, champ) for nom, champ in champs.items() if champ.attribut]

    def lire(
        self, donnees: Mapping[str, Any], lecture: Lecture, prefixe: str = ""
    ) -> dict[str, Any]:
        """Every field with its value, or its default when absent or null.

        What cannot be kept goes to `lecture.motifs`, what must be looked up to
        `lecture.citations`.
        """
        valeurs = self._defauts.copy()
        champs = self.champs
        for nom, valeur in donnees.items():
            if valeur is None or (champ := champs.get(nom)) is None:
                continue
            chemin = prefixe + nom
            try:
                valeurs[nom] = champ.lire(valeur, lecture, chemin)
            except Refus as refus:
                lecture.refuser(chemin, str(refus))
        for nom in self._obligatoires:
            if donnees.get(nom) is None:
                lecture.refuser(prefixe + nom, f"{champs[nom].sujet} manque.")
        return valeurs

    def colonnes(self, valeurs: Mapping[str, Any]) -> dict[str, Any]:
        """The attributes of the model for these values."""
        return {champ.attribut: valeurs[nom] for nom, champ in self._stockes}

    def ecrire(self, objet: Any) -> dict[str, Any]:
        """The stored fields of an object as JSON, without those at their default."""
        donnees = {}
        for nom, champ in self._stockes:
            valeur = getattr(objet, champ.attribut)
            if valeur is None or valeur == []:
                continue
            if champ.obligatoire or valeur != champ.defaut:
                donnees[nom] = champ.ecrire(valeur)
        return donnees


class Entrees(Champ):
    """A list of small objects, each by the same schema."""

    def __init__(self, schema: Schema, sujet: str, maximum: int = 20, **options: Any) -> None:
        super().__init__(sujet, defaut=(), **options)
        self.schema, self.maximum = schema, maximum

    def lire(self, valeur: Any, lecture: Lecture, chemin: str) -> list[dict[str, Any]]:
        entrees = en_liste(self.sujet, valeur, self.maximum)
        if not all(type(entree) is dict for entree in entrees):
            raise Refus(f"{self.sujet}{ESPACE}: une entrée est illisible.")
        return [
            self.schema.lire(entree, lecture, f"{chemin}.{rang}.")
            for rang, entree in enumerate(entrees)
        ]
