"""The plain HTML twin: all that a cahier prints, in one page."""

import re

import pytest
from django.urls import reverse
from django.utils.html import escape
from django.utils.text import slugify

from sessions.cahiers.composition import chapitre, composer
from sessions.cahiers.matiere import lire
from sessions.models import Cahier, Section
from tests.lecture_seule import lecture_seule
from tests.personnes import Personne


def page(personne: Personne, cahier: Cahier) -> str:
    with lecture_seule():
        return personne.get(reverse("cahiers:apercu", args=[cahier.pk])).content.decode()


@pytest.mark.usefixtures("saison")
def test_it_says_the_figures_a_print_may_show(coordination: Personne, cahier: Cahier) -> None:
    dite, demandes = page(coordination, cahier), cahier.sections.get(code="demandes")
    assert "Version de travail, ne pas diffuser" in dite
    phrases = [bloc.phrase for bloc in chapitre(demandes, lire(cahier)).blocs if bloc.phrase]
    assert phrases
    assert all(escape(une) in dite for une in phrases)


def test_its_table_of_contents_leads_to_every_section(
    coordination: Personne, cahier: Cahier
) -> None:
    Section.objects.filter(cahier=cahier).update(texte="Des mots.")
    dite = page(coordination, cahier)
    sommaire = dite.partition('class="sommaire"')[2].partition("</nav>")[0]
    ancres = re.findall(r'href="#([^"]+)"', sommaire)
    assert len(ancres) == cahier.sections.count()
    assert all(dite.count(f'id="{ancre}"') == 1 for ancre in ancres)


def test_an_empty_section_and_one_put_aside_are_not_there(
    coordination: Personne, cahier: Cahier
) -> None:
    cahier.sections.filter(code="rate").update(texte="La pluie.", imprimee=False)
    dite = page(coordination, cahier)
    assert "La pluie." not in dite
    assert "Pourquoi à vélo" not in dite


def test_raw_html_reads_as_it_was_typed(coordination: Personne, cahier: Cahier) -> None:
    cahier.sections.filter(code="velo").update(texte="<script>alert(1)</script>\n\n<b>gras</b>")
    dite = page(coordination, cahier)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in dite
    assert "<b>gras" not in dite


def test_a_section_leads_to_another(cahier: Cahier) -> None:
    cible = cahier.sections.get(code="velo")
    cahier.sections.filter(code="velo").update(texte="Parce que.")
    cahier.sections.filter(code="rate").update(
        texte=f"Voir [pourquoi](#{slugify(cible.titre)}), [la carte](#nulle-part)."
    )
    lus = {un.section.code: un for un in composer(cahier).chapitres}
    assert (
        f'<a href="#{lus["velo"].ancre}" rel="noopener noreferrer">pourquoi</a>' in lus["rate"].html
    )
    assert "nulle-part" not in lus["rate"].html
