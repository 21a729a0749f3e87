"""What the detector finds, and what it says for nothing, on notes written for it."""

from collections import defaultdict

import pytest

from sessions.notes.detecteur import examiner
from sessions.notes.lecture import lire
from sessions.notes.lexique import lexique
from tests.sessions.notes.annotes import (
    CASSES,
    PARTS,
    Annote,
    nettes,
    noms,
    numeros,
    personnes,
    propres,
)

COURT = 3
# The least share of names found: blocked, or asked about.
SEUILS = {"titre": 0.95, "haut": 0.95, "bas": 0.90, "bas, courts": 0.80}
# The most, of notes that give nobody away.
BLOCAGES_A_TORT, ALERTES_A_TORT = 0.05, 0.15
Taux = dict[tuple[str, str], float]


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


@pytest.mark.parametrize("part", PARTS)
def test_names_are_found_in_every_population_and_every_case(part: str):
    taux = _taux(part)
    print(f"\n{_tableau(part, taux)}")  # noqa: T201
    bas = {cle: un for cle, un in taux.items() if un < SEUILS[cle[1]]}
    assert not bas


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
    from tests.sessions.notes.annotes import CADRES

    reste = note.texte[: note.debut] + "⟦{}⟧" + note.texte[note.fin :]
    return reste in CADRES


def _taux(part: str) -> Taux:
    trouves: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for note in personnes(part):
        for casse in CASSES:
            ecrite = note.en(casse)
            court = casse == "bas" and len(note.identifiant) <= COURT
            trouves[note.genre, "bas, courts" if court else casse].append(ecrite.trouve())
    return {cle: sum(vus) / len(vus) for cle, vus in trouves.items()}


def _tableau(part: str, taux: Taux) -> str:
    colonnes = list(SEUILS)
    lignes = [f"{part:20}" + "".join(f"{une:>13}" for une in colonnes)]
    for population in sorted({un for un, _ in taux}):
        cases = (
            f"{taux[population, une]:>13.1%}" if (population, une) in taux else f"{'':13}"
            for une in colonnes
        )
        lignes.append(f"{population:20}" + "".join(cases))
    return "\n".join(lignes)
