"""Which partenaire a row speaks of: by its source and its id there, else by name and address."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from territoires.models import Partenaire
from territoires.recherche import normaliser

# Under this key, `Partenaire.importe` keeps what other sources said of the same place.
AUSSI = "aussi"
# The source of what no file told: our own ids.
A_NOUS = ""

CleDeSource = tuple[str, str]


@dataclass(frozen=True)
class Reconnu:
    """The partenaire of a row, and what this source last said of it.

    `dit` is None when the row is ours: an export brought back, whose values are taken as typed.
    `cle` is what the row was known by; `second`, that it is not the first that its partenaire
    goes by, and `absorbe`, that it is our id of a double merged into it.
    """

    partenaire: Partenaire
    dit: dict[str, Any] | None
    cle: CleDeSource
    second: bool = False

    @property
    def absorbe(self) -> bool:
        return self.second and not self.cle[0]


class Reperage:
    """The directory of an équipe, by everything that a row may know of a place."""

    def __init__(
        self, partenaires: Iterable[Partenaire], fusions: Iterable[tuple[uuid.UUID, uuid.UUID]] = ()
    ) -> None:
        """`fusions`: our ids of those merged away, each with that of who took it in."""
        self.par_pk: dict[str, Partenaire] = {}
        self.par_source: dict[CleDeSource, Reconnu] = {}
        self.par_lieu: dict[tuple[str, str], list[Partenaire]] = defaultdict(list)
        for un in partenaires:
            self.par_pk[str(un.pk)] = un
            self.par_lieu[cle_du_lieu(un.nom, un.adresse)].append(un)
            premiere = (un.source, un.identifiant_source)
            for cle, dit in sources(un):
                self.par_source[cle] = Reconnu(un, dit, cle, second=cle != premiere)
        self.absorbes = {str(absorbe): self.par_pk.get(str(garde)) for absorbe, garde in fusions}

    def direct(self, cle: CleDeSource) -> Reconnu | None:
        """The partenaire of a source and id; an id of ours when it is one."""
        source, identifiant = cle
        if source and (reconnu := self.par_source.get(cle)):
            return reconnu
        a_nous = _uuid(identifiant)
        if ici := self.par_pk.get(a_nous):
            return Reconnu(ici, None, (A_NOUS, a_nous))
        garde = self.absorbes.get(a_nous)
        return Reconnu(garde, None, (A_NOUS, a_nous), second=True) if garde else None

    def par_l_adresse(
        self, cle: CleDeSource, valeurs: dict[str, Any], pris: set[uuid.UUID]
    ) -> Reconnu | None:
        """The only one of that name and address, unless this source knows it by another id."""
        source, identifiant = cle
        commune = normaliser(valeurs.get("commune", ""))
        candidats = [
            un
            for un in self.par_lieu.get(cle_du_lieu(valeurs["nom"], valeurs.get("adresse", "")), [])
            if un.pk not in pris and (not commune or normaliser(un.commune) in (commune, ""))
        ]
        if identifiant and source:
            candidats = [
                un for un in candidats if source not in {connue for (connue, _), _ in sources(un)}
            ]
        if len(candidats) != 1:
            return None
        (seul,) = candidats
        a_lui = not (identifiant and source) or not seul.identifiant_source
        return Reconnu(seul, _valeurs_dites(seul.importe) if a_lui else {}, cle)


def sources(partenaire: Partenaire) -> Iterable[tuple[CleDeSource, dict[str, Any]]]:
    """Every (source, id) under which files know it, with what each last said."""
    if partenaire.identifiant_source:
        cle = (partenaire.source, partenaire.identifiant_source)
        yield cle, _valeurs_dites(partenaire.importe)
    for autre in partenaire.importe.get(AUSSI, []):
        yield (autre["source"], autre["identifiant_source"]), autre["importe"]


def dits(partenaire: Partenaire) -> list[dict[str, Any]]:
    """What each file last said of it, with an id or without."""
    return [_valeurs_dites(partenaire.importe), *(dit for _, dit in sources(partenaire))]


def cle_du_lieu(nom: str, adresse: str) -> tuple[str, str]:
    return normaliser(nom), normaliser(adresse)


def retenir(partenaire: Partenaire, cle: CleDeSource, dit: dict[str, Any]) -> bool:
    """Remember what a source now says; True when that is not what was remembered."""
    avant = (partenaire.source, partenaire.identifiant_source, partenaire.importe)
    source, identifiant = cle
    aussi = [dict(autre) for autre in partenaire.importe.get(AUSSI, [])]
    if identifiant and not partenaire.identifiant_source:
        partenaire.source, partenaire.identifiant_source = source, identifiant
    if not identifiant or (partenaire.source, partenaire.identifiant_source) == cle:
        partenaire.importe = {**dit, **({AUSSI: aussi} if aussi else {})}
    else:
        noter_une_autre(aussi, cle, dit)
        partenaire.importe = {**partenaire.importe, AUSSI: aussi}
    return avant != (partenaire.source, partenaire.identifiant_source, partenaire.importe)


def noter_une_autre(aussi: list[dict[str, Any]], cle: CleDeSource, dit: dict[str, Any]) -> None:
    """Add to a list of other sources, or renew, what one of them said."""
    source, identifiant = cle
    neuve = {"source": source, "identifiant_source": identifiant, "importe": dit}
    for rang, autre in enumerate(aussi):
        if (autre["source"], autre["identifiant_source"]) == cle:
            aussi[rang] = neuve
            return
    aussi.append(neuve)


def _valeurs_dites(importe: dict[str, Any]) -> dict[str, Any]:
    return {champ: valeur for champ, valeur in importe.items() if champ != AUSSI}


def _uuid(texte: str) -> str:
    try:
        return str(uuid.UUID(texte))
    except ValueError:
        return ""
