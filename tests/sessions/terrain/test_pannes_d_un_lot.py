"""Failures to survive, by their numbers: what can befall a lot, as the server sees it.

The same lot from eight processes (5), and a body cut on its way (4): see test_vrai_serveur.py.
Old payloads (10): the golden lots of test_contrat.py.
"""

import json
from datetime import date
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from sessions.models import Reception, Rencontre
from sessions.rencontres.services import supprimer
from sessions.terrain.appareils import enroler
from tests.sessions.terrain.envois import LOTS, Tablette, besoin, element, lot, poster


def test_4_half_a_body_stores_nothing_and_says_so(tablette: Tablette):
    elements = [tablette.rencontre() for _ in range(3)]
    entier = json.dumps(lot(*elements))
    moitie = entier[: len(entier) // 2]
    reponse = tablette.client.post(LOTS, moitie, content_type="application/json")
    assert reponse.status_code == 400
    assert reponse.json() == {"erreur": "Cet envoi est illisible."}
    assert not Rencontre.objects.exists()
    assert not Reception.objects.exists()
    assert tablette.verdicts(*elements) == ["cree"] * 3


def test_11_fields_of_a_newer_tablet_are_kept_raw_and_not_refused(tablette: Tablette):
    besoins = [besoin(urgence="haute")]
    envoye = tablette.rencontre(besoins=besoins, humeur={"du_jour": "vive"})
    envoye |= {"schema": 2, "appli": "9.9"}
    assert tablette.verdicts(envoye) == ["cree"]
    assert Reception.objects.get().brut == envoye


def test_11_a_type_of_a_newer_tablet_is_kept_raw_to_be_treated(tablette: Tablette):
    envoye = element("teletransport", {"vers": "ailleurs"}, auteur=str(tablette.auteur.pk))
    rencontre = tablette.rencontre()
    assert tablette.verdicts(envoye, rencontre) == ["quarantaine", "cree"]
    assert Reception.objects.a_corriger().get().brut == envoye


def test_22_one_invalid_record_among_ten_leaves_nine_stored_and_itself_set_aside(
    tablette: Tablette,
):
    elements = [tablette.rencontre() for _ in range(9)]
    elements.insert(4, tablette.rencontre(tranche_age="12-18"))
    rendus = tablette.envoyer(*elements)
    attendus = ["cree"] * 9
    attendus.insert(4, "quarantaine")
    assert [un["verdict"] for un in rendus] == attendus
    assert rendus[4]["motif"] == "L’âge «\u202f12-18\u202f» n’est pas dans la liste."
    assert Rencontre.objects.count() == 9
    assert Reception.objects.a_corriger().get().brut == elements[4]


def test_23_each_element_of_a_lot_gets_its_own_verdict(tablette: Tablette):
    deja, ici, la, partie = (tablette.rencontre() for _ in range(4))
    tablette.envoyer(deja, ici, la, partie)
    supprimer(Rencontre.objects.get(pk=partie["id"]), par=tablette.auteur)
    elements = {
        "cree": tablette.rencontre(),
        "deja": deja,
        "remplace": tablette.rencontre(
            ici["id"], edition=2, genre="autre", remplace=ici["empreinte"]
        ),
        "conflit": tablette.rencontre(la["id"], genre="masculin"),
        "quarantaine": tablette.rencontre(genre="inconnu"),
        "supprime": partie,
        "reessayer": tablette.rencontre(sortie=str(uuid4()), halte=...),
    }
    rendus = tablette.envoyer(*elements.values())
    assert [un["verdict"] for un in rendus] == list(elements)
    dits = [(un["id"], un["empreinte"]) for un in rendus]
    assert dits == [(un["id"], un["empreinte"]) for un in elements.values()]


# --- 27: the clock of the tablet -----------------------------------------------------------


@pytest.mark.parametrize("annee", [2024, 2028])
def test_27_two_years_of_skew_change_nothing_and_the_server_keeps_its_own_hour(
    tablette: Tablette, annee: int
):
    envoye = tablette.rencontre(saisi_le=f"{annee}-09-15T14:30:00+02:00")
    corps = lot(envoye) | {"envoye_le": f"{annee}-09-15T18:00:00+02:00"}
    with time_machine.travel("2026-09-15 18:00:00+02:00", tick=False):
        ici = timezone.now()
        reponse = tablette.client.post(LOTS, corps, content_type="application/json")
    assert [un["verdict"] for un in reponse.json()["verdicts"]] == ["cree"]
    assert reponse.json()["recu_le"] == ici.isoformat()
    assert Reception.objects.get().recue_le == ici
    # Its delays run from the day it came, at the latest.
    assert Rencontre.objects.get().saisi_le == date(min(annee, 2026), 9, 15)
    assert Rencontre.objects.get().jour == tablette.sortie.date


def test_27_a_version_wins_by_the_one_it_names_never_by_its_hour(tablette: Tablette):
    v1 = tablette.rencontre(saisi_le="2028-01-01T10:00:00+01:00")
    v2 = tablette.rencontre(
        v1["id"],
        edition=2,
        genre="autre",
        remplace=v1["empreinte"],
        saisi_le="2024-01-01T10:00:00+01:00",
    )
    intruse = tablette.rencontre(
        v1["id"], edition=3, genre="masculin", saisi_le="2030-01-01T10:00:00+01:00"
    )
    assert tablette.verdicts(v1, v2, intruse) == ["cree", "remplace", "conflit"]
    assert Rencontre.objects.get().empreinte == v2["empreinte"]


def test_27_the_hour_that_comes_twice_and_the_one_that_does_not_come(tablette: Tablette):
    heures = [
        "2026-10-25T02:30:00+02:00",
        "2026-10-25T02:30:00+01:00",
        "2026-03-29T02:30:00+01:00",
    ]
    elements = [tablette.rencontre(saisi_le=heure) for heure in heures]
    assert tablette.verdicts(*elements) == ["cree"] * 3
    assert tablette.verdicts(*reversed(elements)) == ["deja"] * 3
    jours = Rencontre.objects.order_by("saisi_le").values_list("saisi_le", flat=True)
    assert list(jours) == [date(2026, 3, 29), date(2026, 10, 25), date(2026, 10, 25)]


# --- 28: a cloned tablet ---------------------------------------------------------------------


def test_28_an_id_minted_twice_is_a_conflict_and_both_contents_are_kept(tablette: Tablette):
    _, jeton = enroler(tablette.equipe, "La copie de la tablette")
    ici = tablette.rencontre(genre="feminin")
    la = tablette.rencontre(ici["id"], genre="masculin")
    assert tablette.verdicts(ici) == ["cree"]
    copie = {"Authorization": f"Medlove-Appareil {jeton}"}
    [verdict] = poster(tablette.client, la, headers=copie).json()["verdicts"]
    assert verdict["verdict"] == "conflit"
    assert Rencontre.objects.get().genre == "feminin"
    bruts = Reception.objects.order_by("pk").values_list("appareil__nom", "brut")
    assert list(bruts) == [("Tablette du vélo", ici), ("La copie de la tablette", la)]
    assert Reception.objects.a_corriger().get().brut == la
