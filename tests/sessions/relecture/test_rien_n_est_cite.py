"""Nothing of a note nor of the parole of a bilan is quoted by a cahier.

By the pages neither, but for those where they are read again: see tests/test_murs.py.
"""

import datetime
from io import BytesIO

from pypdf import PdfReader

from medlove.models import Equipe
from sessions.cahiers.services import commencer, imprimer
from sessions.models import Bilan, Cahier, Rencontre
from tests.fabriques import BilanFactory, RencontreFactory, SortieFactory

NOTE, PAROLE = "canarinote", "canariparole"


def test_no_cahier_quotes_it(equipe: Equipe):
    sortie = SortieFactory(equipe=equipe, date=datetime.date(2026, 9, 15))
    RencontreFactory(sortie=sortie, note=f"Un {NOTE} chante.")
    BilanFactory(sortie=sortie, scene="Un banc.", parole=f"Un {PAROLE} aussi.")
    cahier = commencer(Cahier(equipe=equipe, titre="Une année", periode="2026"))
    pages = PdfReader(BytesIO(imprimer(cahier))).pages
    dit = "".join("".join(une.extract_text() for une in pages).split())
    assert "Uneannée" in dit
    assert Rencontre.objects.get().note
    assert Bilan.objects.get().parole
    assert NOTE not in dit
    assert PAROLE not in dit
