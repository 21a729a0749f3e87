"""Every answer of ours has one heading at La Coop, or is said to have none."""

from collections import Counter

import pytest

from sessions.nomenclatures.listes import categories_nationales, codes
from sessions.report.correspondances import rubriques, source, thematiques


@pytest.mark.parametrize("champ", ["genre", "tranche_age", "activite"])
def test_each_of_our_codes_falls_under_one_heading(champ: str):
    dits = Counter(code for _, siens in rubriques(champ) for code in siens)
    assert set(dits) == codes(champ)
    assert set(dits.values()) == {1}


def test_each_code_coop_is_one_of_its_thematiques():
    connues = set(thematiques())
    assert len(connues) == 30
    assert {une["code_coop"] for une in categories_nationales()} - {""} <= connues


def test_where_the_headings_come_from_is_said():
    assert "inclusion-numerique/coop-mediation-numerique" in source()
    assert "27 novembre 2026" in source()
