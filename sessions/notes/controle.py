"""The check of free text at reception, by the rules of the tablet: what blocks is refused, what
warns leaves its marks."""

from collections.abc import Iterable

from sessions.donnees import Contexte, Version
from sessions.notes.detecteur import Examen, Repere, examiner
from sessions.notes.libelles import libelle
from sessions.notes.marques import Marques, marques_de
from sessions.notes.propres import propres_de

FINE = "\u202f"
REPERES = "reperes"


def relire(version: Version, contexte: Contexte, champs: Iterable[str]) -> None:
    """Refuse the fields whose text gives somebody away; keep the marks of those that may.

    The reason holds no word of the text: it is stored, and goes back to the tablet.
    """
    marques: dict[str, Marques] = {}
    for champ in champs:
        texte = version.valeurs[champ]
        if not texte or type(texte) is not str:
            continue
        examen = examiner(texte, contexte.une_fois("propres", propres_de))
        if bloquants := ce_qui_bloque(examen):
            version.lecture.refuser(champ, motif(bloquants))
        if siennes := marques_de(examen):
            marques[champ] = siennes
    version.valeurs[REPERES] = marques


def reperes_de(version: Version, champ: str) -> Marques | None:
    """The marks of a field, once `relire` has seen it."""
    lues: dict[str, Marques] = version.valeurs.get(REPERES, {})
    return lues.get(champ)


def ce_qui_bloque(examen: Examen) -> list[Repere]:
    return [un for un in examen.reperes if un.bloque]


def motif(reperes: Iterable[Repere]) -> str:
    """What is there and how to mend it, without a word of the text."""
    vus = list(dict.fromkeys(libelle(un.regle) for un in reperes))
    return f"Le texte dit qui est la personne ({', '.join(vus)}){FINE}: le réécrire sans cela."
