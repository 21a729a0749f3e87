"""The seven verdicts, by the numbers of their rules in docs/contrat-terrain.md."""

from uuid import uuid4

import pytest

from medlove.models import Equipe
from sessions.donnees import TYPES
from sessions.empreinte import empreinte
from sessions.models import Besoin, Reception, Rencontre, Sortie, Suppression
from sessions.rencontres.services import supprimer
from sessions.terrain.models import Verdict
from tests.fabriques import LieuFactory, SortieFactory
from tests.sessions.terrain.envois import Tablette, besoin, element


def verdict_garde(envoye: dict) -> str:
    return Reception.objects.get(element=envoye["id"], empreinte=envoye["empreinte"]).verdict


def test_a_valid_rencontre_is_created_with_its_besoins(tablette: Tablette):
    envoye = tablette.rencontre(besoins=[besoin(exigences=["lire_et_ecrire"]), besoin()])
    [verdict] = tablette.envoyer(envoye)
    assert verdict == {
        "id": envoye["id"],
        "empreinte": envoye["empreinte"],
        "verdict": "cree",
        "motif": "",
    }
    rencontre = Rencontre.objects.get(pk=envoye["id"])
    assert (rencontre.equipe, rencontre.auteur) == (tablette.equipe, tablette.auteur)
    assert (rencontre.jour, rencontre.quartier) == (tablette.sortie.date, tablette.quartier)
    assert [un.exigences.count() for un in rencontre.besoins.all()] == [1, 0]
    assert verdict_garde(envoye) == Verdict.CREE
    assert Reception.objects.get(element=envoye["id"]).brut == envoye


def test_verdicts_come_in_the_order_of_the_elements(tablette: Tablette):
    sortie = tablette.element(
        "sortie", {"date": "2026-09-16", "creneau": "matin", "quartier": "35238-11"}
    )
    halte = tablette.element("halte", {"sortie": sortie["id"], "quartier": "35238-11"})
    rencontre = tablette.rencontre(sortie=sortie["id"], halte=halte["id"])
    verdicts = tablette.envoyer(rencontre, halte, sortie)
    assert [un["id"] for un in verdicts] == [rencontre["id"], halte["id"], sortie["id"]]
    assert {un["verdict"] for un in verdicts} == {"cree"}


def test_rule_1_a_content_that_does_not_match_its_empreinte_goes_to_quarantine(tablette: Tablette):
    envoye = tablette.rencontre() | {"empreinte": "0" * 64}
    [verdict] = tablette.envoyer(envoye)
    assert (verdict["verdict"], verdict["motif"]) == ("quarantaine", "empreinte")
    assert not Rencontre.objects.exists()


@pytest.mark.parametrize("donnees", [{"duree": 1.5}, {"Clef": 1}, {"n": 2**53}, {"n": "\ud800"}])
def test_rule_1_a_content_without_canonical_form_goes_to_quarantine(
    tablette: Tablette, donnees: dict
):
    envoye = tablette.rencontre() | {"donnees": donnees}
    [verdict] = tablette.envoyer(envoye)
    assert (verdict["verdict"], verdict["motif"]) == ("quarantaine", "empreinte")
    assert Reception.objects.count() == 1


def test_rule_1_a_damaged_content_does_not_take_the_place_of_the_true_one(tablette: Tablette):
    vrai = tablette.rencontre()
    abime = vrai | {"donnees": vrai["donnees"] | {"genre": "masculin"}}
    assert tablette.verdicts(abime) == ["quarantaine"]
    assert tablette.verdicts(vrai) == ["cree"]


def test_rule_2_a_deleted_record_does_not_come_back(tablette: Tablette):
    envoye = tablette.rencontre(note="Contente.")
    tablette.envoyer(envoye)
    supprimer(Rencontre.objects.get(), par=tablette.auteur)
    suite = tablette.rencontre(envoye["id"], edition=2, remplace=envoye["empreinte"])
    assert tablette.verdicts(envoye, suite) == ["supprime", "supprime"]
    assert not Rencontre.objects.exists()
    assert set(Reception.objects.values_list("brut", flat=True)) == {None}


def test_rule_2_a_deleted_record_does_not_come_back_under_another_content(tablette: Tablette):
    envoye = tablette.rencontre()
    tablette.envoyer(envoye)
    supprimer(Rencontre.objects.get(), par=tablette.auteur)
    autre = tablette.rencontre(envoye["id"], genre="masculin")
    assert autre["empreinte"] != envoye["empreinte"]
    assert tablette.verdicts(autre) == ["supprime"]
    assert tablette.verdicts(autre, tablette.rencontre()) == ["supprime", "cree"]
    assert not Rencontre.objects.filter(pk=envoye["id"]).exists()


def test_a_reason_holds_nothing_that_does_not_print(tablette: Tablette):
    [verdict] = tablette.envoyer(tablette.rencontre(genre="a\x00b\x1b"))
    assert verdict["verdict"] == "quarantaine"
    assert verdict["motif"] == ("Le genre «\u202fa\\u0000b\\u001b\u202f» n’est pas dans la liste.")
    assert Reception.objects.get().motif == verdict["motif"]


def test_rule_3_what_was_received_gets_the_verdict_then_given(tablette: Tablette):
    bon, mauvais = tablette.rencontre(), tablette.rencontre(genre="inconnu")
    premiers = tablette.envoyer(bon, mauvais)
    seconds = tablette.envoyer(bon, mauvais)
    assert [un["verdict"] for un in premiers] == ["cree", "quarantaine"]
    assert [un["verdict"] for un in seconds] == ["deja", "quarantaine"]
    assert seconds[1]["motif"] == premiers[1]["motif"] != ""
    assert Rencontre.objects.count() == 1
    assert Reception.objects.count() == 2


def test_rule_3_an_older_version_already_received_is_deja(tablette: Tablette):
    v1 = tablette.rencontre()
    v2 = tablette.rencontre(v1["id"], edition=2, genre="masculin", remplace=v1["empreinte"])
    assert tablette.verdicts(v1, v2) == ["cree", "remplace"]
    assert tablette.verdicts(v1) == ["deja"]
    assert Rencontre.objects.get().genre == "masculin"


def test_rule_4_an_id_of_another_équipe_goes_to_quarantine_and_nothing_is_told(
    tablette: Tablette, ailleurs: Tablette
):
    la_leur = ailleurs.rencontre(note="Rien ne doit sortir.")
    ailleurs.envoyer(la_leur)
    avant = Rencontre.objects.get().empreinte
    notre = tablette.rencontre(la_leur["id"], remplace=la_leur["empreinte"])
    [verdict] = tablette.envoyer(notre)
    assert verdict["verdict"] == "quarantaine"
    assert verdict["motif"] == "Cet enregistrement ne peut pas être rangé ici."
    assert Rencontre.objects.get().empreinte == avant
    assert not Reception.objects.de(tablette.equipe).filter(verdict="cree").exists()


def test_rule_4_the_same_element_by_two_équipes_stays_with_the_first(
    tablette: Tablette, ailleurs: Tablette
):
    la_leur = ailleurs.rencontre()
    ailleurs.envoyer(la_leur)
    assert tablette.verdicts(la_leur) == ["quarantaine"]


def test_rule_5_without_a_row_remplace_does_not_matter(tablette: Tablette):
    assert tablette.verdicts(tablette.rencontre(remplace="f" * 64)) == ["cree"]


def test_rule_5_a_missing_reference_is_to_be_sent_again_then_created(tablette: Tablette):
    sortie = tablette.element(
        "sortie", {"date": "2026-09-16", "creneau": "matin", "quartier": "35238-11"}
    )
    rencontre = tablette.rencontre(sortie=sortie["id"], halte=...)
    assert tablette.verdicts(rencontre) == ["reessayer"]
    assert tablette.verdicts(sortie) == ["cree"]
    assert tablette.verdicts(rencontre) == ["cree"]
    assert verdict_garde(rencontre) == Verdict.CREE
    assert tablette.verdicts(rencontre) == ["deja"]


def test_rule_5_a_reference_in_quarantine_is_not_waited_for_for_ever(tablette: Tablette):
    sortie = tablette.element("sortie", {"date": "hier", "quartier": "35238-11"})
    halte = tablette.element("halte", {"sortie": sortie["id"], "quartier": "35238-11"})
    ensemble = tablette.rencontre(sortie=sortie["id"], halte=halte["id"])
    plus_tard = tablette.rencontre(sortie=sortie["id"], halte=...)
    assert tablette.verdicts(sortie, halte, ensemble) == ["quarantaine"] * 3
    assert tablette.verdicts(plus_tard) == ["quarantaine"]


def test_rule_5_a_reference_damaged_on_its_way_is_waited_for(tablette: Tablette):
    sortie = tablette.element(
        "sortie", {"date": "2026-09-16", "creneau": "matin", "quartier": "35238-11"}
    )
    halte = tablette.element("halte", {"sortie": sortie["id"]})
    plus_tard = tablette.element("halte", {"sortie": sortie["id"], "rang": 2})
    abimee = sortie | {"donnees": sortie["donnees"] | {"creneau": "soiree"}}
    assert tablette.verdicts(abimee, halte) == ["quarantaine", "reessayer"]
    assert tablette.verdicts(plus_tard) == ["reessayer"]
    assert tablette.verdicts(sortie) == ["cree"]
    assert tablette.verdicts(halte, plus_tard) == ["cree", "cree"]


def test_rule_5_a_deleted_reference_is_not_waited_for_for_ever(tablette: Tablette):
    sortie = uuid4()
    Suppression.noter(tablette.equipe, "sortie", [sortie])
    assert tablette.verdicts(tablette.rencontre(sortie=str(sortie), halte=...)) == ["quarantaine"]


def test_rule_5_a_sortie_of_another_équipe_is_as_if_it_were_not_there(
    tablette: Tablette, ailleurs: Tablette
):
    inconnue, la_leur = str(uuid4()), str(ailleurs.sortie.pk)
    rendus = tablette.envoyer(
        *(tablette.rencontre(sortie=sortie, halte=...) for sortie in (inconnue, la_leur))
    )
    assert rendus[0]["verdict"] == rendus[1]["verdict"] == "reessayer"
    assert rendus[0]["motif"] == rendus[1]["motif"]


def test_rule_5_what_no_tablet_sends_is_not_waited_for(tablette: Tablette, ailleurs: Tablette):
    lieu = LieuFactory(equipe=ailleurs.equipe)
    halte = {"sortie": str(tablette.sortie.pk), "lieu": str(lieu.pk), "quartier": "35238-11"}
    [verdict] = tablette.envoyer(tablette.element("halte", halte))
    assert verdict["verdict"] == "quarantaine"
    assert verdict["motif"] == "Ce lieu n’est pas dans la liste de l’équipe."


def test_rule_6_a_replacement_names_the_current_version(tablette: Tablette):
    v1 = tablette.rencontre()
    v2 = tablette.rencontre(v1["id"], edition=2, genre="autre", remplace=v1["empreinte"])
    tablette.envoyer(v1)
    assert tablette.verdicts(v2) == ["remplace"]
    rencontre = Rencontre.objects.get()
    assert (rencontre.genre, rencontre.edition) == ("autre", 2)
    assert rencontre.empreinte == v2["empreinte"]
    assert tablette.verdicts(v2) == ["deja"]


def test_rule_6_an_invalid_replacement_leaves_the_row_untouched(tablette: Tablette):
    v1 = tablette.rencontre()
    sans_sortie = tablette.rencontre(
        v1["id"], edition=2, sortie=str(uuid4()), halte=..., remplace=v1["empreinte"]
    )
    mauvais = tablette.rencontre(v1["id"], edition=2, genre="x", remplace=v1["empreinte"])
    tablette.envoyer(v1)
    assert tablette.verdicts(sans_sortie, mauvais) == ["quarantaine", "quarantaine"]
    assert Rencontre.objects.get().empreinte == v1["empreinte"]
    assert Besoin.objects.count() == 1


def test_rule_7_another_content_under_the_same_id_is_a_conflict_and_both_are_kept(
    tablette: Tablette,
):
    ici, clone = tablette.rencontre(), tablette.rencontre(genre="masculin")
    clone["id"] = ici["id"]
    tablette.envoyer(ici)
    assert tablette.verdicts(clone) == ["conflit"]
    assert Rencontre.objects.get().genre == "feminin"
    assert Reception.objects.a_corriger().get().brut == clone
    assert tablette.verdicts(clone) == ["conflit"]


def test_rule_7_an_invalid_content_under_an_id_already_there_is_a_conflict(tablette: Tablette):
    ici = tablette.rencontre()
    tablette.envoyer(ici)
    invalide = tablette.rencontre(ici["id"], genre="x")
    sans_sortie = tablette.rencontre(ici["id"], sortie=str(uuid4()), halte=...)
    assert tablette.verdicts(invalide, sans_sortie) == ["conflit", "conflit"]


def test_rule_7_a_replacement_of_an_old_version_is_a_conflict(tablette: Tablette):
    v1 = tablette.rencontre()
    v2 = tablette.rencontre(v1["id"], edition=2, genre="autre", remplace=v1["empreinte"])
    v2_bis = tablette.rencontre(v1["id"], edition=2, genre="masculin", remplace=v1["empreinte"])
    assert tablette.verdicts(v1, v2, v2_bis) == ["cree", "remplace", "conflit"]
    assert Rencontre.objects.get().genre == "autre"


def test_a_row_that_says_the_same_without_having_been_received_is_deja(tablette: Tablette):
    donnees = {"date": "2026-09-16", "creneau": "matin", "quartier": "35238-11"}
    envoye = tablette.element("sortie", donnees)
    SortieFactory(
        pk=envoye["id"], equipe=tablette.equipe, empreinte=envoye["empreinte"], date="2026-09-16"
    )
    assert tablette.verdicts(envoye) == ["deja"]


def test_a_row_never_signed_is_replaced_by_the_empreinte_of_its_content(tablette: Tablette):
    """A sortie written without a tablet: the reference list computes what it does not have."""
    assert tablette.sortie.empreinte == ""
    suite = tablette.element(
        "sortie",
        {"date": "2026-09-15", "creneau": "soiree", "quartier": "35238-11", "edition": 2},
        id=str(tablette.sortie.pk),
        remplace=empreinte(TYPES["sortie"].donnees_de(tablette.sortie)),
    )
    assert tablette.verdicts(suite) == ["remplace"]
    assert Sortie.objects.get().creneau == "soiree"


@pytest.mark.parametrize(
    "abime",
    [
        None,
        12,
        "texte",
        [],
        {},
        {"id": "pas un uuid"},
        {"id": str(uuid4()), "type": "rencontre"},
        {"id": str(uuid4()), "type": "rencontre", "donnees": [], "empreinte": ""},
        {"id": "\x00\ud800", "type": "\x00", "donnees": {"note": "\x00"}, "empreinte": 3},
        element("teletransport", {"vers": "ailleurs"}),
        element("rencontre", {}),
        element("rencontre", [1, 2]),
        element(["rencontre"], {}),  # type: ignore[arg-type]
    ],
)
def test_a_malformed_element_is_kept_raw_and_the_others_go_on(tablette: Tablette, abime: object):
    bon = tablette.rencontre()
    assert tablette.verdicts(abime, bon) == ["quarantaine", "cree"]
    assert tablette.verdicts(abime, bon) == ["quarantaine", "deja"]
    assert Reception.objects.count() == 2


def test_an_author_from_elsewhere_or_deactivated_goes_to_quarantine(
    tablette: Tablette, ailleurs: Tablette
):
    du_dehors = tablette.rencontre() | {"auteur": str(ailleurs.auteur.pk)}
    avant = tablette.rencontre()
    tablette.envoyer(avant)
    tablette.auteur.is_active = False
    tablette.auteur.save()
    ferme = tablette.rencontre()
    rendus = tablette.envoyer(du_dehors, ferme, avant)
    assert [un["verdict"] for un in rendus] == ["quarantaine", "quarantaine", "deja"]
    assert "compte est fermé" in rendus[1]["motif"]


@pytest.mark.parametrize("saisi_le", [None, 3, "hier", "2026-09-15T14:00:00", "0001-01-01T00:00Z"])
def test_a_time_of_entry_without_offset_goes_to_quarantine(tablette: Tablette, saisi_le: object):
    [verdict] = tablette.envoyer(tablette.rencontre() | {"saisi_le": saisi_le})
    assert verdict["verdict"] == "quarantaine"
    assert verdict["motif"] == "Le moment de la saisie est illisible."


def test_ids_of_besoins_taken_by_another_rencontre_fail_alone(tablette: Tablette):
    """The database refuses the whole; each is then judged by itself."""
    sien = besoin()
    elements = [tablette.rencontre(besoins=[sien]), tablette.rencontre(besoins=[sien])]
    autres = [tablette.rencontre() for _ in range(3)]
    rendus = tablette.verdicts(*elements, *autres)
    assert sorted(rendus) == ["cree", "cree", "cree", "cree", "quarantaine"]
    assert Rencontre.objects.count() == 4
    assert Reception.objects.count() == 5


def test_the_same_element_twice_in_a_lot_is_stored_once(tablette: Tablette):
    envoye = tablette.rencontre()
    assert tablette.verdicts(envoye, envoye) == ["cree", "deja"]
    assert Rencontre.objects.count() == 1


def test_two_versions_in_one_lot_follow_each_other(tablette: Tablette):
    v1 = tablette.rencontre()
    v2 = tablette.rencontre(v1["id"], edition=2, genre="autre", remplace=v1["empreinte"])
    assert tablette.verdicts(v1, v2) == ["cree", "remplace"]
    assert Rencontre.objects.get().empreinte == v2["empreinte"]


def test_an_empty_lot_is_a_lot(tablette: Tablette):
    assert tablette.envoyer() == []


def test_a_text_that_postgresql_json_cannot_hold_is_kept_escaped(tablette: Tablette):
    envoye = tablette.rencontre(note="un\x00deux")
    [verdict] = tablette.envoyer(envoye)
    assert verdict["motif"] == "La note n’est pas un texte lisible."
    assert "un\\u0000deux" in Reception.objects.get().brut["texte"]


def test_the_équipe_of_a_session_is_the_current_one(equipe: Equipe, coordination):
    tablette = Tablette(equipe)
    tablette.client = coordination
    assert tablette.verdicts(tablette.rencontre()) == ["cree"]
    assert Reception.objects.get().membre == coordination.utilisateur
