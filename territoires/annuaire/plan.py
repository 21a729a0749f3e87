"""What an import of partenaires will do, known before anything is written.

Three sides for each value: ours, the file's, and what the same source last said. Untouched here,
the file's is taken; corrected here, ours stays, and it is told when the file changed since.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from uuid import UUID

from medlove.models import Equipe
from territoires.annuaire.besoins import deduire
from territoires.annuaire.lecture import Tableau
from territoires.annuaire.mots import ensemble
from territoires.annuaire.positions import verifier_les_positions
from territoires.annuaire.reperage import CleDeSource, Reconnu, Reperage, dits, retenir
from territoires.annuaire.schema import VALEURS, libelle, table
from territoires.annuaire.valeurs import LigneRefusee, ecrire, lire_valeurs, non_prises, propre
from territoires.importation.refus import typographier
from territoires.localisation import quartier_du_point
from territoires.models import Partenaire, Quartier

DEJA_LU = "même lieu que la {unite} {numero}"
POSITION = "latitude"
LE_VELO = "la nôtre : laissée de côté"


@dataclass(frozen=True)
class Ecart:
    """One field on both sides, in words; `ici` is what the directory holds."""

    champ: str
    ici: str
    fichier: str

    @property
    def libelle(self) -> str:
        return "position" if self.champ == POSITION else libelle(self.champ)


@dataclass
class Entree:
    """A row understood: its partenaire, not saved yet, what it changes, what stays as corrected.

    `besoins` are the codes deduced for a place that is created.
    """

    numero: int
    partenaire: Partenaire
    changes: list[Ecart] = field(default_factory=list)
    gardes: list[Ecart] = field(default_factory=list)
    besoins: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Refus:
    numero: int
    nom: str
    motif: str


@dataclass
class Plan:
    """What becomes of the rows of a file. `retenus` change in memory of the source alone.

    `passes` are the équipe's own row, which is no partenaire; `non_prises`, values left out of
    rows that are kept.
    """

    tableau: Tableau
    crees: list[Entree] = field(default_factory=list)
    modifies: list[Entree] = field(default_factory=list)
    inchanges: list[Entree] = field(default_factory=list)
    refuses: list[Refus] = field(default_factory=list)
    passes: list[Refus] = field(default_factory=list)
    non_prises: list[Refus] = field(default_factory=list)
    retenus: list[Partenaire] = field(default_factory=list)

    @property
    def corriges_ici(self) -> list[Entree]:
        """Those of which a correction made here is kept, though the file says otherwise."""
        return [entree for entree in (*self.modifies, *self.inchanges) if entree.gardes]

    @property
    def corrections(self) -> int:
        """How many fields: one line each in the list of what is kept."""
        return sum(len(entree.gardes) for entree in self.corriges_ici)

    @property
    def besoins_deduits(self) -> list[Entree]:
        """Those created with besoins that nobody noted: to be read again."""
        return [entree for entree in self.crees if entree.besoins]

    @property
    def changements(self) -> int:
        return len(self.crees) + len(self.modifies)

    @property
    def empreinte(self) -> str:
        """What the preview showed, in short: a yes is given to that, and to nothing else."""
        dits = [
            (
                liste,
                entree.numero,
                str(entree.partenaire.pk) if liste else "",
                entree.changes,
                entree.besoins,
            )
            for liste, entrees in enumerate((self.crees, self.modifies, self.inchanges))
            for entree in entrees
        ]
        return sha256(repr((dits, self.refuses, self.tableau.lignes)).encode()).hexdigest()

    @property
    def comptes(self) -> dict[str, int]:
        return {
            "crees": len(self.crees),
            "modifies": len(self.modifies),
            "inchanges": len(self.inchanges),
            "refuses": len(self.refuses),
        }


class Preparation:
    """Rows against a directory. Nothing is saved here."""

    def __init__(
        self,
        tableau: Tableau,
        equipe: Equipe,
        connus: Iterable[Partenaire],
        quartiers: Sequence[Quartier],
        besoins: Collection[str],
        fusions: Iterable[tuple[UUID, UUID]],
    ) -> None:
        self.tableau, self.equipe, self.quartiers = tableau, equipe, quartiers
        self.besoins = besoins
        self.reperage = Reperage(connus, fusions)
        self.plan = Plan(tableau)
        self.pris: set[UUID] = set()
        self.lus: dict[tuple[UUID, CleDeSource], int] = {}
        self.neufs: dict[Any, int] = {}

    def preparer(self) -> Plan:
        verifier_les_positions(self.tableau)
        lues = []
        for numero, ligne in self.tableau.lignes:
            try:
                valeurs = lire_valeurs(ligne, self.tableau)
            except LigneRefusee as refus:
                self._refuser(numero, propre(ligne.get("nom")), str(refus))
                continue
            lues.append((numero, cle_de(ligne), valeurs))
            for motif in non_prises(ligne, valeurs):
                self.plan.non_prises.append(Refus(numero, valeurs["nom"], motif))
        # Those known by their id first: a name and an address never take their place. A place
        # that absorbed another is read by its own row before that of the other.
        directs = {numero: self.reperage.direct(cle) for numero, cle, _ in lues}
        for second in (False, True):
            for numero, cle, valeurs in lues:
                if (reconnu := directs[numero]) and reconnu.second is second:
                    self._confronter(numero, cle, valeurs, reconnu)
        for numero, cle, valeurs in lues:
            if not directs[numero]:
                self._placer(numero, cle, valeurs)
        for liste in (self.plan.crees, self.plan.modifies, self.plan.inchanges):
            liste.sort(key=lambda entree: entree.numero)
        self.plan.refuses.sort(key=lambda refus: refus.numero)
        return self.plan

    def _placer(self, numero: int, cle: CleDeSource, valeurs: dict[str, Any]) -> None:
        """A row that no id leads to a partenaire: the one of its name and address, or a new one."""
        if cle[1] == str(self.equipe.pk):
            self.plan.passes.append(Refus(numero, valeurs["nom"], typographier(LE_VELO)))
            return
        # Without an id, what tells two rows apart is where they are.
        place = (valeurs["nom"], valeurs.get("adresse", ""), valeurs.get("commune", ""))
        identite = cle if all(cle) else tuple(map(str.casefold, place))
        if deja := self.neufs.get(identite):
            self._refuser(numero, valeurs["nom"], self._deja_lu(deja))
        elif reconnu := self.reperage.par_l_adresse(cle, valeurs, self.pris):
            self._confronter(numero, cle, valeurs, reconnu)
        else:
            self._creer(numero, cle, valeurs)
        self.neufs.setdefault(identite, numero)

    def _creer(self, numero: int, cle: CleDeSource, valeurs: dict[str, Any]) -> None:
        neuf = Partenaire(equipe=self.equipe, source=cle[0], **valeurs)
        neuf.genre_de_structure = genre_de_structure(valeurs)
        self._situer(neuf)
        retenir(neuf, cle if all(cle) else (cle[0], ""), _dit(valeurs))
        deduits = [code for code in deduire(neuf) if code in self.besoins]
        self.plan.crees.append(Entree(numero, neuf, besoins=deduits))

    def _confronter(
        self, numero: int, cle: CleDeSource, valeurs: dict[str, Any], reconnu: Reconnu
    ) -> None:
        partenaire = reconnu.partenaire
        if (deja := self.lus.setdefault((partenaire.pk, reconnu.cle), numero)) != numero:
            self._refuser(numero, valeurs["nom"], self._deja_lu(deja))
            return
        entree = Entree(numero, partenaire)
        if reconnu.absorbe or partenaire.pk in self.pris:
            self.plan.inchanges.append(entree)
            return
        self.pris.add(partenaire.pk)
        retenu = comparer(entree, valeurs, reconnu.dit)
        if POSITION in {ecart.champ for ecart in entree.changes}:
            self._situer(partenaire)
        memoire = reconnu.dit is not None and retenir(
            partenaire, cle if all(cle) else ("", ""), retenu
        )
        if entree.changes:
            self.plan.modifies.append(entree)
            return
        self.plan.inchanges.append(entree)
        if memoire:
            self.plan.retenus.append(partenaire)

    def _situer(self, partenaire: Partenaire) -> None:
        """The quartier of the point, when it is one of the équipe's commune."""
        partenaire.quartier = None
        if partenaire.latitude is not None and partenaire.longitude is not None:
            partenaire.quartier = quartier_du_point(
                partenaire.latitude, partenaire.longitude, self.quartiers
            )

    def _refuser(self, numero: int, nom: str, motif: str) -> None:
        self.plan.refuses.append(Refus(numero, nom[:120], motif))

    def _deja_lu(self, numero: int) -> str:
        return DEJA_LU.format(unite=self.tableau.unite, numero=numero)


def comparer(
    entree: Entree, valeurs: Mapping[str, Any], dit: Mapping[str, Any] | None
) -> dict[str, Any]:
    """Take what the file brings, say what stays; what to remember of the file.

    `dit` is what the file last said. A value that was here before the file ever told of it is
    as much ours as one corrected since, unless another file brought it. A blank contradicts
    nobody, unless the file had a value there before.
    """
    retenu = dict(dit or {})
    d_un_fichier = dits(entree.partenaire)
    lus = _dit(valeurs)
    for champs in _unites(lus):
        ici = [ecrire(getattr(entree.partenaire, champ)) for champ in champs]
        lu = [lus[champ] for champ in champs]
        if lu == ici:
            continue
        avant = ici if dit is None else [dit.get(champ) for champ in champs]
        if ici == avant or not any(ici):
            for champ in champs:
                setattr(entree.partenaire, champ, valeurs[champ])
            entree.changes.append(Ecart(champs[0], ensemble(champs, ici), ensemble(champs, lu)))
        elif lu != avant and (any(lu) or any(avant)) and not _vient_de(d_un_fichier, champs, ici):
            entree.gardes.append(Ecart(champs[0], ensemble(champs, ici), ensemble(champs, lu)))
        retenu.update({champ: lus[champ] for champ in champs})
    return retenu


def _vient_de(dits: Iterable[Mapping[str, Any]], champs: Iterable[str], ici: list[Any]) -> bool:
    """Whether a file said these very values: nobody corrected them here."""
    return any([dit.get(champ) for champ in champs] == ici for dit in dits)


def _unites(lus: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """What is compared together: a latitude goes nowhere without its longitude."""
    for champ in lus:
        if champ == POSITION:
            yield POSITION, "longitude"
        elif champ != "longitude":
            yield (champ,)


def cle_de(ligne: Mapping[str, Any]) -> CleDeSource:
    return propre(ligne.get("source"))[:120], propre(ligne.get("id"))[:120]


def genre_de_structure(valeurs: Mapping[str, Any]) -> str:
    """What the typologie or a national programme says for sure; « autre » otherwise."""
    for champ, genres in table("genres").items():
        for valeur in valeurs.get(champ, []):
            if genre := genres.get(valeur):
                return str(genre)
    return "autre"


def _dit(valeurs: Mapping[str, Any]) -> dict[str, Any]:
    return {champ: ecrire(valeurs[champ]) for champ in VALEURS if champ in valeurs}
