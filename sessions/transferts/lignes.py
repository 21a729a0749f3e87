"""One row of a file, its cells read: where, who, what needs; and why it is refused."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import time
from typing import Any

from sessions.nomenclatures.listes import NON_RENSEIGNE
from sessions.rencontres.elements import MINEURES
from sessions.rencontres.models import LONGUEUR_NOTE
from sessions.rencontres.saisie import CRENEAUX
from sessions.transferts.champs import BESOINS_PAR_LIGNE, DE_LA_PERSONNE
from sessions.transferts.lecture import Choix
from sessions.transferts.notes import Verdict
from sessions.transferts.repertoire import Territoire

PERSONNE = tuple(champ.code for champ in DE_LA_PERSONNE)
SANS_BESOIN = (
    "le besoin manque\u202f: écrire « Discuter » si la personne n’a rien demandé, "
    "ou vider les colonnes de la personne"
)
NOTE_D_UNE_MINEURE = "pas de note pour une personne mineure\u202f: l’effacer du fichier"
VECU_D_UNE_MINEURE = "pas de vécu pour une personne mineure\u202f: l’effacer du fichier"
NOTE_LONGUE = f"la note dépasse {LONGUEUR_NOTE} signes\u202f: la raccourcir, ou l’effacer"
NOTE_BLOQUEE = "la note dit de qui il s’agit (un nom, un numéro)\u202f: la récrire, ou l’effacer"
HORS_DROITS = "le non-recours ne se note que pour un droit ou une démarche"
DEPART = "le départ vient après l’arrivée"
SANS_CRENEAU = "le créneau manque\u202f: le dire dans le fichier, ou au-dessous des colonnes"
SANS_QUARTIER = "le quartier manque, et aucun lieu ne le dit"


class LigneRefusee(Exception):
    """`motifs`: why, each a few words."""

    def __init__(self, motifs: list[str]) -> None:
        super().__init__(*motifs)
        self.motifs = motifs


@dataclass(frozen=True, slots=True)
class BesoinLu:
    categorie: str
    reponse: str
    organisme: str
    non_recours: str
    exigences: tuple[str, ...]


@dataclass(slots=True)
class LigneLue:
    """`champs` are those of the rencontre; None when the row tells of the sortie alone."""

    creneau: str = ""
    quartier: int = 0
    champs: dict[str, Any] | None = None
    besoins: list[BesoinLu] = field(default_factory=list)
    motifs: list[str] = field(default_factory=list)


def lire(dit: dict[str, Any], choix: Choix, territoire: Territoire) -> LigneLue:
    """`dit`: the value of each cell that says something, by the code of its column."""
    lue = LigneLue(creneau=dit.get("creneau") or choix.creneau or _creneau(dit.get("arrivee")))
    if not lue.creneau:
        lue.motifs.append(SANS_CRENEAU)
    lue.quartier = _quartier(dit, choix, territoire)
    if not lue.quartier:
        lue.motifs.append(SANS_QUARTIER)
    arrivee, depart = dit.get("arrivee"), dit.get("depart")
    if arrivee and depart and depart <= arrivee:
        lue.motifs.append(DEPART)
    lue.motifs += _besoins(dit, territoire, lue.besoins)
    lue.champs = {code: dit[code] for code in PERSONNE if code in dit}
    if note := dit.get("note"):
        lue.champs["note"] = note
    lue.motifs += _personne(dit, territoire)
    if not lue.besoins:
        if any(valeur != NON_RENSEIGNE for valeur in lue.champs.values()) or "vecu" in dit:
            lue.motifs.append(SANS_BESOIN)
        lue.champs = None
    return lue


def _creneau(arrivee: time | None) -> str:
    if arrivee is None:
        return ""
    return next((code for code, (debut, fin) in CRENEAUX.items() if debut <= arrivee < fin), "")


def _quartier(dit: dict[str, Any], choix: Choix, territoire: Territoire) -> int:
    if "quartier" in dit:
        return int(dit["quartier"])
    if "lieu" in dit:
        return territoire.par_lieu[dit["lieu"]].quartier
    return choix.quartier or 0


def _personne(dit: dict[str, Any], territoire: Territoire) -> Iterator[str]:
    note = dit.get("note", "")
    if dit.get("tranche_age") in MINEURES:
        if note:
            yield NOTE_D_UNE_MINEURE
        if dit.get("vecu"):
            yield VECU_D_UNE_MINEURE
    if len(note) > LONGUEUR_NOTE:
        yield NOTE_LONGUE
    elif note and (examiner := territoire.detecteur) and examiner(note) == Verdict.BLOQUE:
        yield NOTE_BLOQUEE


def _besoins(dit: dict[str, Any], territoire: Territoire, besoins: list[BesoinLu]) -> Iterator[str]:
    """Fills `besoins`, in the order of the row; yields why not."""
    for suffixe in ("", *(f"_{rang}" for rang in range(2, BESOINS_PAR_LIGNE + 1))):
        codes = dit.get(f"besoin{suffixe}", ())
        reponse = dit.get(f"reponse{suffixe}", NON_RENSEIGNE)
        organisme = dit.get(f"organisme{suffixe}", NON_RENSEIGNE)
        non_recours = dit.get(f"non_recours{suffixe}", NON_RENSEIGNE)
        exigences = dit.get(f"exigences{suffixe}", ())
        if not codes:
            if {reponse, organisme, non_recours} != {NON_RENSEIGNE} or exigences:
                yield SANS_BESOIN
            continue
        droits = [code for code in codes if territoire.categories[code].domaine == "droits"]
        if non_recours != NON_RENSEIGNE and not droits:
            yield HORS_DROITS
        for code in codes:
            sien = non_recours if code in droits else NON_RENSEIGNE
            besoins.append(BesoinLu(code, reponse, organisme, sien, exigences))
