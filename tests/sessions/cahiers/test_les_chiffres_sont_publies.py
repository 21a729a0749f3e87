"""Every number that the counted blocs print is in the rows of the publication.

The PDF is read as anybody would: its text, page after page.
"""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from random import Random
from re import sub

import pytest
from pypdf import PdfReader

from medlove.models import Equipe
from sessions.cahiers import composition
from sessions.cahiers.matiere import Matiere
from sessions.cahiers.services import commencer, imprimer
from sessions.models import Cahier, CellulePubliee, Publication
from sessions.publication import fichiers
from sessions.publication.catalogue import Cle, Taille
from sessions.publication.grille import mots
from tests.sessions.cahiers.blocs.feuillets import cles, contours, tire
from tests.sessions.cahiers.blocs.nombres import Permis

COMPTEES = {"essentiel", "exigences", "demandes", "personnes", "orientations"}
LIEUX = 5
INDISCRETES = [
    Cle("T5", axe="rencontres"),
    Cle("T1", "35238-2"),
    Cle("T1", axe="domaine", modalite="droits"),
    Cle("T3", axe="age", modalite="60_plus"),
    Cle("T4", axe="exigence", modalite="lire_et_ecrire"),
    Cle("T4", axe="suite", modalite="accueillie"),
    Cle("T7", axe="domaine", modalite="droits", croisee="cognitive"),
]
PERIODES = [("2025", Taille.GRANDE), ("2025-T3", Taille.GRANDE), ("2025", Taille.PETITE)]


def publier(equipe: Equipe, periode: str, taille: Taille) -> Publication:
    """Rows without a record behind them: what is printed can come from nowhere else."""
    lu = tire(
        7, periode=periode, taille=taille, lieux=LIEUX, publie=True, cachees=0.2, faits=(1000, 5000)
    )
    publications = {
        quand: Publication.objects.create(
            equipe=equipe,
            slug=equipe.slug,
            nom=equipe.nom,
            licence="Licence Ouverte 2.0",
            periode=quand,
            taille=taille.value,
            publiee_le="2026-02-15",
            empreinte_de_la_cle="0" * 64,
            libelles={axe: list(siens.items()) for axe, siens in mots().items()},
            contours=contours(LIEUX),
        )
        for quand in sorted({quand for quand, _ in cles(periode, taille, LIEUX)})
    }
    CellulePubliee.objects.bulk_create(
        CellulePubliee(publication=publications[quand], valeur=valeur, **cle._asdict())
        for (quand, cle), valeur in lu.valeurs.items()
    )
    return publications[periode]


def cahier_compte(equipe: Equipe, periode: str) -> Cahier:
    """A cahier whose sections say nothing but what they count."""
    cahier = commencer(Cahier(equipe=equipe, titre="Un cahier sans mots", periode=periode))
    cahier.sections.exclude(code__in=COMPTEES).update(imprimee=False)
    return cahier


def pages(cahier: Cahier) -> Sequence[str]:
    """The text of the pages from the first section on, without folios nor numbers of chapters."""
    lu = PdfReader(BytesIO(imprimer(cahier)))
    signets = {colle(un.title): lu.get_destination_page_number(un) for un in _a_plat(lu.outline)}
    debuts = [signets[colle(section.titre)] for section in cahier.sections.imprimees()]
    assert debuts[0] is not None
    textes = {rang: lu.pages[rang].extract_text() for rang in range(debuts[0], len(lu.pages))}
    for rang in textes:
        textes[rang] = _sans_ligne(textes[rang], rang + 1)
    for numero, debut in enumerate(debuts, 1):
        assert debut is not None
        textes[debut] = _sans_ligne(textes[debut], numero)
    return list(textes.values())


def colle(titre: str) -> str:
    """Without white space: the typography of a print changes some of it."""
    return "".join(titre.split())


def _sans_ligne(texte: str, numero: int) -> str:
    """Without the first line that holds this number alone, if there is one."""
    return sub(rf"(?m)^{numero}$", "", texte, count=1)


def _a_plat(signets: list) -> list:  # type: ignore[type-arg]
    """The bookmarks, whatever their level; the first of two that have the same words."""
    plats = []
    for un in signets:
        plats += _a_plat(un) if isinstance(un, list) else [un]
    return plats[::-1]


def etrangers(lues: Sequence[str], permis: Permis) -> list[str]:
    return [un for texte in lues for un in permis.etrangers(texte)]


@pytest.mark.parametrize(("periode", "taille"), PERIODES)
def test_every_number_printed_is_in_the_rows(equipe: Equipe, periode: str, taille: Taille) -> None:
    permis = Permis(fichiers.feuillet(publier(equipe, periode, taille)))
    lues = pages(cahier_compte(equipe, periode))
    assert etrangers(lues, permis) == []
    attendus = 200 if (periode, taille) == PERIODES[0] else 20
    assert sum(map(str.isdigit, "".join(lues))) > attendus


@pytest.mark.complet
def test_an_exact_number_slipped_in_a_cell_is_seen(
    equipe: Equipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: each of these cells reads a number that is in no row."""
    permis = Permis(fichiers.feuillet(publier(equipe, "2025", Taille.GRANDE)))
    exacts = {("2025", cle): 2861 + rang for rang, cle in enumerate(INDISCRETES)}
    lire = composition.lire

    def indiscrete(cahier: Cahier) -> Matiere:
        matiere = lire(cahier)
        lu = matiere.feuillet
        return replace(matiere, feuillet=replace(lu, valeurs={**lu.valeurs, **exacts}))

    monkeypatch.setattr(composition, "lire", indiscrete)
    vus = " ".join(etrangers(pages(cahier_compte(equipe, "2025")), permis)).replace(" ", "")
    assert [exact for exact in exacts.values() if str(exact) not in vus] == []


def test_the_reader_of_numbers_lets_none_of_the_others_pass(equipe: Equipe) -> None:
    """Of a hundred numbers that are in no row, however they are written."""
    lu = tire(
        7,
        periode="2025",
        taille=Taille.GRANDE,
        lieux=2,
        publie=True,
        cachees=0,
        faits=(1000, 5000),
    )
    permis = Permis(lu)
    hasard = Random(3)
    for _ in range(100):
        nombre = hasard.randrange(11, 2500)
        if nombre not in permis.valeurs:
            dit = f"{nombre:,}".replace(",", "\u202f")
            for phrase in (f"Le Blosne {dit}", f"{dit} rencontres sur 10", f"dans {dit}\n"):
                assert permis.etrangers(phrase)
