"""The secret link of a partenaire, and the page it opens."""

import logging
from typing import Any

import pytest
from django.test import Client

from medlove.models import Journal
from sessions.models import Orientation, RetourGroupe, Suite
from sessions.orientations import liens
from sessions.orientations.jetons import LETTRES_DU_JETON, forger
from territoires.models import Partenaire
from tests.client import ClientExigeant
from tests.fabriques import PartenaireFactory
from tests.sessions.orientations.conftest import Remise, remettre

PAGE = "/o/partenaire/"


@pytest.fixture
def secret(partenaire: Partenaire, coordination) -> str:
    return liens.donner(partenaire, par=coordination.utilisateur)


def entrer(secret: str, **options: Any) -> Client:
    client = ClientExigeant(**options)
    client.post(f"{PAGE}entrer/", {"secret": secret})
    return client


@pytest.fixture
def recu(secret: str, remise: Remise) -> Client:
    """A browser that speaks for the partenaire."""
    return entrer(secret)


def texte(reponse: Any) -> str:
    contenu: str = reponse.content.decode()
    return contenu


def reconnu(client: Client) -> bool:
    return "Espace social du Blosne" in texte(client.get(PAGE))


# --- The coordination makes it ---------------------------------------------------------


def lien(personne: Any, partenaire: Partenaire, geste: str = "donner") -> Any:
    return personne.post(f"/orientations/partenaires/{partenaire.pk}/lien/", {"geste": geste})


def secret_montre(reponse: Any) -> str:
    return texte(reponse).split("/o/partenaire/#")[1][:LETTRES_DU_JETON]


def test_a_link_is_shown_once_with_its_square(coordination, partenaire):
    reponse = lien(coordination, partenaire)
    assert "<svg" in texte(reponse)
    assert "no-store" in reponse["Cache-Control"]
    secret = secret_montre(reponse)
    partenaire.refresh_from_db()
    assert liens.par_lien(secret) == partenaire
    page = texte(coordination.get(f"/orientations/partenaires/{partenaire.pk}/lien/"))
    assert secret not in page
    assert partenaire.lien_sha256 not in page


def test_renewed_or_withdrawn_the_one_before_opens_nothing(coordination, partenaire):
    premier = secret_montre(lien(coordination, partenaire))
    client = entrer(premier)
    assert reconnu(client)
    second = secret_montre(lien(coordination, partenaire))
    assert not reconnu(client)
    assert not reconnu(entrer(premier))
    client = entrer(second)
    assert reconnu(client)
    lien(coordination, partenaire, "retirer")
    assert not reconnu(client)
    assert not reconnu(entrer(second))
    lien(coordination, partenaire, "retirer")
    noms = list(Journal.objects.values_list("action", flat=True))
    assert sorted(noms) == ["lien_de_partenaire_donne"] * 2 + ["lien_de_partenaire_retire"]


@pytest.mark.parametrize(
    ("qui", "statut"), [("etrangere", 404), ("pilotage", 403), ("mediation", 403), ("anonyme", 302)]
)
def test_nobody_else_makes_one(qui: str, statut: int, partenaire, request):
    assert lien(request.getfixturevalue(qui), partenaire).status_code == statut
    partenaire.refresh_from_db()
    assert partenaire.lien_sha256 is None


def test_opening_the_page_makes_none(coordination, partenaire):
    coordination.get(f"/orientations/partenaires/{partenaire.pk}/lien/", {"geste": "donner"})
    partenaire.refresh_from_db()
    assert partenaire.lien_sha256 is None


# --- The partenaire comes in ------------------------------------------------------------


def test_the_secret_is_exchanged_for_a_signed_cookie_of_half_an_hour(secret, horloge):
    client = ClientExigeant(enforce_csrf_checks=True)
    reponse = client.post(f"{PAGE}entrer/", {"secret": secret})
    assert (reponse.status_code, reponse["Location"]) == (302, PAGE)
    temoin = reponse.cookies["partenaire"]
    assert (temoin["httponly"], temoin["samesite"]) == (True, "Strict")
    assert (temoin["path"], temoin["max-age"]) == (PAGE, 1800)
    assert secret not in temoin.value
    assert reconnu(client)
    horloge.shift(1801)
    # Django's client lets it go; a browser with a wrong clock would not.
    client.cookies["partenaire"] = temoin.value
    assert not reconnu(client)


def test_a_cookie_made_up_opens_nothing(secret, partenaire):
    client = ClientExigeant()
    for valeur in ("", "x", f"{partenaire.pk}", f'["{partenaire.pk}", ""]'):
        client.cookies["partenaire"] = valeur
        assert not reconnu(client)


def test_a_partenaire_out_of_service_is_not_let_in(secret, partenaire):
    client = entrer(secret)
    Partenaire.objects.update(is_active=False)
    assert not reconnu(client)
    assert not reconnu(entrer(secret))


def test_opening_without_a_secret_tells_nothing_and_leaves_no_cookie(secret):
    client = ClientExigeant()
    nue = client.get(PAGE)
    assert client.get(PAGE, {"secret": secret}).content == nue.content
    assert not nue.cookies
    assert nue["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("chemin", ["code", "suite", "retour", "sortir"])
def test_nothing_is_told_by_who_did_not_come_in(chemin: str, remise: Remise):
    reponse = ClientExigeant().post(
        f"{PAGE}{chemin}/", {"code": remise.code, "statut": "accueillie"}
    )
    assert (reponse.status_code, reponse["Location"]) == (302, PAGE)
    assert not Suite.objects.exists()


def test_a_wrong_secret_gets_one_sentence_and_tries_are_counted(secret):
    client = ClientExigeant()
    corps = {client.post(f"{PAGE}entrer/", {"secret": un}).content for un in ("", "x", forger())}
    assert len(corps) == 1
    for _ in range(27):
        assert client.post(f"{PAGE}entrer/", {"secret": forger()}).status_code == 404
    assert client.post(f"{PAGE}entrer/", {"secret": secret}).status_code == 429


def test_no_secret_in_any_log_nor_in_the_journal(coordination, partenaire, caplog):
    caplog.set_level(logging.DEBUG)
    secret = secret_montre(lien(coordination, partenaire))
    entrer(secret)
    assert secret not in caplog.text
    assert secret not in str(list(Journal.objects.values()))


# --- A card found by its code --------------------------------------------------------------


def test_the_code_of_a_card_shows_its_category_once_recognised(recu, remise: Remise):
    page = texte(recu.post(f"{PAGE}code/", {"code": remise.code.lower()}))
    for mots in ("Logement", "septembre 2026", "La personne est venue", "Nous n’avons pas pu"):
        assert mots in page
    assert "15 septembre" not in page
    assert "Elle n’est pas venue" not in page
    assert remise.en_base().statut == "remise"


def test_came_is_told_by_the_code(recu, remise: Remise):
    reponse = recu.post(f"{PAGE}suite/", {"code": remise.code, "statut": "accueillie"}, follow=True)
    assert "C’est noté, merci" in texte(reponse)
    assert Suite.objects.get().source == "le_partenaire"
    encore = recu.post(f"{PAGE}suite/", {"code": remise.code, "statut": "accueillie"})
    assert "Aucune carte en attente" in texte(encore)
    assert Suite.objects.count() == 1


def test_a_refusal_without_reason_loses_nothing(recu, remise: Remise):
    page = texte(recu.post(f"{PAGE}suite/", {"code": remise.code, "statut": "refusee"}))
    assert "Choisir la raison" in page
    assert f'value="{remise.code}"' in page
    assert not Suite.objects.exists()


def test_not_come_is_offered_of_a_rendez_vous_and_of_nothing_else(
    recu, remise: Remise, tablette, partenaire
):
    rendez_vous = remettre(tablette, partenaire, modalite="rendez_vous_pris")
    page = texte(recu.post(f"{PAGE}code/", {"code": rendez_vous.code}))
    assert "Elle n’est pas venue au rendez-vous" in page
    for une in (remise, rendez_vous):
        recu.post(f"{PAGE}suite/", {"code": une.code, "statut": "non_venue"})
    assert remise.en_base().statut == "remise"
    assert Suite.objects.get().statut == "non_venue"


def test_the_code_of_a_card_for_somebody_else_is_unknown_here(recu, tablette, equipe):
    autre = remettre(tablette, PartenaireFactory(equipe=equipe))
    for chemin, dit in (("code", {}), ("suite", {"statut": "accueillie"})):
        page = texte(recu.post(f"{PAGE}{chemin}/", {"code": autre.code, **dit}))
        assert "Aucune carte en attente" in page
        assert "Logement" not in page
    assert not Suite.objects.exists()


def test_codes_are_not_to_be_guessed(recu, remise: Remise):
    for _ in range(20):
        assert recu.post(f"{PAGE}code/", {"code": "AAAAAA"}).status_code == 200
    assert recu.post(f"{PAGE}code/", {"code": remise.code}).status_code == 429
    assert (
        recu.post(f"{PAGE}suite/", {"code": remise.code, "statut": "accueillie"}).status_code == 429
    )
    assert remise.en_base().statut == "remise"


def test_what_is_posted_must_come_from_the_page(secret, remise: Remise):
    client = entrer(secret, enforce_csrf_checks=True)
    reponse = client.post(f"{PAGE}suite/", {"code": remise.code, "statut": "accueillie"})
    assert reponse.status_code == 403
    assert remise.en_base().statut == "remise"


# --- A number for a month ------------------------------------------------------------------


def test_a_number_for_a_month_is_kept_once(recu, remise: Remise):
    for nombre in ("1", "1", "0"):
        recu.post(f"{PAGE}retour/", {"mois": "2026-09-01", "accueillies": nombre})
    retour = RetourGroupe.objects.get()
    assert (retour.accueillies, retour.source) == (0, "le_partenaire")
    assert Orientation.objects.get().statut == "remise"


def test_a_number_too_large_says_why_and_stays_typed(recu, remise: Remise):
    page = texte(recu.post(f"{PAGE}retour/", {"mois": "2026-09-01", "accueillies": "7"}))
    assert "écrire de 0 à 1" in page
    assert 'value="7"' in page
    assert not RetourGroupe.objects.exists()


def test_leaving_forgets_the_browser(recu):
    assert reconnu(recu)
    recu.post(f"{PAGE}sortir/")
    assert not reconnu(recu)
