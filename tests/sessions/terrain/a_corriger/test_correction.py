"""Mending what is set aside: by the rules that serve the tablets, under the same id."""

import logging
from typing import Any
from uuid import uuid4

import pytest

from medlove.models import Appartenance, Journal, Role
from sessions.empreinte import empreinte
from sessions.models import Appel, Bilan, Halte, Passages, Reception, Rencontre, Sortie
from sessions.terrain.a_corriger import services
from tests.fabriques import (
    AppartenanceFactory,
    HalteFactory,
    LieuFactory,
    OutilFactory,
    PartenaireFactory,
    ProfessionnelFactory,
    RencontreFactory,
    SortieFactory,
)
from tests.sessions.terrain.a_corriger.pages import adresse, mender, ouvrir
from tests.sessions.terrain.envois import Tablette, besoin, element

LISTE = "/a-corriger/"


def traitee(reception: Reception) -> bool:
    reception.refresh_from_db()
    return reception.traitee_le is not None


def test_22_the_one_invalid_among_ten_is_mended_under_its_own_id(
    coordination, tablette: Tablette, mettre_de_cote
):
    tablette.envoyer(*(tablette.rencontre() for _ in range(9)))
    mauvaise = tablette.rencontre(tranche_age="12-18", note="Contente.")
    reception = mettre_de_cote(mauvaise)
    assert mender(coordination, reception, tranche_age="18_24").url == LISTE
    rencontre = Rencontre.objects.get(pk=mauvaise["id"])
    assert (rencontre.tranche_age, rencontre.genre) == ("18_24", "feminin")
    assert (rencontre.note, rencontre.edition) == ("Contente.", 2)
    assert rencontre.auteur == tablette.auteur
    assert str(rencontre.saisi_le) == "2026-09-15"
    donnees = {**mauvaise["donnees"], "tranche_age": "18_24", "edition": 2}
    assert rencontre.empreinte == empreinte(donnees)
    assert rencontre.besoins.count() == 1
    assert traitee(reception)
    assert Rencontre.objects.count() == 10
    assert not Reception.objects.a_corriger().exists()


def test_what_is_sent_as_it_opened_is_refused_again(coordination, tablette, mettre_de_cote):
    """Leaving the form as it is takes nothing away."""
    envoyes = [
        tablette.rencontre(genre="x"),
        tablette.rencontre(besoins=[besoin(reponse="x", categorie="y")]),
        tablette.rencontre(tranche_age="mineur", note="Contente."),
        tablette.element("sortie", {"date": "hier", "creneau": "x", "quartier": "35238-999"}),
        tablette.element("passages", {"halte": str(tablette.halte.pk), "passages": "sept"}),
        tablette.element("halte", {"sortie": str(tablette.sortie.pk), "arrivee": "après 14 h"}),
        tablette.element("halte", {"sortie": str(tablette.sortie.pk), "arrivee": "14:20"}),
        tablette.element("bilan", {"sortie": str(tablette.sortie.pk), "parole": "p" * 141}),
    ]
    for envoye in envoyes:
        reception = mettre_de_cote(envoye)
        reponse = mender(coordination, reception)
        assert reponse.status_code == 200, envoye
        assert "Rien n’est perdu" in reponse.content.decode()
        assert not traitee(reception)


def test_the_form_comes_back_with_what_was_typed_and_the_new_reasons(
    coordination, tablette: Tablette, mettre_de_cote
):
    reception = mettre_de_cote(tablette.rencontre(genre="x"))
    ailleurs = SortieFactory(equipe=tablette.equipe, quartier=tablette.quartier)
    reponse = coordination.post(
        adresse(reception),
        {"chemins": "genre sortie", "genre": "autre", "sortie": str(ailleurs.pk)},
    )
    page = reponse.content.decode()
    assert "Cette halte n’est pas de cette sortie." in page
    assert 'name="halte"' in page
    assert '<option value="autre" selected' in page
    assert f'<option value="{ailleurs.pk}" selected' in page
    assert not Rencontre.objects.exists()
    assert not traitee(reception)


def test_33_what_somebody_noted_before_leaving_stays_theirs(
    coordination, tablette: Tablette, mettre_de_cote
):
    Appartenance.objects.filter(utilisateur=tablette.auteur).update(is_active=False)
    reception = mettre_de_cote(tablette.rencontre())
    page = ouvrir(coordination, reception)
    assert f"{tablette.auteur} (a quitté l’équipe)" in page
    assert mender(coordination, reception).url == LISTE
    assert Rencontre.objects.get().auteur == tablette.auteur


def test_33_the_coordination_may_name_somebody_else(coordination, tablette, mettre_de_cote):
    tablette.auteur.is_active = False
    tablette.auteur.save()
    autre = AppartenanceFactory(equipe=tablette.equipe).utilisateur
    reception = mettre_de_cote(tablette.rencontre())
    assert mender(coordination, reception, auteur=str(autre.pk)).url == LISTE
    assert Rencontre.objects.get().auteur == autre


def test_33_a_tablet_still_may_not_send_under_a_closed_account(tablette: Tablette):
    tablette.auteur.is_active = False
    tablette.auteur.save()
    assert tablette.verdicts(tablette.rencontre()) == ["quarantaine"]


def test_an_author_from_elsewhere_is_never_kept(
    coordination, tablette: Tablette, ailleurs: Tablette, mettre_de_cote
):
    reception = mettre_de_cote(tablette.rencontre() | {"auteur": str(ailleurs.auteur.pk)})
    page = mender(coordination, reception).content.decode()
    assert "Choisir dans l’équipe qui a noté" in page
    assert str(ailleurs.auteur) not in page
    assert mender(coordination, reception, auteur=str(tablette.auteur.pk)).url == LISTE


def test_who_only_steers_is_not_offered_as_an_author(coordination, tablette, mettre_de_cote):
    pilote = AppartenanceFactory(equipe=tablette.equipe, role=Role.PILOTAGE).utilisateur
    reception = mettre_de_cote(tablette.rencontre() | {"auteur": None})
    assert f'value="{pilote.pk}"' not in ouvrir(coordination, reception)


def test_a_moment_of_entry_that_cannot_be_read_becomes_a_day(
    coordination, tablette, mettre_de_cote
):
    reception = mettre_de_cote(tablette.rencontre() | {"saisi_le": "hier"})
    assert mender(coordination, reception, saisi_le="2026-09-16").url == LISTE
    assert str(Rencontre.objects.get().saisi_le) == "2026-09-16"


def test_a_value_is_taken_away(coordination, tablette: Tablette, mettre_de_cote):
    reception = mettre_de_cote(
        tablette.rencontre(tranche_age="mineur", note="N.", vecu=["fiere"], genre="x")
    )
    assert mender(coordination, reception, note="", vecu=None, genre="").url == LISTE
    rencontre = Rencontre.objects.get()
    assert (rencontre.note, rencontre.genre) == ("", "non_renseigne")
    assert not rencontre.vecus.exists()


def test_the_missing_besoin_is_given_or_left_to_complete(coordination, tablette, mettre_de_cote):
    avec, sans = (mettre_de_cote(tablette.rencontre(besoins=[], duree=d)) for d in (None, ...))
    assert mender(coordination, avec, besoins="logement").url == LISTE
    assert Rencontre.objects.get().besoins.get().categorie.code == "logement"
    assert mender(coordination, sans, a_completer="oui").url == LISTE
    assert Rencontre.objects.get(pk=sans.element).a_completer


def test_besoins_said_twice_are_told_apart_or_left_out(coordination, tablette, mettre_de_cote):
    un = besoin()
    paire = [un, un | {"categorie": "logement"}]
    garde = mettre_de_cote(tablette.rencontre(besoins=paire))
    assert mender(coordination, garde).url == LISTE
    assert Rencontre.objects.get().besoins.count() == 2
    autre = besoin()
    ote = mettre_de_cote(tablette.rencontre(besoins=[autre, autre]))
    assert mender(coordination, ote, besoins=["1"]).url == LISTE
    assert Rencontre.objects.get(pk=ote.element).besoins.count() == 1


def test_ids_of_a_besoin_and_of_what_answers_it_are_mended(coordination, tablette, mettre_de_cote):
    partenaire = str(PartenaireFactory(equipe=tablette.equipe).pk)
    un = besoin(reponse="orientation")
    orientation = {"id": "x", "besoin": str(uuid4()), "partenaire": partenaire}
    envoye = tablette.rencontre(besoins=[un, besoin(id="3")], orientations=[orientation])
    reception = mettre_de_cote(envoye)
    assert mender(coordination, reception, orientations__0__besoin=un["id"]).url == LISTE
    rencontre = Rencontre.objects.get()
    assert rencontre.besoins.count() == 2
    assert rencontre.besoins.get(pk=un["id"]).orientations.count() == 1


def test_ids_already_taken_are_given_anew(coordination, tablette: Tablette, mettre_de_cote):
    ici = tablette.rencontre()
    tablette.envoyer(ici)
    copie = tablette.rencontre(besoins=ici["donnees"]["besoins"], genre="masculin")
    reception = mettre_de_cote(copie)
    assert "c’est peut-être une copie" in ouvrir(coordination, reception)
    assert mender(coordination, reception).url == LISTE
    assert [un.besoins.count() for un in Rencontre.objects.all()] == [1, 1]


def test_references_are_chosen_among_those_of_the_equipe(
    coordination, tablette: Tablette, ailleurs: Tablette, mettre_de_cote
):
    reception = mettre_de_cote(
        tablette.rencontre(sortie=str(ailleurs.sortie.pk), halte=str(uuid4()), genre="x")
    )
    page = ouvrir(coordination, reception)
    assert f'value="{tablette.sortie.pk}"' in page
    assert f'value="{tablette.halte.pk}"' in page
    assert f'value="{ailleurs.halte.pk}"' not in page
    saisi = {"sortie": str(tablette.sortie.pk), "halte": "", "genre": "autre"}
    assert mender(coordination, reception, **saisi).url == LISTE
    assert Rencontre.objects.get().sortie == tablette.sortie


def test_a_reference_of_another_equipe_posted_by_hand_is_refused(
    coordination, tablette: Tablette, ailleurs: Tablette, mettre_de_cote
):
    reception = mettre_de_cote(tablette.rencontre(sortie=str(uuid4()), halte=..., genre="x"))
    page = mender(coordination, reception, sortie=str(ailleurs.sortie.pk), genre="autre")
    assert "Cette sortie n’est pas connue." in page.content.decode()
    assert not Rencontre.objects.exists()


def autre_type(tablette: Tablette, nom: str) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """A type, `donnees` of which almost all is wrong, and what mends them."""
    sortie, halte = str(tablette.sortie.pk), str(tablette.halte.pk)
    equipe, perdu = tablette.equipe, str(uuid4())
    if nom == "sortie":
        return (
            nom,
            {"date": "hier", "creneau": "x", "quartier": "1", "equipage": [perdu], "questions": 3},
            {
                "date": "2026-09-16",
                "creneau": "matin",
                "quartier": "35238-11",
                "equipage": [str(tablette.auteur.pk)],
                "questions": ["habite"],
            },
        )
    if nom == "halte":
        lieu = LieuFactory(equipe=equipe, quartier=tablette.quartier)
        mende = {"lieu": str(lieu.pk), "rang": "2", "arrivee": "14:15", "depart": "16:00"}
        fautif = {"sortie": sortie, "lieu": perdu, "rang": 0, "arrivee": "16:00", "depart": "2 h"}
        return nom, fautif, mende
    if nom == "passages":
        return nom, {"halte": "x", "passages": -1}, {"halte": halte, "passages": "7"}
    if nom == "bilan":
        usage = {"outil": perdu, "reaction": "x"}
        outil = str(OutilFactory(equipe=equipe).pk)
        return (
            nom,
            {"sortie": sortie, "meteo": "x", "affiche_visible": "oui", "outils": [usage]},
            {
                "meteo": "pluie",
                "affiche_visible": "oui",
                "outils.0.outil": outil,
                "outils.0.reaction": "accroche",
            },
        )
    if nom == "appel":
        rencontre = str(RencontreFactory(sortie=tablette.sortie).pk)
        fautif = {"sortie": sortie, "rencontre": perdu, "professionnel": perdu, "debloque": 1}
        pro = str(ProfessionnelFactory(equipe=equipe).pk)
        return nom, fautif, {"rencontre": rencontre, "professionnel": pro, "debloque": "non"}
    partenaire = str(PartenaireFactory(equipe=equipe).pk)
    return nom, {"partenaire": perdu}, {"partenaire": partenaire, "exact": "oui"}


@pytest.mark.parametrize("nom", ["sortie", "halte", "passages", "bilan", "appel", "verification"])
def test_every_type_is_mended(coordination, tablette: Tablette, mettre_de_cote, nom: str):
    _, fautif, mende = autre_type(tablette, nom)
    reception = mettre_de_cote(tablette.element(nom, fautif))
    reponse = mender(coordination, reception, **mende)
    assert reponse.status_code == 302, reponse.content.decode().partition("<main")[2][:3000]
    modele = {"sortie": Sortie, "halte": Halte, "passages": Passages, "bilan": Bilan}.get(nom)
    if modele:
        assert modele.objects.filter(pk=reception.element, edition=2).exists()
    if nom == "appel":
        assert Appel.objects.get().debloque is False
    if nom == "halte":
        assert (Halte.objects.get(pk=reception.element).minutes, tablette.halte.minutes) == (
            105,
            120,
        )


def test_a_damaged_content_is_kept_once_read_again(coordination, tablette, mettre_de_cote):
    reception = mettre_de_cote(tablette.rencontre() | {"empreinte": "0" * 64})
    assert "Relire chaque ligne" in ouvrir(coordination, reception)
    assert mender(coordination, reception).url == LISTE
    assert Rencontre.objects.get().pk.hex == reception.element.replace("-", "")


@pytest.mark.parametrize(
    "donnees", [{"duree_prevue": 1.5}, {"Clef": 1}, {"note": "\ud800"}, {"note": "un\x00deux"}]
)
def test_a_content_without_canonical_form_is_kept_without_what_cannot_be(
    coordination, tablette: Tablette, mettre_de_cote, donnees: dict[str, Any]
):
    entier = tablette.donnees() | donnees
    envoye = tablette.rencontre() | {"donnees": entier, "empreinte": "0" * 64}
    reception = mettre_de_cote(envoye)
    assert mender(coordination, reception).url == LISTE
    assert Rencontre.objects.get().genre == "feminin"


def test_a_record_that_came_meanwhile_is_not_written_over(coordination, tablette, mettre_de_cote):
    mauvaise = tablette.rencontre(genre="x")
    reception = mettre_de_cote(mauvaise)
    bonne = tablette.rencontre(mauvaise["id"], genre="autre")
    assert tablette.verdicts(bonne) == ["cree"]
    reponse = coordination.post(
        adresse(reception), {"chemins": "genre", "genre": "masculin", "remplace": ""}
    )
    assert "La version du site a changé" in reponse.content.decode()
    assert Rencontre.objects.get().genre == "autre"
    assert not traitee(reception)


def test_what_somebody_else_treated_is_not_treated_twice(coordination, tablette, mettre_de_cote):
    reception = mettre_de_cote(tablette.rencontre(genre="x"))
    services.ecarter(reception, "essai", par=tablette.auteur)
    mendee = tablette.rencontre(reception.element, genre="autre", edition=2)
    for geste in (
        lambda: services.corriger(reception, mendee, par=tablette.auteur),
        lambda: services.revalider(reception, par=tablette.auteur),
        lambda: services.ecarter(reception, "essai", par=tablette.auteur),
    ):
        with pytest.raises(services.DejaTraitee):
            geste()
    assert not Rencontre.objects.exists()


def test_the_journal_holds_who_and_what_and_no_content(
    coordination, tablette: Tablette, mettre_de_cote, caplog
):
    caplog.set_level(logging.DEBUG)
    reception = mettre_de_cote(tablette.rencontre(genre="x", note="Canari jaune"))
    mender(coordination, reception)
    mender(coordination, reception, genre="autre")
    ligne = Journal.objects.get(action="reception_corrigee")
    assert (ligne.acteur, ligne.equipe) == (coordination.utilisateur.pk, tablette.equipe)
    assert (ligne.objet, ligne.detail) == (f"rencontre:{reception.element}", {"verdict": "cree"})
    journal = "".join(un.getMessage() for un in caplog.records if un.name != "django.db.backends")
    assert "Canari" not in journal
    assert "Canari" not in str(list(Journal.objects.values_list("detail", flat=True)))


def test_the_tablet_is_answered_as_before_until_it_hears_otherwise(
    coordination, tablette: Tablette, mettre_de_cote
):
    mauvaise = tablette.rencontre(genre="x")
    reception = mettre_de_cote(mauvaise)
    mender(coordination, reception, genre="autre")
    assert tablette.verdicts(mauvaise) == ["quarantaine"]
    suite = tablette.rencontre(mauvaise["id"], genre="masculin", edition=2)
    assert tablette.verdicts(suite) == ["conflit"]
    assert Rencontre.objects.get().genre == "autre"


def test_an_edition_already_received_is_not_used_again(coordination, tablette, mettre_de_cote):
    premiere = tablette.rencontre(genre="x")
    seconde = tablette.rencontre(premiere["id"], genre="y", edition=2)
    receptions = [mettre_de_cote(premiere)]
    tablette.envoyer(seconde)
    assert mender(coordination, receptions[0], genre="autre").url == LISTE
    assert Rencontre.objects.get().edition == 3


def test_an_element_of_a_session_is_mended_too(coordination, tablette: Tablette, mettre_de_cote):
    HalteFactory(sortie=tablette.sortie)
    envoye = element("rencontre", tablette.donnees(genre="x"), auteur=str(tablette.auteur.pk))
    tablette.client = coordination
    assert mender(coordination, mettre_de_cote(envoye), genre="autre").url == LISTE
