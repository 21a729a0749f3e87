"""Once its outcome is known, no column and no raw JSON leads from an orientation to a rencontre."""

import json
import re
from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db.models import Model

from medlove.models import Equipe
from sessions.empreinte import empreinte
from sessions.models import Orientation, Reception, Rencontre, Suite, Suppression
from sessions.orientations.comptes import comptes
from sessions.orientations.coupure import couper, deja_coupees
from sessions.orientations.services import conclure, expirer
from sessions.rencontres import services as rencontres
from sessions.terrain.bruts import sans
from tests.fabriques import AppartenanceFactory
from tests.sessions.orientations.conftest import Remise, remettre
from tests.sessions.terrain.envois import besoin
from tests.sessions.terrain.test_remplacement import suite

LE_JOUR = "2026-09-15"
UN_JOUR = re.compile(r"\d{4}-\d\d-(?!01)\d\d")
DU, AU = date(2026, 1, 1), date(2026, 12, 31)


def lignes() -> Iterator[tuple[Model, str]]:
    """Every row of every table of ours, with all it holds as one text."""
    for modele in apps.get_models():
        if modele._meta.app_label in {"medlove", "medlove_sessions", "territoires"}:
            champs = [champ.attname for champ in modele._meta.concrete_fields]
            for ligne in modele._default_manager.all():
                valeurs = {nom: getattr(ligne, nom) for nom in champs}
                yield ligne, json.dumps(valeurs, default=str)


def temoins(remise: Remise) -> set[str]:
    """What named the orientation on the tablet."""
    [dite] = remise.envoye["donnees"]["orientations"]
    return {dite["id"], dite["id"].replace("-", ""), dite["jeton_sha256"]}


def fuites(remise: Remise) -> list[str]:
    """Rows where what the tablet called the orientation is still written; rows of the orientation
    that name its rencontre, a besoin of it, or any day but the first of a month."""
    de_l_autre = {remise.envoye["id"], remise.envoye["donnees"]["besoins"][0]["id"], LE_JOUR}
    trouvees = []
    for ligne, texte in lignes():
        sienne = isinstance(ligne, Orientation | Suite)
        mots = temoins(remise) | (de_l_autre if sienne else set())
        mots |= set() if sienne else {str(pk) for pk in Orientation.objects.values_list("pk")}
        dits = [mot for mot in mots if mot in texte.lower()] + (UN_JOUR.findall(texte) * sienne)
        trouvees += [f"{ligne._meta.label} {ligne.pk}: {mot}" for mot in dits]
    return trouvees


def clore(remise: Remise, statut: str) -> Orientation:
    if statut == "expiree":
        return expirer(remise.en_base())
    motif = "complet" if statut == "refusee" else ""
    return conclure(remise.en_base(), statut, source="le_partenaire", motif=motif)


def test_the_walk_finds_what_is_there(remise: Remise):
    assert fuites(remise)


@pytest.mark.parametrize("statut", ["accueillie", "refusee", "expiree"])
def test_no_path_leads_back_to_the_rencontre(remise: Remise, statut: str):
    Orientation.objects.update(relancee_le="2026-10-15")
    clore(remise, statut)
    assert fuites(remise) == []
    assert Rencontre.objects.get().besoins.count() == 1


def test_what_is_kept_is_what_statistics_need(remise: Remise, partenaire):
    avant = remise.en_base()
    apres = clore(remise, "accueillie")
    assert (apres.besoin, apres.jeton_sha256, apres.jour) == (None, None, date(2026, 9, 1))
    for nom in ("equipe", "partenaire", "categorie", "quartier", "modalite"):
        assert getattr(apres, nom) == getattr(avant, nom)


def test_follow_up_figures_are_the_same_before_and_after(horloge, tablette, partenaire):
    """All is told first, and nothing cut; then all is cut."""
    for statut, quartier in product(["remise", "accueillie", "refusee", "expiree"], range(2)):
        remise = remettre(tablette, partenaire)
        Orientation.objects.filter(pk=remise.id).update(statut=statut, delai="mois")
        if statut == "refusee":
            motif = ["complet", "pieces_manquantes"][quartier]
            Suite.objects.create(
                orientation_id=remise.id,
                statut=statut,
                motif=motif,
                jour=date(2026, 10, 3),
                source="le_partenaire",
            )
    avant = comptes(tablette.equipe, DU, AU)
    a_couper = list(Orientation.objects.a_couper())
    assert len(a_couper) == 6
    for orientation in a_couper:
        couper(orientation)
    assert comptes(tablette.equipe, DU, AU) == avant
    assert not Orientation.objects.a_couper().exists()


# --- Said again by a tablet that does not know ---------------------------------------


@pytest.mark.parametrize("change", [{}, {"orientations": ...}, {"genre": "masculin"}])
def test_a_later_edit_neither_recreates_nor_removes_it(remise: Remise, change: dict[str, Any]):
    coupee = clore(remise, "accueillie")
    v2 = suite(remise.tablette, remise.envoye, **change)
    v3 = suite(remise.tablette, v2, duree="5_15")
    assert remise.tablette.verdicts(v2, v3) == ["remplace", "remplace"]
    assert Orientation.objects.get() == coupee
    assert fuites(remise) == []


def test_an_edit_refused_or_in_conflict_keeps_nothing_of_it_either(remise: Remise):
    clore(remise, "accueillie")
    conflit = suite(remise.tablette, remise.envoye, genre="masculin") | {"remplace": "f" * 64}
    refusee = suite(remise.tablette, remise.envoye, genre="inconnu")
    assert remise.tablette.verdicts(conflit, refusee) == ["conflit", "quarantaine"]
    assert fuites(remise) == []


def test_an_edit_that_no_database_can_hold_as_it_is_lets_go_of_it_too(remise: Remise):
    clore(remise, "accueillie")
    illisible = suite(remise.tablette, remise.envoye, note="\x00")
    assert remise.tablette.verdicts(illisible) == ["quarantaine"]
    assert Reception.objects.get(verdict="quarantaine").brut.keys() == {"texte"}
    assert fuites(remise) == []


def test_a_copy_set_aside_before_the_cut_lets_go_of_it_and_can_be_judged_again(remise: Remise):
    refusee = suite(remise.tablette, remise.envoye, genre="inconnu")
    assert remise.tablette.verdicts(refusee) == ["quarantaine"]
    clore(remise, "accueillie")
    assert fuites(remise) == []
    mise_de_cote = Reception.objects.get(verdict="quarantaine")
    assert mise_de_cote.empreinte == refusee["empreinte"]
    assert mise_de_cote.brut["empreinte"] == empreinte(mise_de_cote.brut["donnees"])


def test_a_copy_that_came_under_another_id_lets_go_of_it_too(remise: Remise):
    ailleurs = remise.tablette.element("rencontre", remise.envoye["donnees"])
    remise.tablette.envoyer(ailleurs)
    clore(remise, "accueillie")
    assert Reception.objects.filter(element=ailleurs["id"]).exists()
    assert fuites(remise) == []


def test_what_the_tablet_sent_is_still_known_as_received(remise: Remise):
    clore(remise, "accueillie")
    assert remise.tablette.verdicts(remise.envoye) == ["deja"]
    assert Reception.objects.get().empreinte == remise.envoye["empreinte"]
    assert fuites(remise) == []


def test_the_other_orientations_of_the_rencontre_stay(horloge, tablette, partenaire):
    un, deux = besoin(), besoin()
    orientations = [
        {"id": str(uuid4()), "besoin": sien["id"], "partenaire": str(partenaire.pk)}
        for sien in (un, deux)
    ]
    envoye = tablette.rencontre(besoins=[un, deux], orientations=orientations)
    assert tablette.verdicts(envoye) == ["cree"]
    conclure(Orientation.objects.get(pk=orientations[0]["id"]), "accueillie", source="la_personne")
    v2 = suite(tablette, envoye, genre="masculin")
    assert tablette.verdicts(v2) == ["remplace"]
    assert Orientation.objects.count() == 2
    gardee = Orientation.objects.get(pk=orientations[1]["id"])
    assert str(gardee.besoin_id) == deux["id"]
    for reception in Reception.objects.all():
        assert reception.brut["donnees"]["orientations"] == [orientations[1]]


def test_another_rencontre_does_not_bring_it_back(remise: Remise):
    coupee = clore(remise, "accueillie")
    autre, un = remise.tablette.rencontre(), besoin()
    reprise = [remise.envoye["donnees"]["orientations"][0] | {"besoin": un["id"]}]
    v2 = suite(remise.tablette, autre, besoins=[un], orientations=reprise)
    assert remise.tablette.verdicts(autre, v2) == ["cree", "remplace"]
    assert Orientation.objects.get() == coupee
    assert fuites(remise) == []


def test_a_correction_on_the_site_leaves_it_alone(remise: Remise):
    coupee = clore(remise, "accueillie")
    rencontre = Rencontre.objects.get()
    donnees = rencontres.donnees_de(rencontre) | {"genre": "masculin"}
    assert "orientations" not in donnees
    par = AppartenanceFactory(equipe=remise.tablette.equipe).utilisateur
    rencontres.corriger(rencontre, donnees, par=par)
    assert Orientation.objects.get() == coupee
    rencontres.supprimer(Rencontre.objects.get(), par=par)
    assert Orientation.objects.get() == coupee


def test_the_id_it_had_is_known_again_and_found_nowhere(remise: Remise, autre_equipe: Equipe):
    avant = remise.en_base().pk
    clore(remise, "accueillie")
    assert deja_coupees([avant, uuid4()]) == {avant}
    assert deja_coupees([]) == set()
    assert not Suppression.objects.filter(pk=avant).exists()
    assert {suppression.jour.day for suppression in Suppression.objects.all()} == {1}


@pytest.mark.parametrize(
    ("brut", "reste"),
    [
        ({"a": ["mot", "b"], "c": "un mot dit"}, {"a": ["b"]}),
        ({"a": [{"id": "MOT", "b": 1}, {"b": {"c": "mot"}}]}, {"a": [{"b": {}}]}),
        ({"mot": 1, "b": None}, {"b": None}),
        (["mot", 3], [3]),
        ({"texte": '{"a": "mot", "b": "\\u0000"}'}, {"texte": '{"b": "\\u0000"}'}),
        ({"texte": "mot {"}, None),
        (None, None),
    ],
)
def test_whatever_its_form_a_raw_element_lets_go_of_a_word(brut: Any, reste: Any):
    assert sans(brut, ["mot"]) == reste


def test_a_content_damaged_on_its_way_does_not_become_true():
    brut = {"empreinte": "f" * 64, "donnees": {"a": ["mot"]}}
    assert sans(brut, ["mot"])["empreinte"] == "f" * 64
