"""What is marked, where, by which rule, and what is proposed instead."""

import re
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sessions.notes.detecteur import SANS, Examen, Propres, examiner
from tests.sessions.notes.annotes import PARTS, Annote, lignes, numeros, personnes, propres

SEPARATEURS = ["", " ", ".", "-", "/", " - ", "\u202f", "\u00a0", "\u200b", "\n", "_"]


def marques(texte: str, propres: Propres = SANS) -> list[tuple[str, str]]:
    """(what is marked, rule)."""
    return [(texte[un.debut : un.fin], un.regle) for un in examiner(texte, propres).reperes]


def remplacer(texte: str, examen: Examen) -> str:
    """Each mark that blocks replaced by what is proposed."""
    for repere in reversed(examen.reperes):
        if repere.bloque:
            texte = texte[: repere.debut] + repere.proposition + texte[repere.fin :]
    return texte


# --- Numbers ------------------------------------------------------------------------------


@given(
    st.sampled_from("1234567"),
    st.lists(st.sampled_from("0123456789"), min_size=8, max_size=8),
    st.lists(st.sampled_from(SEPARATEURS), min_size=9, max_size=9),
)
def test_a_phone_number_is_found_however_it_is_spaced(
    genre: str, reste: list[str], separateurs: list[str]
):
    numero = "0" + "".join(
        separateur + chiffre
        for separateur, chiffre in zip(separateurs, [genre, *reste], strict=True)
    )
    texte = f"é😀 appeler {numero} le soir"
    (repere,) = (un for un in examiner(texte).reperes if un.regle == "telephone")
    assert (texte[repere.debut : repere.fin], repere.bloque) == (numero, True)


@given(
    st.integers(1, 9),
    st.lists(st.integers(0, 99), min_size=4, max_size=4),
    st.sampled_from([" ", "-", ", "]),
)
def test_a_phone_number_spelled_out_is_found(genre: int, paires: list[int], lien: str):
    """« soixante dix-huit » is 78 or 60 18: whichever was meant."""
    dit = lien.join(map(epeler, [genre, *paires]))
    assert marques(f"il dit {dit} et part") == [(dit, "telephone")]


@given(st.from_regex(r"[12][0-9]{2}(0[1-9]|1[0-2])[0-9]{8}", fullmatch=True))
@example("1740421460174")  # a shorter reading of it holds too
def test_a_social_security_number_spelled_out_is_found(numero: str):
    cle = f"{97 - int(numero) % 97:02}"
    groupes = [numero[:1], *(numero[rang : rang + 2] for rang in range(1, 13, 2)), cle]
    dit = " ".join(UNITES[int(un)] if len(un) == 1 else epeler(int(un)) for un in groupes)
    assert marques(f"secu : {dit}") == [(dit, "nir")]


DIZAINES = ["vingt", "trente", "quarante", "cinquante", *["soixante"] * 2, *["quatre-vingt"] * 2]
UNITES = ["zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"]
UNITES += ["onze", "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit"]
UNITES += ["dix-neuf"]


def epeler(nombre: int) -> str:
    """Two digits as they are dictated: « zéro sept », « soixante et onze »."""
    if nombre < 10:
        return f"zéro {UNITES[nombre]}"
    if nombre < 20:
        return UNITES[nombre]
    dizaine, reste = divmod(nombre, 10)
    if dizaine in {7, 9}:
        reste += 10
    lien = " et " if reste in {1, 11} and dizaine < 8 else "-"
    return DIZAINES[dizaine - 2] + (lien + UNITES[reste] if reste else "")


@given(
    st.from_regex(r"[12][0-9]{2}(0[1-9]|1[0-2])([0-9]{2}|2A|2B)[0-9]{6}", fullmatch=True),
    st.sampled_from(["", " ", ".", "\u200b"]),
    st.integers(1, 96),
)
def test_a_social_security_number_is_known_by_its_key(numero: str, lien: str, ecart: int):
    corse = numero[5:7].replace("2A", "19").replace("2B", "18")
    cle = 97 - int(numero[:5] + corse + numero[7:]) % 97
    groupes = [numero[0], numero[1:3], numero[3:5], numero[5:7], numero[7:10], numero[10:]]
    juste = lien.join([*groupes, f"{cle:02}"])
    assert marques(f"secu {juste} perdue") == [(juste, "nir")]
    faux = lien.join([*groupes, f"{(cle + ecart - 1) % 97 + 1:02}"])
    assert "nir" not in [regle for _, regle in marques(f"secu {faux} perdue")]


@pytest.mark.parametrize(
    ("compte", "suite"),
    [
        ("FR76 3000 6000 0112 3456 7890 189", " merci de noter"),
        ("fr7630006000011234567890189", ""),
        ("DE89 3704 0044 0532 0130 00", " ancien compte"),
        ("BE68-5390-0754-7034", ", fermé"),
    ],
)
def test_a_bank_account_is_known_by_its_key_and_stops_at_its_length(compte: str, suite: str):
    assert marques(f"rib {compte}{suite}") == [(compte, "iban")]
    faux = compte[:-1] + ("0" if compte[-1] != "0" else "1")
    assert "iban" not in [regle for _, regle in marques(f"rib {faux}{suite}")]


@pytest.mark.parametrize("texte", lignes("identifiants.txt"))
def test_an_identifier_blocks_in_any_of_its_spellings(texte: str):
    assert examiner(texte).verdict == "bloque"


@pytest.mark.parametrize("texte", lignes("chiffres.txt"))
def test_ordinary_figures_are_left_alone(texte: str):
    assert examiner(texte).verdict == "ok", marques(texte)


def test_a_long_number_that_is_none_of_these_is_asked_about():
    assert marques("il montre 48151623420") == [("48151623420", "numero")]
    assert examiner("il montre 48151623420").verdict == "alerte"


# --- Persons ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("texte", "marque", "proposition", "remplace"),
    [
        ("vu Mme Benhaddou hier", "Mme Benhaddou", "une femme", "vu une femme hier"),
        ("M. Petit attend", "M. Petit", "un homme", "un homme attend"),
        ("vu Mamadou hier", "Mamadou", "un homme", "vu un homme hier"),
        ("fatoumata attend", "fatoumata", "une femme", "une femme attend"),
        ("son voisin Karim passe", " Karim", "", "son voisin passe"),
        ("Jean-Marc Le Goff attend", "Jean-Marc Le Goff", "un homme", "un homme attend"),
        ("jean boulanger attend", "jean boulanger", "un homme", "un homme attend"),
        ("Rose a perdu ses clés", "Rose", "une femme", "une femme a perdu ses clés"),
        ("chez la famille Traoré", "famille Traoré", "une famille", "chez la une famille"),
    ],
)
def test_a_name_is_blocked_with_what_to_write_instead(
    texte: str, marque: str, proposition: str, remplace: str
):
    examen = examiner(texte)
    (repere,) = examen.reperes
    assert (texte[repere.debut : repere.fin], repere.proposition) == (marque, proposition)
    assert examen.verdict == "bloque"
    assert remplacer(texte, examen) == remplace


def test_an_association_that_nobody_knows_is_an_organisme():
    (repere,) = examiner("orientée vers l’association Zarqa").reperes
    assert (repere.bloque, repere.proposition) == (False, "un organisme")


@pytest.mark.parametrize(
    "texte",
    [
        "pierre tombée du balcon",
        "la rose du jardin, marine et bleue",
        "Claire et nette, elle refuse",
        "le 3 Mai au matin",
        "école Jean-Moulin fermée",
        "rue Pierre Martin, plus de lumière",
        "aujourd’hui rien",
        "rdv à l’Espace Social Commun de Villejean",
        "vu avec le CDAS Kennedy, métro Henri Fréville",
        "envoyée à La Poste avec Les Restos",
        "Lundi à la Poste de Saint-Malo",
        "monsieur très agité, madame perdue",
        "Grâce à vous, tout va mieux",
        "elle se marie en juin",
        "REVENIR LUNDI POUR LE DOSSIER CAF",
    ],
)
def test_words_that_are_also_names_are_left_alone(texte: str):
    assert examiner(texte).verdict == "ok", marques(texte)


def test_a_word_that_french_does_not_know_is_asked_about_in_any_case_and_script():
    for nom in ("Kvaratskhelia", "kvaratskhelia", "KVARATSKHELIA", "Кварацхелия", "黄建国"):
        examen = examiner(f"vu {nom} hier")
        assert (examen.verdict, len(examen.reperes)) == ("alerte", 1), nom


def test_a_family_name_that_is_a_word_is_asked_about_after_a_civility():
    assert marques("mme boulanger attend") == [("boulanger", "nom_possible")]
    assert marques("vu le boulanger, madame sans papiers") == []


def test_words_that_say_too_much_are_asked_about():
    assert marques("a un cancer, sort de prison, famille rom") == [
        ("cancer", "sante"),
        ("prison", "infraction"),
        ("rom", "origine"),
    ]
    assert marques("cherche interprète arabe") == []


# --- What the équipe writes every day -------------------------------------------------------


def test_names_of_the_equipe_are_masked_and_its_mots_courants():
    siens = Propres(noms=("Le Blosne", "Sarah Bernhardt", "Café Zarqa"), mots=("tchaktchak",))
    assert marques("rdv au Blosne, square Sarah Bernhardt, puis au café zarqa", siens) == []
    assert marques("atelier TCHAKTCHAK samedi", siens) == []
    # One first name of a place is still a person's.
    assert marques("vu Sarah hier", siens) == [("Sarah", "prenom")]


def test_a_civility_before_a_masked_name_is_somebody_unless_masked_too():
    siens = Propres(noms=("Beaulieu", "Docteur Zarqa"))
    assert marques("vu M. Beaulieu à Beaulieu", siens) == [("M. Beaulieu", "civilite")]
    assert marques("rdv chez le docteur Zarqa, à 300 m Beaulieu", siens) == []


def test_a_quartier_of_two_names_masks_each():
    siens = Propres(noms=("Zarqa Ferrer – Tchaktchak",))
    assert marques("à Tchaktchak puis zarqa ferrer", siens) == []


def test_an_identifier_within_a_name_of_the_equipe_is_found_all_the_same():
    assert examiner("0612345678", Propres(noms=("0612345678",))).verdict == "bloque"


# --- Whatever the text ------------------------------------------------------------------------


@given(st.text())
def test_marks_are_in_order_apart_and_within_the_text(texte: str):
    ici = 0
    examen = examiner(texte)
    for repere in examen.reperes:
        assert ici <= repere.debut < repere.fin <= len(texte)
        ici = repere.fin
    attendu = "bloque" if any(un.bloque for un in examen.reperes) else "alerte"
    assert examen.verdict == (attendu if examen.reperes else "ok")


@pytest.mark.parametrize("part", PARTS)
def test_what_is_proposed_never_blocks_in_its_turn(part: str):
    for note in [*numeros(part), *personnes(part)]:
        remplace = remplacer(note.texte, note.examiner())
        assert examiner(remplace, propres()).verdict != "bloque", (note.texte, remplace)


@pytest.mark.parametrize("part", PARTS)
def test_what_is_not_seen_hides_nothing(part: str):
    """Zero-width characters between all letters: the same is found."""
    for note in numeros(part):
        truffe = Annote(note.genre, re.sub("(?<=.)(?=.)", "\u200b", note.texte))
        cachee = replace(truffe, fin=len(truffe.texte))
        assert cachee.trouve(bloque=note.trouve(bloque=True)), note.texte
