"""What the page of a sortie tells, put into words: its questions and its bilan."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from medlove.models import Appartenance
from medlove.templatetags.francais import compte, jour_du_mois
from sessions.nomenclatures.listes import libelles
from sessions.sorties.models import Bilan, Sortie

OUI_NON = {True: "Oui", False: "Non", None: ""}
CONFIRMES = {"rencontres": "rencontre", "passages": "passage", "refus": "refus,refus"}
RACONTES = {
    "ce_qui_a_pris": "Ce qui a pris",
    "ce_qui_a_coince": "Ce qui a coincé",
    "appris": "Appris",
    "a_faire": "À faire",
    "invites": "Invités à bord",
    "besoin_formation": "Besoin de formation",
}
# What stands beside the intention, when there is one.
COMPARES = ("Ce qui a pris", "Ce qui a coincé")


def se_compare(sortie: Sortie) -> bool:
    """Whether an intention was written, and the sortie came to something to set beside it."""
    return bool(sortie.intention) and sortie.statut in {Sortie.EN_COURS, Sortie.TERMINEE}


def questions(sortie: Sortie) -> list[str]:
    """The questions pinned, in their words; one that left the list keeps its code."""
    return [libelles("question").get(code, code) for code in sortie.questions]


def ecart(bilan: Bilan, notes: Mapping[str, int]) -> str:
    """How the totals confirmed differ from what was noted: one sentence, or nothing."""
    ecarts = [
        f"{compte(abs(difference), noms)} de {'plus' if difference > 0 else 'moins'}"
        for champ, noms in CONFIRMES.items()
        if (difference := _difference(getattr(bilan, champ), notes[champ]))
    ]
    return f"Au bilan, {', '.join(ecarts)} que dans le carnet." if ecarts else ""


def _difference(confirme: int | None, note: int) -> int:
    return 0 if confirme is None else confirme - note


def bilan_raconte(
    bilan: Bilan, lecteur: Appartenance, ailleurs: Collection[str] = ()
) -> list[tuple[str, str]]:
    """Label and words of what was noted, in the order of the bilan.

    `ailleurs` are the labels of what the page tells in another place. `envie_d_en_parler` is a
    message to the coordination, told to nobody else.
    """
    textes = [(libelle, getattr(bilan, champ)) for champ, libelle in RACONTES.items()]
    lignes = [*_circonstances(bilan), *textes, *_route(bilan)]
    if lecteur.coordonne:
        lignes.append(("Envie d’en parler", bilan.envie_d_en_parler))
    return [(nom, texte) for nom, texte in lignes if texte and nom not in ailleurs]


def _circonstances(bilan: Bilan) -> Iterator[tuple[str, str]]:
    accroches = libelles("accroche")
    yield "Totaux confirmés", _totaux(bilan)
    yield "Météo", bilan.get_meteo_display()
    yield "Ambiance", bilan.get_ambiance_display()
    yield "Accroche", ", ".join(accroches.get(code, code) for code in bilan.accroche)


def _totaux(bilan: Bilan) -> str:
    comptes = [
        (bilan.rencontres, "rencontre"),
        (bilan.passages, "passage"),
        (bilan.refus, "refus"),
    ]
    dits = [(nombre, nom) for nombre, nom in comptes if nombre is not None]
    return ", ".join(f"{n} {nom}{'s' if n > 1 and nom != 'refus' else ''}" for n, nom in dits)


def _route(bilan: Bilan) -> Iterator[tuple[str, str]]:
    yield "Affiche visible", OUI_NON[bilan.affiche_visible]
    yield "À vélo", kilometres(bilan.kilometres_dixiemes)
    yield "Préparation", _minutes(bilan.preparation_minutes)
    yield "Route", _minutes(bilan.route_minutes)


def kilometres(dixiemes: int | None) -> str:
    """« 4,1 km »."""
    return "" if dixiemes is None else f"{dixiemes / 10:g} km".replace(".", ",")


def _minutes(duree: int | None) -> str:
    return "" if duree is None else f"{duree} min"


def repetition(creees: Sequence[Sortie], sautees: Sequence[date]) -> str:
    """What a repetition did: the sorties planned, the days left alone because taken."""
    planifiees = "Aucune sortie planifiée."
    if creees:
        jours = _enumerer([jour_du_mois(une.date) for une in creees])
        planifiees = f"{compte(len(creees), 'sortie planifiée,sorties planifiées')}\u202f: {jours}."
    if not sautees:
        return planifiees
    prises = _enumerer([jour_du_mois(un) for un in sautees])
    return f"{planifiees} Une sortie y était déjà, rien n’a changé\u202f: {prises}."


def _enumerer(mots: Sequence[str]) -> str:
    """« lundi 2, lundi 9 et lundi 16 »."""
    return " et ".join(filter(None, [", ".join(mots[:-1]), mots[-1]]))
