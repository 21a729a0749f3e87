"""Which numbers of a text are not among the cells: the reader that no bloc may deceive."""

import re
from collections.abc import Iterator

from sessions.cahiers.blocs.bloc import Bloc
from sessions.periodes import Periode
from sessions.publication.catalogue import TOUTES, Cle
from sessions.publication.dehors.carte import SANS_PART_DITE, echelle_de
from sessions.publication.moteur import pourcentage
from sessions.publication.tables import Feuillet

BLANCS = re.compile(r"[^\S\u202f]+")
SUR_DIX = re.compile(r"(?<!\d)([1-9]) ?(?:rencontres? )?sur 10(?! ?\d)")
PART = re.compile(r"(\d+)%")
MILLIERS = re.compile(r"(?<=\d)\u202f(?=\d{3}(?!\d))")
# A PDF may give a space for the narrow one of thousands, as for the one between two columns.
SUITE = re.compile(r"\d+(?: \d+)*")


class Permis:
    """The numbers that the cells of a feuillet allow: values, shares, tenths of shares."""

    def __init__(self, lu: Feuillet) -> None:
        self.valeurs = {valeur for valeur in lu.valeurs.values() if valeur is not None}
        for axe, unite in (("minutes", 60), ("kilometres_dixiemes", 10)):
            self.valeurs.add((lu.valeur(Cle("T5", axe=axe)) or 0) // unite)
        self.parts = {part for part in _parts(lu) if part is not None}
        self.dixiemes = {(part + 5) // 10 for part in self.parts}
        self.dits = sorted(set(_dits(lu)), key=len, reverse=True)

    def etrangers(self, texte: str) -> list[str]:
        """The numbers of a text that no cell gives, without the words that hold digits."""
        reste = _serre(texte)
        for dit in self.dits:
            reste = re.sub(rf"(?<![\d.]){re.escape(dit)}(?!\d)", " | ", reste)
        trouves = [f"{un} sur 10" for un in SUR_DIX.findall(reste) if int(un) not in self.dixiemes]
        reste = SUR_DIX.sub(" | ", reste)
        trouves += [f"{un} %" for un in PART.findall(reste) if int(un) not in self.parts]
        reste = PART.sub(" | ", reste)
        return trouves + [un for un in SUITE.findall(reste) if not self._permise(un.split(" "))]

    def _permise(self, bouts: list[str]) -> bool:
        """Whether these groups of digits read as numbers of the cells, one way or another."""
        if not bouts:
            return True
        for fin in range(1, len(bouts) + 1):
            if fin > 1 and (len(bouts[fin - 1]) != 3 or len(bouts[0]) > 3):
                return False
            if int("".join(bouts[:fin])) in self.valeurs and self._permise(bouts[fin:]):
                return True
        return False


def _parts(lu: Feuillet) -> Iterator[int | None]:
    """Every share that the catalogue knows: of everybody, of those asked, of a territoire."""
    for (quand, cle), valeur in lu.valeurs.items():
        if quand == lu.periode:
            for sur in (TOUTES, Cle(cle.table, axe=cle.axe), Cle(cle.table, cle.territoire)):
                yield pourcentage(valeur, lu.valeur(sur))


def _dits(lu: Feuillet) -> Iterator[str]:
    """The words that hold digits and count nobody."""
    mots = [mot for axe in lu.libelles.values() for mot in axe.values()]
    moments = [Periode.lire(un).libelle for un in (lu.periode, *lu.trimestres)]
    classes = [dit for domaine in ("", "un") for dit in echelle_de(domaine).intervalles()]
    tous = [*mots, *moments, *classes, *lu.noms.values(), lu.masque, SANS_PART_DITE]
    yield from (_serre(dit) for dit in tous if any(map(str.isdigit, dit)))
    yield from ("Sous 1000 rencontres par an", "T1", "T2", "T3", "T4")


def _serre(texte: str) -> str:
    """One space for all white space; none before « % », nor after « < »: prints differ there."""
    serre = MILLIERS.sub("", BLANCS.sub(" ", texte)).replace("\u202f", " ")
    return re.sub(r"(?<=\d) (?=%)", "", serre).replace("< ", "<")


def textes(bloc: Bloc) -> Iterator[str]:
    """All that a bloc prints, a piece at a time."""
    yield from (bloc.titre, bloc.phrase)
    yield from (f"{un.nombre} {un.phrase}" for un in bloc.chiffres)
    if bloc.figure:
        yield bloc.figure.texte
        yield from textes_du_dessin(bloc.figure.svg)
    for table in (bloc.table, bloc.table_imprimee):
        if table:
            yield from (table.titre, table.compte, *table.colonnes, *table.notes)
            for ligne in table.lignes:
                yield ligne.libelle
                yield from (cellule.texte for cellule in ligne.cellules)


def textes_du_dessin(svg: str) -> list[str]:
    """The words drawn, and those told to who does not see them."""
    bouts = re.findall(r">([^<>]+)<", svg)
    return [un.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") for un in bouts]


def etrangers(bloc: Bloc, permis: Permis) -> list[str]:
    return [un for texte in textes(bloc) for un in permis.etrangers(texte)]
