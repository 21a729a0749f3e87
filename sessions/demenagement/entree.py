"""One table after the other, rows of a CSV file become rows of the base, as they were.

Neither default, nor signal, nor date of today. What a row names must have come with it: a row of
another équipe, which this base may hold, is out of reach.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import DatabaseError, IntegrityError, connection
from django.db.models import FileField

from medlove.models import Equipe, Utilisateur
from sessions.demenagement.cellules import lire
from sessions.demenagement.contenu import TABLES
from sessions.demenagement.description import table_de
from sessions.demenagement.lecture import lire_csv
from sessions.demenagement.ouverture import Dossier
from sessions.demenagement.partage import Partages
from sessions.demenagement.refus import ImportRefuse
from sessions.demenagement.tables import (
    CLE,
    CLES,
    Champ,
    Illisible,
    Modele,
    Table,
    colonnes_de_la_cle,
)
from territoires.recherche import ChampDeRecherche

PAR_LOT = 500  # rows written, and identifiers asked of the base, in one trip
ICI = "default"

Lue = tuple[int, list[str]]
Rang = dict[str, Any]


class Entree:
    """`equipe` is known once its own file is read; `lignes` counts what was read, by table;
    `nommes` are the kept files that rows name, with the column that does."""

    def __init__(self, dossier: Dossier, fichiers: set[str]) -> None:
        self._dossier, self._fichiers = dossier, fichiers
        self._partages = Partages()
        self.equipe: UUID | None = None
        self.lignes: dict[str, int] = {}
        self.nommes: dict[str, tuple[Table, Champ]] = {}

    def lire_l_equipe(self) -> UUID:
        """Write the équipe itself, which is not here yet; its id. Raises ImportRefuse."""
        self._lire([une for une in TABLES if une.modele is Equipe])
        if self.equipe is None:
            raise ImportRefuse("equipe.csv : il faut une équipe, et une seule.")
        return self.equipe

    def lire_le_reste(self) -> None:
        """Write every other table. Raises ImportRefuse."""
        self._lire([une for une in TABLES if une.modele is not Equipe])

    def _lire(self, tables: list[Table]) -> None:
        for table in tables:
            self.lignes[table.nom] = 0
            for lot in self._lots(table):
                self._ranger(table, lot)
                self.lignes[table.nom] += len(lot)

    def _lots(self, table: Table) -> Iterator[list[Lue]]:
        lues = lire_csv(self._dossier, table.fichier, table.colonnes)
        if any(champ.related_model is table.modele for champ in table.champs):
            yield from parents_d_abord(table, list(lues))
            return
        while lot := list(islice(lues, PAR_LOT)):
            yield lot

    def _ranger(self, table: Table, lot: list[Lue]) -> None:
        rangs = [self._rang(table, numero, cellules) for numero, cellules in lot]
        numeros = [numero for numero, _ in lot]
        if table.modele is Equipe:
            self.equipe = _une_nouvelle(rangs)
        self._verifier_les_liens(table, numeros, rangs)
        _sans_doublon(table, numeros, rangs)
        if table.partagee:
            neufs = self._partages.a_creer(table, lot, rangs)
        else:
            neufs = rangs
            _refuser_les_pris(table, rangs)
        _inserer(table, neufs, numeros)
        if table.partagee or table.modele in CLES:
            self._partages.retenir(table, rangs)

    def _rang(self, table: Table, numero: int, cellules: list[str]) -> Rang:
        """The values of a row, by column of the base."""
        rang: Rang = {champ.attname: self.equipe for champ in _de_l_equipe(table)}
        dites = dict(zip(table.colonnes, cellules, strict=True))
        if table.modele in CLES:
            lire_la_cle = CLES[table.modele].lire
            rang |= self._ou(table, numero, CLE, lambda: lire_la_cle(dites[CLE], self.equipe))
        for champ in table.champs:
            lue = self._ou(table, numero, champ.name, lambda: self._valeur(champ, dites))  # noqa: B023
            rang[champ.attname] = lue
            if lue and isinstance(champ, FileField):
                self.nommes[lue] = (table, champ)
        return rang

    def _ou(self, table: Table, numero: int, colonne: str, lire_la: Any) -> Any:
        """Whatever is wrong is told with its place, and without what the cell holds."""
        try:
            return lire_la()
        except Illisible as faute:
            raise ImportRefuse(
                f"{table.fichier}, ligne {numero}, colonne {colonne} : la cellule {faute}."
            ) from faute

    def _valeur(self, champ: Champ, dites: dict[str, str]) -> Any:
        cellule = dites[champ.name]
        if champ.related_model not in CLES or not cellule:
            valeur = lire(champ, cellule)
        else:
            valeur = self._partages.numero(champ.related_model, cellule)
        if valeur and isinstance(champ, FileField) and valeur not in self._fichiers:
            raise Illisible("nomme un fichier qui n’est pas dans l’export")
        return valeur

    def _verifier_les_liens(self, table: Table, numeros: list[int], rangs: list[Rang]) -> None:
        for champ in table.champs:
            if champ.related_model is None or champ.related_model in CLES:
                continue
            nommes = {rang[champ.attname] for rang in rangs} - {None}
            presents = self._presents(champ.related_model, nommes)
            for numero, rang in zip(numeros, rangs, strict=True):
                if rang[champ.attname] is not None and rang[champ.attname] not in presents:
                    raise ImportRefuse(
                        f"{table.fichier}, ligne {numero}, colonne {champ.name} : ce qu’elle nomme "
                        f"n’est pas dans {table_de(champ.related_model).fichier}."
                    )

    def _presents(self, modele: Modele, nommes: set[Any]) -> set[Any]:
        """Those that came with this équipe."""
        if not nommes or modele is Utilisateur:
            return self._partages.membres & nommes
        assert self.equipe is not None
        siens = table_de(modele).lot(self.equipe, ICI)
        return set(siens.filter(pk__in=nommes).values_list("pk", flat=True))


def parents_d_abord(table: Table, lues: list[Lue]) -> Iterator[list[Lue]]:
    """The rows of a table that names itself, each after the one it names."""
    (lien,) = [champ.name for champ in table.champs if champ.related_model is table.modele]
    cle, parent = table.colonnes.index(CLE), table.colonnes.index(lien)
    connus = {""}
    while lues:
        pretes = [lue for lue in lues if lue[1][parent] in connus]
        lues = [lue for lue in lues if lue[1][parent] not in connus]
        if not pretes:
            raise ImportRefuse(
                f"{table.fichier}, ligne {lues[0][0]}, colonne {lien} : ce qu’elle nomme n’est pas "
                "dans ce fichier, ou la nomme elle-même."
            )
        yield pretes
        connus |= {lue[1][cle] for lue in pretes}


def _de_l_equipe(table: Table) -> Iterator[Champ]:
    """The column that no file says: what came is all of one équipe."""
    for champ in table.modele._meta.concrete_fields:
        if champ.related_model is Equipe and champ.name not in colonnes_de_la_cle(table.modele):
            yield champ


def _une_nouvelle(rangs: list[Rang]) -> UUID:
    """Raises ImportRefuse when the équipe is here already."""
    if len(rangs) > 1:
        raise ImportRefuse("equipe.csv : il faut une équipe, et une seule.")
    slug, pk = rangs[0]["slug"], rangs[0]["id"]
    if Equipe.objects.filter(slug=slug).exists() or Equipe.objects.filter(pk=pk).exists():
        raise deja_ici(slug)
    return UUID(str(pk))


def deja_ici(slug: str) -> ImportRefuse:
    return ImportRefuse(
        f"L’équipe « {slug} » existe déjà ici : importer dans une instance qui ne l’a pas."
    )


def _sans_doublon(table: Table, numeros: list[int], rangs: list[Rang]) -> None:
    vus: set[Any] = set()
    for numero, rang in zip(numeros, rangs, strict=True):
        pk = rang.get(table.modele._meta.pk.attname, numero)
        if pk in vus:
            raise ImportRefuse(f"{table.fichier}, ligne {numero} : cette ligne y est deux fois.")
        vus.add(pk)


def _refuser_les_pris(table: Table, rangs: list[Rang]) -> None:
    cle = table.modele._meta.pk.attname
    ids = [rang[cle] for rang in rangs if cle in rang]
    pris = table.modele._base_manager.filter(pk__in=ids).order_by().values_list("pk", flat=True)
    if ids and (un := pris.first()):
        raise ImportRefuse(
            f"{table.fichier} : l’identifiant {un} est déjà celui d’une autre ligne de cette "
            "instance, ou y est deux fois."
        )


def _inserer(table: Table, rangs: list[Rang], numeros: list[int]) -> None:
    """Add the rows as they are."""
    if not rangs:
        return
    modele, citer = table.modele, connection.ops.quote_name
    complets = [_complet(table, rang) for rang in rangs]
    champs = [champ for champ in modele._meta.concrete_fields if champ.attname in complets[0]]
    visees = ", ".join(citer(str(champ.column)) for champ in champs)
    ordre = f"INSERT INTO {citer(modele._meta.db_table)} ({visees}) VALUES ({_places(champs)})"
    try:
        with connection.cursor() as curseur:
            curseur.executemany(ordre, [_prepare(champs, rang) for rang in complets])
    except DatabaseError as erreur:
        regle = _regle(table, erreur)
        # Somebody who imports it too was quicker.
        if table.modele is Equipe and isinstance(erreur, IntegrityError) and not regle:
            raise deja_ici(rangs[0]["slug"]) from erreur
        raise ImportRefuse(
            f"{table.fichier}, lignes {numeros[0]} à {numeros[-1]} : la base les refuse{regle}."
        ) from erreur


def _places(champs: Iterable[Champ]) -> str:
    return ", ".join("%s" for _ in champs)


def _prepare(champs: list[Champ], rang: Rang) -> list[Any]:
    return [champ.get_db_prep_save(rang[champ.attname], connection) for champ in champs]


def _complet(table: Table, rang: Rang) -> Rang:
    """With what stayed behind, and the copies that searches read."""
    noms = {champ.name: champ for champ in table.modele._meta.concrete_fields}
    rang = rang | {noms[nom].attname: sans.a_ecrire() for nom, sans in table.sans.items()}
    copies = [champ for champ in noms.values() if isinstance(champ, ChampDeRecherche)]
    if copies:
        objet = table.modele(**rang)
        rang |= {champ.attname: champ.pre_save(objet, True) for champ in copies}
    return rang


def _regle(table: Table, erreur: DatabaseError) -> str:
    """The rule that a row broke: never what the base says, which quotes the row."""
    dit = str(erreur)
    for contrainte in table.modele._meta.constraints:
        if contrainte.name in dit:
            return f" (règle {contrainte.name})"
    return ""
