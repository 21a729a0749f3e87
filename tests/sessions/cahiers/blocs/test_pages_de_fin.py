"""The last pages: who signed, what it takes to begin again, how the cahier was made."""

import datetime

import pytest
from django.template.loader import render_to_string

from medlove.models import Equipe
from medlove.version import VERSION
from sessions.cahiers.blocs.a_vous import a_vous
from sessions.cahiers.blocs.bloc import Bloc
from sessions.cahiers.blocs.colophon import colophon
from sessions.cahiers.blocs.signataires import signataires
from sessions.cahiers.editions.empreinte import empreinte_des_donnees
from sessions.cahiers.matiere import lire
from sessions.models import Cahier, Signataire
from tests.fabriques import HalteFactory, PublicationFactory


def imprime(bloc: Bloc) -> str:
    return render_to_string(bloc.gabarit, {"bloc": bloc})


def signe(cahier: Cahier, nom: str, role: str, *, accord: bool) -> Signataire:
    return Signataire.objects.create(cahier=cahier, nom=nom, role=role, accord=accord)


def test_those_who_agreed_are_named_under_their_role_and_the_others_only_counted(
    cahier: Cahier,
) -> None:
    signe(cahier, "Zoé L.", Signataire.PILOTAGE, accord=True)
    signe(cahier, "éric B.", Signataire.PILOTAGE, accord=True)
    signe(cahier, "Une qui se tait", Signataire.MEDIATION, accord=False)
    signe(cahier, "Un qui se tait", Signataire.COMPLICE, accord=False)
    lu = signataires(lire(cahier))
    assert [(role, [un.nom for un in siens]) for role, siens in lu.elements["roles"]] == [
        ("Pilotage", ["Zoé L.", "éric B."])
    ]
    page = imprime(lu)
    assert "se tait" not in page
    assert "Médiation" not in page
    assert "Deux autres personnes ont préféré ne pas être nommées." in page


@pytest.mark.parametrize(
    ("tus", "dit"),
    [
        (0, "Ce cahier ne nomme personne."),
        (1, "Une personne a préféré ne pas être nommée."),
        (12, "12 personnes ont préféré ne pas être nommées."),
    ],
)
def test_without_a_name_the_page_still_says_something(cahier: Cahier, tus: int, dit: str) -> None:
    for rang in range(tus):
        signe(cahier, f"P{rang}", Signataire.MEDIATION, accord=False)
    assert dit in imprime(signataires(lire(cahier)))


def test_the_signataires_of_another_cahier_do_not_sign_this_one(
    cahier: Cahier, autre_equipe: Equipe
) -> None:
    autre = Cahier.objects.create(equipe=autre_equipe, titre="Autre", periode="2026-T3")
    signe(autre, "Voisine", Signataire.PILOTAGE, accord=True)
    assert signataires(lire(cahier)).phrase == "Ce cahier ne nomme personne."


@pytest.mark.parametrize(
    ("minutes", "dit"),
    [
        (4, "un quart d’heure"),
        (50, "trois quarts d’heure"),
        (60, "une heure"),
        (92, "une heure et demie"),
        (125, "2\u00a0heures"),
        (166, "2\u00a0heures trois quarts"),
    ],
)
def test_the_length_of_a_halte_is_told_to_the_quarter_of_an_hour(
    cahier: Cahier, equipe: Equipe, minutes: int, dit: str
) -> None:
    depart = datetime.time(14 + minutes // 60, minutes % 60)
    HalteFactory(sortie__equipe=equipe, arrivee=datetime.time(14), depart=depart)
    assert a_vous(lire(cahier)).phrase == f"Une halte a duré {dit} en moyenne."


def test_without_a_halte_the_list_to_tick_stands_alone_and_leads_to_the_sheet(
    cahier: Cahier,
) -> None:
    lu = a_vous(lire(cahier))
    assert lu.phrase == ""
    assert "Avant la première sortie" in imprime(lu)
    assert "/terrain/fiche-de-poche/" in imprime(lu)
    assert "/terrain/" not in render_to_string(lu.gabarit, {"bloc": lu, "pdf": True})


def test_the_colophon_names_the_publication_its_day_and_its_licence(
    cahier: Cahier, equipe: Equipe
) -> None:
    assert "version de travail, ne pas diffuser" in imprime(colophon(lire(cahier)))
    PublicationFactory(equipe=equipe, periode="2026-T3", publiee_le=datetime.date(2026, 11, 1))
    page = imprime(colophon(lire(cahier)))
    assert "Publication «\u202f3e\u00a0trimestre 2026\u202f» du dimanche 1er novembre 2026" in page
    assert "Licence Ouverte 2.0" in page
    assert "ne pas diffuser" not in page


@pytest.mark.parametrize("dit", ["Medlové", "EUPL", "Open Font License", "Tabler", "CC BY-SA 4.0"])
def test_the_colophon_credits_program_letters_and_drawings(cahier: Cahier, dit: str) -> None:
    assert dit in imprime(colophon(lire(cahier)))


def test_the_colophon_says_the_empreinte_of_the_figures_once(cahier: Cahier) -> None:
    matiere = lire(cahier)
    dite = empreinte_des_donnees(matiere)
    assert imprime(colophon(matiere)).count(dite) == 1
    assert f"Medlové {VERSION}." in imprime(colophon(matiere))
