"""The client of the tests sees the faults it is there to see."""

import pytest
from django.http import HttpResponse
from hypothesis import given
from hypothesis import strategies as st

from tests.client import Lecteur, fautes, verifier_page

CSP = {"Content-Security-Policy": "default-src 'self'; script-src 'self'"}


@pytest.mark.parametrize(
    "html",
    [
        "<style>p { color: red }</style>",
        '<p style="color: red">Bonjour</p>',
        "<script>alert(1)</script>",
        '<script type="module">import "./a.js"</script>',
        '<button onclick="partir()">Partir</button>',
        '<a href="javascript:partir()">Partir</a>',
        "<p>{{ prenom }}</p>",
        '<p title="{% url %}">Bonjour</p>',
        '<script src="https://exemple.test/a.js"></script>',
        '<img src="//exemple.test/a.png" alt="">',
    ],
)
def test_it_sees_what_a_page_must_not_hold(html: str):
    assert len(fautes(html)) == 1


@pytest.mark.parametrize(
    "html",
    [
        '<script src="/static/js/socle.js" type="module"></script>',
        '<script id="donnees" type="application/json">{"besoins": {}}</script>',
        '<a href="https://exemple.test/">Ailleurs</a>',
        '<p class="on">Une accolade { seule } ne dit rien.</p>',
    ],
)
def test_it_lets_pass_what_a_page_may_hold(html: str):
    assert fautes(html) == []


MORCEAUX = [
    *("<style", "<script", "<img", "<p", "<a", ">", "/", " ", "\n", "=", "'", '"', "&quot;"),
    *("src=", "href=", "style", "STYLE=", "onclick", "on", "javascript:", "https:", "&#47;/", "//"),
    *("{", "&#123;", "%", "type=", "module", "application/json", "exemple", "é", "&gt;", "&lt;"),
]


@given(st.lists(st.sampled_from(MORCEAUX), max_size=12).map("".join))
def test_what_the_parser_would_not_find_is_all_that_it_is_not_asked(html: str):
    lecteur = Lecteur()
    lecteur.feed(html)
    lecteur.close()
    assert fautes(html) == lecteur.fautes


def test_it_refuses_a_page_with_a_fault():
    with pytest.raises(pytest.fail.Exception, match="élément <style>"):
        verifier_page(HttpResponse("<style></style>", headers=CSP), "/")


@pytest.mark.parametrize("politique", ["", "script-src 'self' 'unsafe-inline'"])
def test_it_refuses_a_page_with_a_loose_security_policy(politique: str):
    reponse = HttpResponse("<p></p>", headers={"Content-Security-Policy": politique})
    with pytest.raises(pytest.fail.Exception, match="trop lâche"):
        verifier_page(reponse, "/")


def test_it_reads_only_pages():
    verifier_page(HttpResponse("<style></style>", content_type="text/csv"), "/export/")
