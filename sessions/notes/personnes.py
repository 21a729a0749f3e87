"""What may name a person: a civility and a name, a first name, a word that French does not know.

`static/js/notes/personnes.js` does the same, from the same words (static/notes/regles.json).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from sessions.notes.lecture import LETTRE, Lecture
from sessions.notes.lexique import lexique
from sessions.notes.listes import ensemble, json_de
from sessions.notes.motifs import Trouve
from sessions.notes.mots import BAS, HAUT, TITRE, Mot, Propres, en_capitales, masques, mots

CIVILITE, PRENOM, NOM_POSSIBLE = "civilite", "prenom", "nom_possible"
BLOQUENT = {CIVILITE, PRENOM}


@dataclass(frozen=True)
class Contextes:
    """The words around a name, by what they say of it."""

    civilites: dict[str, str]
    civilites_titre: frozenset[str]
    relations: frozenset[str]
    introducteurs: frozenset[str]
    introducteurs_de_nom: frozenset[str]
    lieux: frozenset[str]
    saints: frozenset[str]
    calendrier: frozenset[str]
    liens_de_lieu: frozenset[str]
    articles: frozenset[str]
    particules: frozenset[str]
    verbes: frozenset[str]
    langue: frozenset[str]
    organismes: frozenset[str]


def nommer(lecture: Lecture, propres: Propres) -> Iterator[Trouve]:
    """Stretches that may name somebody, then the words that say too much of anybody."""
    note = _Note(lecture, propres)
    yield from note.personnes()
    yield from note.sensibles()


class _Note:
    def __init__(self, lecture: Lecture, propres: Propres) -> None:
        self.mots = mots(lecture)
        self.masques = masques(self.mots, propres)
        self.criee = en_capitales(self.mots)
        self.marques: list[str] = [""] * len(self.mots)

    def personnes(self) -> Iterator[Trouve]:
        for rang in range(len(self.mots)):
            self.marques[rang] = self._marque(rang)
        for rang in range(len(self.mots)):
            self._etendre(rang)
        yield from self._rassembler()

    # --- One word ---------------------------------------------------------------------

    def _marque(self, rang: int) -> str:
        mot = self.mots[rang]
        if mot.chiffre or (len(mot.texte) == 1 and mot.texte != LETTRE):
            return ""
        if self._apres_civilite(rang):
            if self._nom_apres_civilite(rang):
                return CIVILITE
            if mot.texte in lexique().familles:
                return NOM_POSSIBLE
        if rang in self.masques:
            return ""
        if mot.texte in lexique().metier:
            confondu = self._casse(mot) == TITRE and lexique().sigle_et_prenom(mot.texte)
            return NOM_POSSIBLE if confondu and not mot.initial else ""
        if self._lieu_avant(rang) or self._fin_d_elision(rang):
            return ""
        if lexique().prenom(mot.texte) and self._personne(rang):
            return PRENOM
        if not lexique().courant(mot.texte):
            faute = self._casse(mot) == BAS and lexique().faute(mot.texte)
            return "" if faute else NOM_POSSIBLE
        return NOM_POSSIBLE if self._presente(rang) else ""

    def _fin_d_elision(self, rang: int) -> bool:
        """« aujourd’hui » is cut in two, and Hui is a name."""
        avant = self._avant(rang)
        return avant is not None and f"{avant.texte}'{self.mots[rang].texte}" == "aujourd'hui"

    def _apres_civilite(self, rang: int) -> bool:
        avant = self._avant(rang)
        if avant is None or avant.texte not in contextes().civilites:
            return False
        if avant.texte == "m" and self._metres(rang - 1):
            return False
        # « Docteur Martin » is a partner, M. Martin may be anybody.
        if rang - 1 in self.masques:
            return False
        titre_demande = avant.texte in contextes().civilites_titre
        return self.mots[rang].avant.strip(" .") == "" and (avant.casse != BAS or not titre_demande)

    def _metres(self, rang: int) -> bool:
        """« m’a dit », « à 300 m »."""
        avant = self._avant(rang)
        elide = rang + 1 < len(self.mots) and "'" in self.mots[rang + 1].avant
        return elide or (avant is not None and avant.chiffre)

    def _nom_apres_civilite(self, rang: int) -> bool:
        mot, casse = self.mots[rang], self._casse(self.mots[rang])
        if mot.texte in contextes().civilites or mot.texte in contextes().articles:
            return False
        if casse == TITRE:
            return True
        if mot.texte in lexique().metier:
            return False
        if casse == HAUT or mot.texte in lexique().ambigus:
            return True
        return lexique().prenom(mot.texte) or not lexique().courant(mot.texte)

    def _personne(self, rang: int) -> bool:
        """A first name; when it is a word too (rose, pierre), only where it reads as a person."""
        mot, avant = self.mots[rang], self._avant(rang)
        if mot.texte not in lexique().ambigus:
            return True
        if mot.accent and self._casse(mot) == BAS:
            return False
        if avant is not None and (
            avant.texte in contextes().introducteurs_de_nom or avant.texte in contextes().relations
        ):
            return True
        if self._compose(rang) or self._compose(rang + 1):
            return True
        if self._date(rang):
            return False
        if self._casse(mot) != BAS and not mot.initial:
            return avant is None or avant.texte not in contextes().articles
        return mot.initial and self._agit(rang)

    def _agit(self, rang: int) -> bool:
        """« Rose a perdu », « Petit attend »; not « Juste à côté »."""
        apres = self._apres(rang)
        if apres is None or apres.avant != " " or apres.accent:
            return False
        return apres.texte in contextes().verbes

    def _date(self, rang: int) -> bool:
        """« le 3 Mai », « fin Mai »."""
        mot, avant = self.mots[rang], self._avant(rang)
        if avant is None:
            return False
        return avant.chiffre or (
            mot.texte in lexique().ambigus and avant.texte in contextes().calendrier
        )

    def _compose(self, rang: int) -> bool:
        """« marie-claire », « jean-marc »: two first names bound by a hyphen."""
        if not 0 < rang < len(self.mots) or self.mots[rang].avant != "-":
            return False
        return all(lexique().prenom(mot.texte) for mot in self.mots[rang - 1 : rang + 1])

    def _presente(self, rang: int) -> bool:
        """A word of French with a capital that nothing else explains: « vu Boulanger »."""
        mot, avant, apres = self.mots[rang], self._avant(rang), self._apres(rang)
        casse = self._casse(mot)
        if mot.texte in contextes().articles and apres is not None and apres.casse != BAS:
            return False
        if casse == BAS or self._date(rang):
            return False
        if mot.initial and casse == TITRE:
            return mot.texte in lexique().familles and self._agit(rang)
        if avant is None or not mot.suit:
            return True
        compose = avant.casse == TITRE and not avant.initial and not self.marques[rang - 1]
        # « Espace Social Commun » is no more somebody than « l’Espace ».
        return avant.texte not in contextes().articles and not compose

    def _lieu_avant(self, rang: int) -> bool:
        """« rue Jean-Jaurès », « école de la Duchère »: with a capital, the name of a place."""
        avant = self._avant(rang)
        if avant is not None and avant.texte in contextes().saints and self.mots[rang].suit:
            return True
        if self._casse(self.mots[rang]) == BAS:
            return False
        place = rang - 1
        while place >= 0 and self.mots[place + 1].suit and rang - place < 5:
            if self.mots[place].texte in contextes().lieux:
                return True
            est_lien = self.mots[place].texte in contextes().liens_de_lieu
            if not est_lien and self._casse(self.mots[place]) == BAS:
                return False
            place -= 1
        return False

    # --- Whole names --------------------------------------------------------------------

    def _etendre(self, rang: int) -> None:
        """With a capital, what follows a name is of it, though it be a word: « Jean Petit »."""
        mot = self.mots[rang]
        if self.marques[rang] or rang in self.masques or not rang or not mot.suit or mot.chiffre:
            return
        avant = self.marques[rang - 1]
        if avant not in BLOQUENT or mot.texte in lexique().metier:
            return
        ecrit_en_nom = self._casse(mot) != BAS and mot.texte not in contextes().liens_de_lieu
        if ecrit_en_nom or mot.texte in lexique().familles or self._particule(rang):
            self.marques[rang] = avant

    def _particule(self, rang: int) -> bool:
        """« Abdou el Madi »: in lower case, before what reads as a name."""
        apres = self._apres(rang)
        if apres is None or not apres.suit or self.mots[rang].texte not in contextes().particules:
            return False
        return bool(self.marques[rang + 1]) or self._casse(apres) != BAS

    def _rassembler(self) -> Iterator[Trouve]:
        """Words of one name that touch make one mark, which blocks as soon as one of them does."""
        rang = 0
        while rang < len(self.mots):
            premier = rang
            while rang < len(self.mots) and self.marques[rang]:
                rang += 1
                if rang < len(self.mots) and not self.mots[rang].suit:
                    break
            if premier == rang:
                rang += 1
                continue
            yield self._trouve(premier, rang - 1)

    def _trouve(self, premier: int, dernier: int) -> Trouve:
        marques = self.marques[premier : dernier + 1]
        regle = next((une for une in (CIVILITE, PRENOM) if une in marques), NOM_POSSIBLE)
        debut, fin = self.mots[premier].debut, self.mots[dernier].fin
        avant = self._avant(premier)
        if regle == CIVILITE and avant is not None and marques[0] == CIVILITE:
            proposition = contextes().civilites[avant.texte]
            return Trouve(avant.debut, fin, regle, True, proposition)
        if avant is not None and avant.texte in contextes().relations and self.mots[premier].suit:
            # « son voisin Karim » is « son voisin ».
            return Trouve(avant.fin, fin, regle, regle in BLOQUENT, "")
        return Trouve(debut, fin, regle, regle in BLOQUENT, self._proposition(premier, dernier))

    def _proposition(self, premier: int, dernier: int) -> str:
        textes = json_de("regles")["propositions"]
        avant = self._avant(premier)
        if avant is not None and avant.texte in contextes().organismes:
            return str(textes["organisme"])
        for mot in self.mots[premier : dernier + 1]:
            femme, homme = mot.texte in lexique().femmes, mot.texte in lexique().hommes
            if femme != homme:
                return str(textes["femme" if femme else "homme"])
        return str(textes["personne"])

    # --- Words that say too much ----------------------------------------------------------

    def sensibles(self) -> Iterator[Trouve]:
        propositions = json_de("regles")["propositions"]
        for rang, mot in enumerate(self.mots):
            regle = _sensibles().get(mot.texte)
            if regle is None or rang in self.masques or self._langue_avant(rang, regle):
                continue
            yield Trouve(mot.debut, mot.fin, regle, False, propositions[regle])

    def _langue_avant(self, rang: int, regle: str) -> bool:
        """« interprète arabe » tells of a language, not of an origin."""
        avant = self.mots[max(rang - 2, 0) : rang]
        return regle == "origine" and any(mot.texte in contextes().langue for mot in avant)

    # --- Around ---------------------------------------------------------------------------

    def _casse(self, mot: Mot) -> str:
        return BAS if self.criee and mot.casse == HAUT else mot.casse

    def _avant(self, rang: int) -> Mot | None:
        return self.mots[rang - 1] if rang else None

    def _apres(self, rang: int) -> Mot | None:
        return self.mots[rang + 1] if rang + 1 < len(self.mots) else None


@cache
def contextes() -> Contextes:
    lus = dict(json_de("regles")["contextes"])
    civilites = lus.pop("civilites")
    mots_par_nom = {nom: ensemble(mots) for nom, mots in lus.items()}
    return Contextes(civilites=civilites, **mots_par_nom)


@cache
def _sensibles() -> dict[str, str]:
    """The rule of each word that says too much."""
    lus = json_de("regles")["mots_sensibles"]
    return {mot: regle for regle, mots in lus.items() for mot in ensemble(mots)}
