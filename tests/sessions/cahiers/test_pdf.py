"""What the PDF of a working version says: the figures of its blocs, small counts hidden."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from medlove.models import Equipe
from sessions.cahiers.composition import composer
from sessions.cahiers.services import commencer, imprimer
from sessions.models import Cahier
from tests.sessions.cahiers.blocs.feuillets import COMPTES

pytestmark = [pytest.mark.usefixtures("saison")]


@pytest.fixture
def annee(equipe: Equipe) -> Cahier:
    return commencer(Cahier(equipe=equipe, titre="Un été au Blosne", periode="2026"))


def colle(dit: str) -> str:
    """Without white space, which a PDF does not keep as it was written."""
    return "".join(dit.split())


def test_it_says_every_figure_of_its_blocs_and_hides_small_counts(annee: Cahier) -> None:
    lu = PdfReader(BytesIO(imprimer(annee)))
    texte = colle(" ".join(page.extract_text() for page in lu.pages))
    assert colle("< 5 refus") in texte
    assert colle("Droits et démarches 7") in texte
    assert colle("Équipement et connexion < 5") in texte
    comptes = [bloc for bloc in composer(annee).blocs if bloc.code in COMPTES]
    assert len([bloc for bloc in comptes if bloc.table]) >= 4
    for bloc in comptes:
        for chiffre in bloc.chiffres:
            assert colle(f"{chiffre.nombre}{chiffre.phrase}") in texte
        for ligne in bloc.table_imprimee.lignes if bloc.table_imprimee else ():
            cellules = "".join(cellule.texte for cellule in ligne.cellules)
            assert colle(f"{ligne.libelle}{cellules}") in texte
