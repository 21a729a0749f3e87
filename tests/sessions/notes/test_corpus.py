"""What the detector finds, and what it says for nothing, on notes written for it."""

from collections import defaultdict

import pytest

from sessions.notes.detecteur import examiner
from sessions.notes.lecture import lire
from sessions.notes.lexique import lexique
from tests.sessions.notes.annotes import (
    CADRES,
    CASSES,
    PARTS,
    Annote,
    nettes,
    noms,
    numeros,
    personnes,
    propres,
)

COURT, COURTS = 3, "bas, courts"
# The least share of names found: blocked, or asked about.
SEUILS = {"titre": 0.95, "haut": 0.95, "bas": 0.90, COURTS: 0.80, "tout en haut": 0.90}
# Of names with a capital, those that are blocked: the others are asked about.
BLOQUES = "dont bloqués"
# The most, of notes that give nobody away.
BLOCAGES_A_TORT, ALERTES_A_TORT = 0.05, 0.15
Trouves = dict[tuple[str, str], list[bool]]


def test_the_corpus_holds_300_notes_half_of_them_with_an_identifier():
    ecrites = [note for part in PARTS for note in [*numeros(part), *_ecrites(part)]]
    sans = [note for part in PARTS for note in nettes(part)]
    assert len(ecrites) + len(sans) >= 300
    assert len(ecrites) >= (len(ecrites) + len(sans)) / 2
    assert len({note.texte for note in ecrites} | set(sans)) == len(ecrites) + len(sans)


def test_half_of_the_names_of_each_population_are_absent_from_the_lists():
    absents: dict[str, dict[str, bool]] = defaultdict(dict)
    for population, nom in noms():
        lu = lire(nom).texte
        absents[population][lu] = not lexique().prenom(lu) and lu not in lexique().metier
    assert len(absents) == 11
    for population, mots in absents.items():
        assert sum(mots.values()) >= len(mots) / 2, (population, sum(mots.values()), len(mots))


@pytest.mark.parametrize("part", PARTS)
def test_every_number_that_identifies_is_found(part: str):
    manquent = [
        note.texte for note in numeros(part) if not note.trouve(bloque=note.genre != "adresse")
    ]
    assert not manquent


def test_names_are_found_in_every_population_and_every_case():
    """On the whole; each part is printed, that nobody looked at when words were chosen."""
    parts = {part: _trouves(part) for part in PARTS}
    tous: Trouves = defaultdict(list)
    for trouves in parts.values():
        for cle, vus in trouves.items():
            tous[cle] += vus
    for part, trouves in {**parts, "en tout": tous}.items():
        print(f"\n{_tableau(part, trouves)}")  # noqa: T201
    assert not {cle: vus for cle, vus in tous.items() if _taux(vus) < SEUILS.get(cle[1], 0)}


@pytest.mark.parametrize("part", PARTS)
def test_notes_that_give_nobody_away_are_seldom_marked(part: str):
    verdicts = [examiner(note, propres()).verdict for note in nettes(part)]
    bloquees, alertes = (verdicts.count(un) / len(verdicts) for un in ("bloque", "alerte"))
    print(  # noqa: T201
        f"\n{part} : {len(verdicts)} notes nettes, {bloquees:.1%} bloquées, {alertes:.1%} en alerte"
    )
    assert bloquees <= BLOCAGES_A_TORT
    assert alertes <= ALERTES_A_TORT


def _ecrites(part: str) -> list[Annote]:
    """The notes written one by one, without those of the frames."""
    return [note for note in personnes(part) if not _encadree(note)]


def _encadree(note: Annote) -> bool:
    reste = note.texte[: note.debut] + "⟦{}⟧" + note.texte[note.fin :]
    return reste in CADRES


def _trouves(part: str) -> Trouves:
    """By population and case, whether each name is found."""
    trouves: Trouves = defaultdict(list)
    for note in personnes(part):
        for casse in CASSES:
            court = casse == "bas" and len(note.identifiant) <= COURT
            trouves[note.genre, COURTS if court else casse].append(note.en(casse).trouve())
        trouves[note.genre, BLOQUES].append(note.trouve(bloque=True))
        trouves[note.genre, "tout en haut"].append(note.en_capitales().trouve())
    return trouves


def _taux(vus: list[bool]) -> float:
    return sum(vus) / len(vus)


def _tableau(titre: str, trouves: Trouves) -> str:
    colonnes = [*SEUILS, BLOQUES]
    lignes = [f"{titre:20}" + "".join(f"{colonne:>13}" for colonne in colonnes)]
    for population in sorted({un for un, _ in trouves}):
        vus = [trouves.get((population, colonne)) for colonne in colonnes]
        cases = (f"{_taux(un):>13.1%}" if un else " " * 13 for un in vus)
        lignes.append(f"{population:20}" + "".join(cases))
    return "\n".join(lignes)
