"""The entry screen: who opens it, what it says before any tap, what it weighs."""

import gzip
import hashlib
import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from medlove.fichiers import alleger
from sessions.nomenclatures.listes import NON_RENSEIGNE, codes, familles, libelles
from sessions.terrain.ecran import ecran, grille
from tests.client import ClientExigeant
from tests.personnes import Personne

STATIQUES = Path(__file__).resolve().parents[3] / "static"
ADRESSE = "/terrain/"
KO = 1024
# What is imported at once, and what comes once the first chips can be tapped.
IMPORT = re.compile(r'from "\./([\w-]+\.js)"')
IMPORT_TARDIF = re.compile(r'import\("\./([\w-]+\.js)"\)')


def html() -> str:
    return render_to_string("terrain/page.html", ecran())


def poids(nom: str) -> int:
    """Bytes of a static file once served: lightened, imports hashed, compressed if it helps."""
    brut = (STATIQUES / nom).read_bytes()
    if nom.endswith((".css", ".js")):
        texte = alleger(nom, brut.decode())
        brut = re.sub(r'"\./([\w-]+)\.js"', _hache, texte).encode()
    return min(len(brut), len(gzip.compress(brut, 9)))


def _hache(importe: re.Match[str]) -> str:
    """Hashes do not compress: they count."""
    return f'"./{importe[1]}.{hashlib.md5(importe[1].encode()).hexdigest()[:12]}.js"'


def modules(depart: str, *, tardifs: bool) -> set[str]:
    """The modules a page loads from this one on."""
    vus: set[str] = set()
    a_lire = [depart]
    while a_lire:
        nom = a_lire.pop()
        vus.add(nom)
        texte = (STATIQUES / "js/terrain" / nom).read_text()
        trouves = IMPORT.findall(texte) + (IMPORT_TARDIF.findall(texte) if tardifs else [])
        a_lire += set(trouves) - vus
    return vus


def javascript(*, tardifs: bool) -> int:
    return sum(poids(f"js/terrain/{nom}") for nom in modules("page.js", tardifs=tardifs))


def test_a_mediator_and_a_coordinator_open_it(mediation: Personne, coordination: Personne):
    for personne in (mediation, coordination):
        assert personne.get(ADRESSE).status_code == 200


def test_those_who_do_not_go_out_are_refused(pilotage: Personne, administration: Personne):
    for personne in (pilotage, administration):
        assert personne.get(ADRESSE).status_code == 403


def test_a_visitor_is_asked_to_sign_in(anonyme: Client):
    assert anonyme.get(ADRESSE).url == f"{reverse('account_login')}?next={ADRESSE}"


def test_it_only_reads(mediation: Personne):
    assert mediation.post(ADRESSE).status_code == 405


def test_it_is_the_same_for_everybody(mediation: Personne, etrangere: Personne):
    """No name, no équipe, no CSRF token: the page can be kept on a shared tablet."""
    une, autre = mediation.get(ADRESSE), etrangere.get(ADRESSE)
    assert une.content == autre.content
    assert mediation.utilisateur.nom not in une.content.decode()


def test_it_gives_the_csrf_cookie(mediation: Personne):
    assert mediation.get(ADRESSE).cookies["csrftoken"]


def test_it_keeps_the_rules_of_the_house(client: ClientExigeant, mediation: Personne):
    client.force_login(mediation.utilisateur, "allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(ADRESSE).status_code == 200


def test_reading_it_asks_nothing_of_the_field(mediation: Personne, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):  # session, person, appartenance
        mediation.get(ADRESSE)


def test_the_first_chips_are_there_before_any_script():
    page = html()
    for famille in familles().values():
        attendu = f'value="{famille.categorie}"'
        assert attendu in page
    assert page.count('name="reponse"') == len(codes("reponse")) - 1


def test_each_category_has_one_chip_only():
    valeurs = re.findall(r'name="besoin" value="(\w+)"', html())
    assert len(valeurs) == len(set(valeurs))


def test_the_grid_says_every_age_with_every_genre_but_nothing_with_nothing():
    couples = {tuple(case.valeur.split("/")) for case in grille()}
    tous = {(age, genre) for age in libelles("tranche_age") for genre in libelles("genre")}
    assert couples == tous - {(NON_RENSEIGNE, NON_RENSEIGNE)}


@pytest.mark.parametrize("liste", ["exigence", "vecu", "organisme", "non_recours", "duree"])
def test_every_answer_of_a_list_has_its_chip(liste: str):
    valeurs = set(re.findall(r'value="(\w+)"', html()))
    assert codes(liste) - {NON_RENSEIGNE} <= valeurs


def test_every_question_has_its_place():
    assert set(re.findall(r'data-question="(\w+)"', html())) == codes("question")


def test_every_id_named_is_there_once():
    page = html()
    ids = re.findall(r'\sid="([\w-]+)"', page)
    assert len(ids) == len(set(ids))
    nommes = re.findall(r'(?:aria-labelledby|aria-describedby|aria-controls|form)="([^"]+)"', page)
    assert {nom for noms in nommes for nom in noms.split()} <= set(ids)
    ouverts = re.findall(r'data-ouvre="(\w+)"', page)
    assert {f"feuillet-{nom}" for nom in ouverts} <= set(ids)


def test_the_javascript_of_the_page_stays_light():
    assert javascript(tardifs=False) <= 22 * KO
    assert javascript(tardifs=True) <= 25 * KO


def test_the_whole_page_stays_light():
    page = html()
    liees = set(re.findall(r'(?:href|src)="/static/([^"#]+)', page)) - {"js/terrain/page.js"}
    feuilles = [STATIQUES / nom for nom in liees if nom.endswith(".css")]
    citees = {
        (feuille.parent / adresse).resolve().relative_to(STATIQUES).as_posix()
        for feuille in feuilles
        for adresse in re.findall(r'url\("([^"]+)"\)', feuille.read_text())
    }
    total = len(gzip.compress(page.encode(), 9)) + javascript(tardifs=True)
    assert total + sum(poids(nom) for nom in liees | citees) <= 60 * KO


def test_no_string_of_a_module_runs_over_several_lines():
    """What is served has lost its indentation: see medlove/fichiers.py."""
    fautives = [
        f"{module.name}:{rang}"
        for module in (STATIQUES / "js").rglob("*.js")
        for rang, ligne in enumerate(module.read_text().splitlines(), start=1)
        if ligne.count("`") % 2
    ]
    assert not fautives


def test_a_file_is_lightened_of_its_comments_only():
    module = '// Why.\nfunction f() {\n  return "// not a comment";\n}\n\n'
    assert alleger("js/f.js", module) == 'function f() {\nreturn "// not a comment";\n}\n'
    assert alleger("css/f.css", "/* Why,\nand how. */\np {\n  margin: 0;\n}\n") == (
        "p {\nmargin: 0;\n}\n"
    )
