"""What an équipe shares with others: accounts, quartiers, national categories.

A row that is here already must be the same, and is left as it is; an import changes nothing that
another équipe reads.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from medlove.models import Utilisateur
from sessions.demenagement.cellules import dire
from sessions.demenagement.refus import ImportRefuse
from sessions.demenagement.tables import (
    CLES,
    DE_L_EQUIPE,
    Champ,
    Illisible,
    Modele,
    Table,
    colonnes_de_la_cle,
)
from sessions.nomenclatures.models import CategorieBesoin

Rang = dict[str, Any]
PAREIL = "mettre les deux instances à la même version, ou importer dans une instance vide"


class Partages:
    """`membres`: the accounts that came; the others are known by their codes."""

    def __init__(self) -> None:
        self.membres: set[UUID] = set()
        self._numeros: dict[Modele, dict[str, int]] = {modele: {} for modele in CLES}

    def numero(self, modele: Modele, cle: str) -> int:
        """The number that this base gives to what a code names. Raises Illisible."""
        try:
            return self._numeros[modele][cle]
        except KeyError:
            raise Illisible("nomme ce qui n’est pas venu avec l’équipe") from None

    def a_creer(
        self, table: Table, lues: list[tuple[int, list[str]]], rangs: list[Rang]
    ) -> list[Rang]:
        """The rows that are not here yet. Raises ImportRefuse for one that is here and differs."""
        la = self._presents(table, rangs, [champ.attname for champ in table.champs])
        ici = {self._cle(table, rang): rang for rang in la}
        vues: set[Any] = set(self.membres) | set(self._numeros.get(table.modele, ()))
        neufs = []
        for (numero, _), rang in zip(lues, rangs, strict=True):
            cle = self._cle(table, rang)
            if cle in vues:
                raise ImportRefuse(f"{table.fichier}, ligne {numero} : « {cle} » y est deux fois.")
            vues.add(cle)
            if cle in ici:
                self._comparer(table, numero, rang, ici[cle])
            else:
                neufs.append(rang)
        self._refuser_les_nouveaux(table, neufs)
        return neufs

    def retenir(self, table: Table, rangs: list[Rang]) -> None:
        """From now on other rows may name these."""
        if table.modele is Utilisateur:
            self.membres |= {rang["id"] for rang in rangs}
            return
        for rang in self._presents(table, rangs):
            self._numeros[table.modele][self._cle(table, rang)] = rang["pk"]

    @staticmethod
    def _cle(table: Table, rang: Rang) -> Any:
        cle = CLES.get(table.modele)
        if cle is None:
            return rang["id"]
        return cle.dire(*(rang[_attname(table.modele, nom)] for nom in cle.colonnes))

    @staticmethod
    def _presents(table: Table, rangs: list[Rang], colonnes: Iterable[str] = ()) -> list[Rang]:
        """The same rows, as this base holds them: another équipe may have a category so called."""
        noms = [_attname(table.modele, nom) for nom in colonnes_de_la_cle(table.modele) or ("id",)]
        lues = table.modele._base_manager.order_by()
        for nom in noms:
            voulus = {rang[nom] for rang in rangs}
            if None not in voulus:
                lues = lues.filter(**{f"{nom}__in": voulus})
        voulues = {tuple(rang[nom] for nom in noms) for rang in rangs}
        trouvees = lues.values(*dict.fromkeys(["pk", *noms, *colonnes]))
        return [une for une in trouvees if tuple(une[nom] for nom in noms) in voulues]

    def _comparer(self, table: Table, numero: int, rang: Rang, ici: Rang) -> None:
        for champ in table.champs:
            if self._dire(champ, rang) != self._dire(champ, ici):
                raise ImportRefuse(
                    f"{table.fichier}, ligne {numero} : « {self._cle(table, rang)} » est déjà dans "
                    f"cette instance, avec « {champ.name} » différent ; {PAREIL}."
                )

    @staticmethod
    def _dire(champ: Champ, rang: Rang) -> str:
        valeur = rang[champ.attname]
        return str(valeur or "") if champ.related_model else dire(champ, valeur)

    @staticmethod
    def _refuser_les_nouveaux(table: Table, rangs: list[Rang]) -> None:
        """An address is that of one account; a national category is not born of an import."""
        if table.modele is Utilisateur:
            adresses = [rang["email"] for rang in rangs]
            if pris := Utilisateur.objects.filter(email__in=adresses).first():
                raise ImportRefuse(
                    f"{table.fichier} : {pris.email} est déjà l’adresse d’un autre compte de cette "
                    "instance ; changer l’adresse de ce compte, puis recommencer."
                )
        if table.modele is CategorieBesoin:
            for rang in rangs:
                if rang["equipe_id"] is None and rang["is_active"]:
                    raise ImportRefuse(
                        f"{table.fichier} : la catégorie nationale « {rang['code']} » n’est pas "
                        f"connue ici ; {PAREIL} (celles de l’équipe commencent par {DE_L_EQUIPE})."
                    )


def _attname(modele: Modele, nom: str) -> str:
    return str(modele._meta.get_field(nom).attname)  # type: ignore[union-attr]
