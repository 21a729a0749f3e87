"""Every address is opened: an export, a print, a page of notes that leaves no line is found."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.test import Client

from medlove.journal.gestes import LECTURE_DE_NOTES
from medlove.journal.models import Journal
from medlove.models import Equipe
from sessions.cahiers.editions.models import Edition
from sessions.models import Reception
from tests.adresses import adresse, lue
from tests.objets import NOTE
from tests.personnes import Personne
from tests.test_murs import MURS

Objets = dict[str, dict[str, Any]]
NOTE_ENVOYEE = "canarienvoi"

# A file or a print that says nothing of people met: what is published, what the équipe made to be
# given, a model to fill. `interne` on the page of a print is what the others are told by.
SANS_LIGNE = {
    "annuaire:imprimer": "the directory, on paper: places that receive the public",
    "carte_d_orientation:pdf": "the card of a place, given to people",
    "donnees:complet": "published figures",
    "donnees:fichier": "published figures",
    "outils:a_imprimer": "a game",
    "publications:fichier": "published figures",
    "terrain:fiche_de_poche_pdf": "the directory, folded",
    "transferts:modele": "an empty table",
}
IMPRIMEES = {nom for nom in MURS if nom.endswith(("impression", "_svg", "imprimer"))}
DEJA = ["appareil_enrole"]  # by what makes the things that addresses name
# In the order of MURS: what the coordination opens, and what is then written, once.
PORTES = {
    "a_corriger:fiche": LECTURE_DE_NOTES,
    "annuaire_echanges:csv": "partenaires_exportes",
    "annuaire_echanges:json": "partenaires_exportes",
    "cahiers:apercu": "lecture_de_cahier",
    "carte_impression": "impression",
    "carte_svg": "impression",
    "editions:pdf": "cahier_imprime",
    "exports:carte": "export",
    "exports:rencontres": "export",
    "exports:statistiques": "export",
    "hypotheses:impression": "impression",
    "relecture:effacer": LECTURE_DE_NOTES,
    "relecture:lues": LECTURE_DE_NOTES,
    "relecture:notes": LECTURE_DE_NOTES,
    "relecture:reecrire": LECTURE_DE_NOTES,
    "rencontres:fiche": LECTURE_DE_NOTES,
    "report:mois_impression": "impression",
    "report:sortie_impression": "impression",
    "statistiques_impression": "impression",
    "suivi:impression": "impression",
    "tirages:page": LECTURE_DE_NOTES,
}


pytestmark = pytest.mark.usefixtures("sans_imprimer")


@pytest.fixture
def monde(objets: Objets, equipe: Equipe) -> Objets:
    """What addresses name, a working version of a cahier, and a
    note that a tablet sent and that waits to be mended."""
    brut = {
        "id": "6f2c0a52-3f0e-4b57-9a43-0d3d6f3c8a11",
        "type": "rencontre",
        "donnees": {"note": f"Un {NOTE_ENVOYEE} attend."},
    }
    attend = Reception.objects.create(
        equipe=equipe,
        element=brut["id"],
        empreinte="y",
        type="rencontre",
        brut=brut,
        verdict="quarantaine",
    )
    Edition.objects.filter(**objets["editions"]).update(publiee=False)
    return {**objets, "a_corriger": {"pk": attend.pk}}


def sans_ligne(client: Client, monde: Objets, noms: Iterable[str] = MURS) -> list[str]:
    """The addresses that gave out a file, a print or a note, and wrote nothing of it."""
    fautes = []
    for nom in noms:
        avant = Journal.objects.count()
        reponse = lue(client.get(adresse(nom, monde)))
        if reponse.status_code != 200 or Journal.objects.count() > avant:
            continue
        if donne(nom, reponse):
            fautes.append(nom)
    return fautes


def donne(nom: str, reponse: Any) -> bool:
    if nom in SANS_LIGNE:
        return False
    if "attachment" in reponse.get("Content-Disposition", "") or nom in IMPRIMEES:
        return True
    texte = b"" if reponse.streaming else reponse.content
    return any(canari.encode() in texte for canari in (NOTE, NOTE_ENVOYEE))


def test_whatever_a_mediator_takes_out_or_reads_of_notes_leaves_a_line(
    mediation: Personne, monde: Objets
):
    assert sans_ligne(mediation, monde) == []


def test_the_addresses_that_leave_a_line_are_these(coordination: Personne, monde: Objets):
    """Nothing else writes when it is opened: to read is not to do. And no line says a note, an
    address, or what was searched."""
    commencees = Journal.objects.count()
    recherche = "?q=canarirecherche&quartier=canariquartier"
    assert sans_ligne(coordination, monde) == []
    for nom in PORTES:
        lue(coordination.get(adresse(nom, monde) + recherche))
    lignes = list(Journal.objects.dans_l_ordre())[commencees:]
    assert [une.action for une in lignes[: len(PORTES)]] == list(PORTES.values())
    assert {une.acteur for une in lignes} == {coordination.utilisateur.pk}
    assert {str(une.equipe) for une in lignes} == {"Équipe d’ici"}
    ecrit = str(list(Journal.objects.values()))
    for mot in (NOTE, NOTE_ENVOYEE, "canari", coordination.utilisateur.email, "@"):
        assert mot not in ecrit


def test_an_exception_names_an_address_that_exists():
    assert SANS_LIGNE.keys() <= MURS.keys()


@pytest.mark.parametrize(
    ("porte", "nom"),
    [
        ("sessions.exports.views", "exports:rencontres"),
        ("sessions.annuaire.views_export", "annuaire_echanges:json"),
        ("sessions.relecture.views", "relecture:notes"),
        ("sessions.relecture.views", "relecture:effacer"),
        ("sessions.rencontres.views", "rencontres:fiche"),
        ("sessions.statistiques.views", "carte_svg"),
        ("sessions.statistiques.views", "carte_impression"),
        ("sessions.report.views", "report:sortie_impression"),
        ("sessions.terrain.a_corriger.views", "a_corriger:fiche"),
        ("sessions.cahiers.editions.views_lecture", "editions:pdf"),
    ],
)
def test_a_forgotten_call_is_found(
    porte: str, nom: str, coordination: Personne, monde: Objets, monkeypatch: pytest.MonkeyPatch
):
    """The fault, planted at each door in its turn."""
    oubli: Callable[..., Any] = lambda request, reponse, geste, **dit: reponse  # noqa: E731
    monkeypatch.setattr(f"{porte}.servie", oubli)
    assert sans_ligne(coordination, monde, [nom]) == [nom]


def test_a_refusal_and_bare_headers_leave_no_line(coordination: Personne, monde: Objets):
    assert coordination.get("/exports/carte/?format=inconnu").status_code in {400, 404}
    assert coordination.get(f"{adresse('carte_impression', monde)}?trimestre=faux").status_code
    coordination.head(adresse("relecture:notes", monde))
    coordination.head(adresse("exports:carte", monde))
    assert not Journal.objects.exclude(action__in=DEJA).exists()


def test_one_line_a_page_of_notes_however_many_it_shows(coordination: Personne, monde: Objets):
    from tests.fabriques import RencontreFactory

    equipe = coordination.utilisateur.appartenances.get().equipe
    RencontreFactory.create_batch(3, sortie__equipe=equipe, note="Une note.")
    coordination.get(adresse("relecture:notes", monde) + "?page=1")
    ligne = Journal.objects.exclude(action__in=DEJA).get()
    assert (ligne.action, ligne.lignes, ligne.filtre) == (LECTURE_DE_NOTES, 4, "page=1")
