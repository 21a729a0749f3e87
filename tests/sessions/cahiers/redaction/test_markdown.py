"""What people write, made into HTML that holds nothing else."""

import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.cahiers.redaction.markdown import BALISES, en_html

MORCEAUX = ["# ", "###### ", "<b>", "<script>", "[a](", "javascript:x", ")", "![", "|", "\n", "`"]


class Lecteur(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.balises: list[str] = []
        self.attributs: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.balises.append(tag)
        self.attributs += attrs


def lu(texte: str) -> Lecteur:
    lecteur = Lecteur()
    lecteur.feed(en_html(texte))
    return lecteur


@pytest.mark.parametrize(
    "brut",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "<svg/onload=alert(1)>",
        "<b>gras</b>",
        "<!-- caché -->",
    ],
)
def test_raw_html_reads_as_it_was_typed_and_never_runs(brut: str) -> None:
    assert lu(f"Avant {brut} après").balises == ["p"]
    assert lu(brut).balises in (["p"], [])
    assert "&lt;" in en_html(f"Avant {brut}")


@pytest.mark.parametrize(
    "lien",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "file:///etc/x", "/ici"],
)
def test_a_link_that_leads_nowhere_good_leaves_its_words(lien: str) -> None:
    assert en_html(f"Voir [la page]({lien}) ici") == "<p>Voir la page ici</p>\n"


def test_links_to_the_web_and_to_a_mailbox_stay_as_they_are() -> None:
    html = en_html("[Un site](https://exemple.test/?a=1;b) et <mailto:nous@exemple.test>")
    assert 'href="https://exemple.test/?a=1;b"' in html
    assert 'href="mailto:nous@exemple.test"' in html


def test_an_image_of_markdown_leaves_its_words() -> None:
    assert en_html("![Un vélo](https://exemple.test/x.png)") == "<p>Un vélo</p>\n"


@pytest.mark.parametrize(
    ("typees", "attendues"),
    [
        ("# a\n## b", ["h3", "h4"]),
        ("#### a\n# b", ["h3", "h3"]),
        ("## a\n###### b\n#### c", ["h3", "h4", "h4"]),
        ("# a\n## b\n### c\n# d", ["h3", "h4", "h4", "h3"]),
        ("a\n===\nb\n---", ["h3", "h4"]),
    ],
)
def test_headings_begin_at_level_three_and_none_is_jumped(
    typees: str, attendues: list[str]
) -> None:
    assert [une for une in lu(typees).balises if une != "p"] == attendues


@given(st.lists(st.integers(1, 6), max_size=12))
def test_whatever_levels_are_typed_none_is_jumped(niveaux: list[int]) -> None:
    html = en_html("\n\n".join(f"{'#' * niveau} titre" for niveau in niveaux))
    obtenus = [int(un) for un in re.findall(r"<h(\d)>", html)]
    assert len(obtenus) == len(niveaux)
    assert re.findall(r"</h(\d)>", html) == [str(un) for un in obtenus]
    assert all(un in {3, 4} for un in obtenus)
    assert obtenus[:1] in ([], [3])


@given(st.lists(st.sampled_from(MORCEAUX) | st.text(max_size=8), max_size=20).map("".join))
def test_nothing_passes_but_what_a_section_holds(texte: str) -> None:
    page = lu(texte)
    assert set(page.balises) <= BALISES
    assert {nom for nom, _ in page.attributs} <= {"class", "href", "rel", "scope"}
    adresses = [valeur or "" for nom, valeur in page.attributs if nom == "href"]
    assert all(
        une.partition(":")[0].lower() in {"http", "https", "mailto", "tel"} for une in adresses
    )


def test_quotes_and_spaces_are_set_across_bold_and_links() -> None:
    assert en_html('"**Non**" ? *Si* !') == (
        "<p>«\u202f<strong>Non</strong>\u202f»\u202f? <em>Si</em>\u202f!</p>\n"
    )


def test_code_is_left_as_it_is() -> None:
    assert '<code>a ; "b" : l\'x</code>' in en_html('`a ; "b" : l\'x` !')


def test_ordinals_are_raised() -> None:
    assert "1<sup>er</sup> mai, le 2<sup>e</sup>" in en_html("1er mai, le 2e")
    assert "<sup>" not in en_html("rue 12elle, A2e")


def test_a_table_tells_its_heads() -> None:
    html = en_html("| Jour | Haltes |\n|:--|--:|\n| lundi | 3 |")
    assert '<th scope="col">Jour</th>' in html
    assert '<td class="nombre">3</td>' in html
    assert "style" not in html


def test_a_table_of_two_hundred_rows_and_a_line_without_end_stand() -> None:
    debut = time.process_time()
    table = en_html("|a|b|\n|-|-|\n" + "| « un » | 3 % |\n" * 200)
    assert table.count("<tr>") == 201
    assert en_html("mot " * 10_000).count("mot") == 10_000
    assert en_html("x" * 20_000)
    assert time.process_time() - debut < 2


@pytest.mark.parametrize("signe", ["*", "**", "_"])
def test_emphasis_without_end_is_never_deeper_than_a_page_takes(signe: str) -> None:
    html = en_html(f"{signe}un " * 1500 + f"un{signe} " * 1500)
    profondeur = plus_profond = 0
    for fermante in re.findall(r"<(/?)(?:em|strong)>", html):
        profondeur += -1 if fermante else 1
        plus_profond = max(plus_profond, profondeur)
    assert 2 <= plus_profond <= 6
    assert profondeur == 0
    assert html.count("un") == 3000


def test_a_link_to_a_place_of_the_cahier_is_kept_and_to_nowhere_leaves_its_words() -> None:
    texte = "Voir [les haltes](#les-haltes) et [rien](#nulle-part)."
    assert en_html(texte, {"les-haltes"}) == (
        '<p>Voir <a href="#les-haltes" rel="noopener noreferrer">les haltes</a> et rien.</p>\n'
    )
    assert "<a" not in en_html(texte)
