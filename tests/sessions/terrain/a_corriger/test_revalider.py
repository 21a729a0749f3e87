"""Judging again as it is: what an element waited for may have arrived since."""

import pytest

from medlove.models import Journal
from sessions.models import Reception, Rencontre, Sortie
from tests.sessions.terrain.a_corriger.pages import adresse, mender, ouvrir
from tests.sessions.terrain.envois import Tablette

LISTE = "/a-corriger/"
TOUT = "/a-corriger/revalider/"


@pytest.fixture
def enchaines(tablette: Tablette, mettre_de_cote) -> list[Reception]:
    """A sortie that cannot be read, its halte, and a rencontre of that halte."""
    sortie = tablette.element(
        "sortie", {"date": "hier", "creneau": "matin", "quartier": "35238-11"}
    )
    halte = tablette.element("halte", {"sortie": sortie["id"]})
    rencontre = tablette.rencontre(sortie=sortie["id"], halte=halte["id"])
    return [mettre_de_cote(un) for un in (sortie, halte, rencontre)]


def test_what_waited_for_a_mended_sortie_is_offered_then_accepted(
    coordination, enchaines: list[Reception]
):
    sortie, halte, rencontre = enchaines
    assert mender(coordination, sortie, date="2026-09-16").url == LISTE
    page = ouvrir(coordination, halte)
    assert "Plus rien ne s’y oppose" in page
    assert coordination.post(adresse(halte, "revalider")).url == LISTE
    assert coordination.post(adresse(rencontre, "revalider")).url == LISTE
    assert str(Rencontre.objects.get().jour) == "2026-09-16"
    assert Rencontre.objects.get().edition == 1
    assert not Reception.objects.a_corriger().exists()
    assert Journal.objects.filter(action="reception_revalidee").count() == 2


def test_the_tablet_then_hears_that_it_was_received(
    coordination, tablette: Tablette, enchaines: list[Reception]
):
    sortie, halte, _ = enchaines
    mender(coordination, sortie, date="2026-09-16")
    coordination.post(adresse(halte, "revalider"))
    halte.refresh_from_db()
    assert (halte.verdict, halte.motif) == ("cree", "")
    assert tablette.verdicts(halte.brut) == ["deja"]


def test_too_soon_it_stays_with_its_new_reason(coordination, enchaines: list[Reception]):
    _, halte, _ = enchaines
    reponse = coordination.post(adresse(halte, "revalider"))
    assert reponse.url == adresse(halte)
    halte.refresh_from_db()
    assert halte.motif == "Ce à quoi il se rattache est à corriger, ou supprimé."
    assert halte.traitee_le is None


def test_what_hangs_on_nothing_stays_to_be_mended(coordination, tablette, enchaines):
    """No tablet will send it again: it does not wait unseen."""
    sortie, halte, _ = enchaines
    Reception.objects.filter(pk=sortie.pk).delete()
    coordination.post(adresse(halte, "revalider"))
    halte.refresh_from_db()
    assert halte.verdict == "quarantaine"
    assert Reception.objects.a_corriger().filter(pk=halte.pk).exists()


def test_what_names_a_discarded_sortie_does_not_wait_for_ever(
    coordination, tablette: Tablette, enchaines: list[Reception]
):
    sortie = enchaines[0]
    coordination.post(adresse(sortie, "ecarter"), {"motif": "essai"})
    assert tablette.verdicts(tablette.rencontre(sortie=sortie.element, halte=...)) == [
        "quarantaine"
    ]


def test_all_are_judged_again_in_their_order(coordination, tablette, enchaines):
    sortie, _, rencontre = enchaines
    fautive = tablette.rencontre(genre="x")
    ici = tablette.rencontre()
    tablette.envoyer(fautive, ici, tablette.rencontre(ici["id"], genre="autre"))
    Sortie.objects.create(
        pk=sortie.element,
        equipe=tablette.equipe,
        date="2026-09-16",
        creneau="matin",
        quartier=tablette.quartier,
        saisi_le="2026-09-16",
    )
    Reception.objects.filter(pk=sortie.pk).delete()
    # The one that hangs on the other came first.
    Reception.objects.filter(pk=rencontre.pk).update(recue_le="2026-01-01T00:00:00Z")
    page = coordination.post(TOUT, follow=True).content.decode()
    assert "2 enregistrements acceptés. 1 à corriger encore." in page
    restants = Reception.objects.a_corriger().values_list("element", "verdict")
    assert set(restants) == {(fautive["id"], "quarantaine"), (ici["id"], "conflit")}
    assert Rencontre.objects.filter(pk=rencontre.element).exists()


def test_a_version_that_came_second_becomes_one_of_two(coordination, tablette, mettre_de_cote):
    fautive = tablette.rencontre(genre="x")
    reception = mettre_de_cote(fautive)
    tablette.envoyer(tablette.rencontre(fautive["id"]))
    coordination.post(TOUT)
    reception.refresh_from_db()
    assert (reception.verdict, reception.traitee_le) == ("conflit", None)


def test_with_nothing_accepted_it_says_so(coordination, tablette: Tablette, mettre_de_cote):
    mettre_de_cote(tablette.rencontre(genre="x"))
    page = coordination.post(TOUT, follow=True).content.decode()
    assert "0 enregistrement accepté. 1 à corriger encore." in page


def test_it_touches_nothing_of_another_equipe(
    etrangere, tablette: Tablette, enchaines: list[Reception], ailleurs: Tablette
):
    etrangere.post(TOUT)
    assert Reception.objects.a_corriger().count() == len(enchaines)


@pytest.mark.parametrize("brut", [None, 12, "texte", {"id": 3}, {"texte": "pas du JSON"}])
def test_what_cannot_be_read_is_judged_again_without_harm(coordination, tablette, brut: object):
    tablette.envoyer(brut)
    coordination.post(TOUT)
    assert Reception.objects.a_corriger().count() == 1


@pytest.mark.parametrize(("qui", "statut"), [("mediation", 403), ("pilotage", 403)])
def test_only_the_coordination_may(request, tablette, qui: str, statut: int):
    assert request.getfixturevalue(qui).post(TOUT).status_code == statut


def test_a_post_without_its_csrf_token_is_refused(coordination, tablette):
    coordination.handler.enforce_csrf_checks = True
    assert coordination.post(TOUT).status_code == 403
