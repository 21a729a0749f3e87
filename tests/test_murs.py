"""The wall between équipes and between roles: every address, opened by everybody.

A new address has no line here, and the test says so: decide who may open it, and write it.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import get_resolver
from django.utils import timezone

from medlove.models import Equipe
from sessions.models import (
    Appareil,
    Cahier,
    Parole,
    Reception,
    Rencontre,
    Signataire,
    Sortie,
    Transfert,
)
from sessions.terrain.appareils import enroler
from tests.adresses import adresse, adresses, lue
from tests.client import ClientExigeant
from tests.matrice import CLE
from tests.objets import NOTE, PAROLE

QUI = [
    "mediation",
    "coequipiere",
    "coordination",
    "pilotage",
    "etrangere",
    "administration",
    "anonyme",
]

# What a GET answers to each of QUI. The étrangère coordinates another équipe: 200 on a page
# that shows her own, 404 on an object that is not hers.
MURS = {
    "a_corriger:ecarter": "403 403 200 403 404 403 302",
    "a_corriger:fiche": "403 403 200 403 404 403 302",
    "a_corriger:fichier": "403 403 200 403 200 403 302",
    "a_corriger:garder": "403 403 405 403 405 403 302",
    "a_corriger:liste": "403 403 200 403 200 403 302",
    "a_corriger:revalider": "403 403 405 403 405 403 302",
    "a_corriger:tout_revalider": "403 403 405 403 405 403 302",
    "account_change_password": "200 200 200 200 200 200 302",
    "account_inactive": "200 200 200 200 200 200 200",
    "account_login": "302 302 302 302 302 302 200",
    "account_logout": "405 405 405 405 405 405 405",
    "account_reauthenticate": "200 200 200 200 200 200 302",
    "account_reset_password": "200 200 200 200 200 200 200",
    "account_reset_password_done": "200 200 200 200 200 200 200",
    "account_reset_password_from_key": "200 200 200 200 200 200 200",
    "account_reset_password_from_key_done": "200 200 200 200 200 200 200",
    "account_set_password": "302 302 302 302 302 302 302",
    "accueil": "200 200 200 200 200 200 302",
    "admin:index": "302 302 302 302 302 200 302",
    "annuaire:exact": "405 405 405 403 405 403 302",
    "annuaire:fiche": "200 200 200 403 404 403 302",
    "annuaire:imprimer": "200 200 200 403 200 403 302",
    "annuaire:inexact": "405 405 405 403 405 403 302",
    "annuaire:lecture": "403 403 200 403 200 403 302",
    "annuaire:liste": "200 200 200 403 200 403 302",
    "annuaire:modifier": "403 403 200 403 404 403 302",
    "annuaire:modifier_professionnel": "403 403 200 403 404 403 302",
    "annuaire:nouveau": "403 403 200 403 200 403 302",
    "annuaire:nouveau_professionnel": "403 403 200 403 200 403 302",
    "annuaire:pause": "403 403 200 403 404 403 302",
    "annuaire:professionnels": "200 200 200 403 200 403 302",
    "annuaire:reprendre": "403 403 405 403 405 403 302",
    "annuaire_echanges:abandonner": "403 403 405 403 405 403 302",
    "annuaire_echanges:apercu": "403 403 302 403 302 403 302",
    "annuaire_echanges:comparer": "403 403 200 403 404 403 302",
    "annuaire_echanges:confirmer": "403 403 405 403 405 403 302",
    "annuaire_echanges:csv": "403 403 200 403 200 403 302",
    "annuaire_echanges:deux_lieux": "403 403 405 403 405 403 302",
    "annuaire_echanges:doublons": "403 403 200 403 200 403 302",
    "annuaire_echanges:exporter": "403 403 200 403 200 403 302",
    "annuaire_echanges:importer": "403 403 200 403 200 403 302",
    "annuaire_echanges:json": "403 403 200 403 200 403 302",
    "api:appareils": "405 405 405 405 405 405 405",
    "api:lots": "405 405 405 405 405 405 405",
    "api:rapprochement": "405 405 405 405 405 405 405",
    "api:referentiel": "200 200 200 403 200 403 401",
    "api:totaux": "200 200 200 403 404 403 401",
    "appareils:ajouter": "403 403 302 403 302 403 302",
    "appareils:liste": "403 403 200 403 200 403 302",
    "appareils:revoquer": "403 403 200 403 404 403 302",
    "archives:annee": "200 200 200 403 404 403 302",
    "archives:liste": "200 200 200 403 200 403 302",
    "cahiers:ajouter": "403 403 405 403 405 403 302",
    "cahiers:apercu": "403 403 200 403 404 403 302",
    "cahiers:deplacer": "403 403 405 403 405 403 302",
    "cahiers:enregistrer": "403 403 405 403 405 403 302",
    "cahiers:fiche": "403 403 200 403 404 403 302",
    "cahiers:image": "403 403 200 403 404 403 302",
    "cahiers:image_ajouter": "403 403 200 403 404 403 302",
    "cahiers:image_modifier": "403 403 200 403 404 403 302",
    "cahiers:image_retirer": "403 403 200 403 404 403 302",
    "cahiers:imprimer": "403 403 405 403 405 403 302",
    "cahiers:liste": "403 403 200 403 200 403 302",
    "cahiers:nouveau": "403 403 200 403 200 403 302",
    "cahiers:reglages": "403 403 200 403 404 403 302",
    "cahiers:retirer": "403 403 200 403 404 403 302",
    "cahiers:section": "403 403 200 403 404 403 302",
    "cahiers:signataire": "403 403 200 403 404 403 302",
    "cahiers:signataire_retirer": "403 403 200 403 404 403 302",
    "cahiers:signataires": "403 403 200 403 404 403 302",
    "cahiers:supprimer": "403 403 200 403 404 403 302",
    "carte": "200 200 200 200 200 403 302",
    "carte_impression": "403 403 200 403 200 403 302",
    "carte_svg": "403 403 200 403 200 403 302",
    "carte_d_orientation:page": "200 200 200 403 404 403 302",
    "carte_d_orientation:pdf": "200 200 200 403 404 403 302",
    "compte_connexions": "200 200 200 200 200 200 302",
    "compte_demonstration": "405 405 405 405 405 405 405",
    "compte_fermer_autres": "405 405 405 405 405 405 302",
    "compte_fermer_connexion": "405 405 405 405 405 405 302",
    "conservation:affiche": "403 403 200 403 200 403 302",
    "conservation:page": "403 403 200 403 200 200 302",
    "demenagement:emporter": "403 403 405 403 405 403 302",
    "demenagement:page": "403 403 200 403 200 403 302",
    "donnees:complet": "403 403 405 403 405 403 302",
    "donnees:fichier": "403 403 404 403 404 403 302",
    "donnees:liste": "403 403 200 403 200 403 302",
    "donnees:periode": "403 403 200 403 200 403 302",
    "donnees:publier": "403 403 405 403 405 403 302",
    "editions:annuler": "403 403 405 403 405 403 302",
    "editions:demander": "403 403 405 403 405 403 302",
    "editions:lien": "403 403 200 403 404 403 302",
    "editions:lire": "404 404 404 404 404 404 404",
    "editions:lus": "200 200 200 200 200 200 302",
    "editions:page": "403 403 200 403 404 403 302",
    "editions:pdf": "200 200 200 200 404 200 302",
    "editions:retirer": "403 403 405 403 405 403 302",
    "equipe:courante": "405 405 405 405 405 405 302",
    "equipe:desactiver": "403 403 405 403 405 403 302",
    "equipe:invitation": "404 404 404 404 404 404 404",
    "equipe:inviter": "403 403 200 403 200 403 302",
    "equipe:liste": "200 200 200 403 200 403 302",
    "equipe:membre": "403 403 200 403 404 403 302",
    "equipe:reactiver": "403 403 405 403 405 403 302",
    "equipe:rejoindre": "404 404 404 404 404 404 302",
    "equipe:retirer_double": "403 403 200 403 404 403 302",
    "exports:carte": "403 403 200 403 200 403 302",
    "exports:rencontres": "403 403 200 403 200 403 302",
    "exports:statistiques": "403 403 200 403 200 403 302",
    "hypotheses:hypotheses": "200 200 200 200 200 403 302",
    "hypotheses:impression": "403 403 200 403 200 403 302",
    "hypotheses:modifier": "403 403 200 403 404 403 302",
    "hypotheses:nouveau": "403 403 200 403 200 403 302",
    "hypotheses:retirer": "403 403 200 403 404 403 302",
    "journal:liste": "403 403 403 403 403 200 302",
    "lieux:confirmer": "403 403 405 403 405 403 302",
    "lieux:liste": "403 403 200 403 200 403 302",
    "lieux:modifier": "403 403 200 403 404 403 302",
    "lieux:nouveau": "403 403 200 403 200 403 302",
    "mfa_activate_totp": "302 302 302 302 302 302 302",
    "mfa_authenticate": "302 302 302 302 302 302 302",
    "mfa_deactivate_totp": "404 404 302 404 302 302 302",
    "mfa_generate_recovery_codes": "302 302 302 302 302 302 302",
    "mfa_index": "200 200 200 200 200 200 302",
    "mfa_reauthenticate": "302 302 200 302 200 200 302",
    "mfa_view_recovery_codes": "404 404 404 404 404 404 302",
    "orientations_gestes:dire": "403 403 200 403 200 403 302",
    "orientations_gestes:lien": "403 403 200 403 404 403 302",
    "orientations_gestes:retour": "403 403 200 403 404 403 302",
    "orientations_gestes:suite": "200 404 200 403 404 403 302",
    "premiers_pas:ecarter": "403 403 405 403 405 403 302",
    "premiers_pas:page": "403 403 200 403 200 403 302",
    "publications:accueil": "200 200 200 200 200 200 200",
    "publications:domaine": "200 200 200 200 200 200 200",
    "publications:fichier": "200 200 200 200 200 200 200",
    "publications:periode": "200 200 200 200 200 200 200",
    "relecture:bilans": "403 403 200 403 200 403 302",
    "relecture:effacer": "403 403 200 403 404 403 302",
    "relecture:garder": "403 403 405 403 405 403 302",
    "relecture:laisser": "403 403 405 403 405 403 302",
    "relecture:lues": "403 403 200 403 200 403 302",
    "relecture:modifier": "403 403 200 403 404 403 302",
    "relecture:mot_accepter": "403 403 405 403 405 403 302",
    "relecture:mot_retirer": "403 403 405 403 405 403 302",
    "relecture:mots": "403 403 200 403 200 403 302",
    "relecture:notes": "403 403 200 403 200 403 302",
    "relecture:paroles": "403 403 200 403 200 403 302",
    "relecture:reecrire": "403 403 200 403 404 403 302",
    "relecture:reecrire_bilan": "403 403 200 403 404 403 302",
    "relecture:retirer": "403 403 200 403 404 403 302",
    "relecture:scene": "403 403 405 403 405 403 302",
    "relecture:scenes": "403 403 200 403 200 403 302",
    "outils:a_imprimer": "200 200 200 200 404 403 302",
    "outils:fiche": "200 200 200 200 404 403 302",
    "outils:liste": "200 200 200 200 200 403 302",
    "outils:modifier": "403 403 200 403 404 403 302",
    "outils:nouveau": "200 200 200 403 200 403 302",
    "outils:photo": "200 200 200 200 404 403 302",
    "outils:proposer": "403 403 405 403 405 403 302",
    "outils:retirer": "403 403 405 403 405 403 302",
    "planification:ou_aller": "200 200 200 403 200 403 302",
    "rencontres:fiche": "200 404 200 403 404 403 302",
    "rencontres:liste": "200 200 200 403 200 403 302",
    "rencontres:supprimer": "403 403 200 403 404 403 302",
    "report:mois": "200 200 200 403 200 403 302",
    "report:mois_impression": "403 403 200 403 200 403 302",
    "report:sortie": "200 200 200 403 404 403 302",
    "report:sortie_impression": "403 403 200 403 404 403 302",
    "statistiques": "200 200 200 200 200 403 302",
    "statistiques_impression": "403 403 200 403 200 403 302",
    "sorties:annuler": "403 403 302 403 404 403 302",
    "sorties:fiche": "200 200 200 403 404 403 302",
    "sorties:liste": "200 200 200 403 200 403 302",
    "sorties:modifier": "403 403 200 403 404 403 302",
    "sorties:nouvelle": "403 403 200 403 200 403 302",
    "sorties:repeter": "403 403 200 403 404 403 302",
    "suite:chercher": "405 405 405 405 405 405 405",
    "suite:dire": "405 405 405 405 405 405 405",
    "suite:entrer": "405 405 405 405 405 405 405",
    "suite:merci": "200 200 200 200 200 200 200",
    "suite:page": "200 200 200 200 200 200 200",
    "suite:partenaire": "200 200 200 200 200 200 200",
    "suite:retour": "405 405 405 405 405 405 405",
    "suite:sortir": "405 405 405 405 405 405 405",
    "suivi:impression": "403 403 200 403 200 403 302",
    "suivi:suivi": "403 403 200 403 200 403 302",
    "terrain:fiche_de_poche": "200 200 200 403 200 403 302",
    "terrain:fiche_de_poche_pdf": "200 200 200 403 200 403 302",
    "terrain:manifeste": "200 200 200 200 200 200 200",
    "terrain:page": "200 200 200 200 200 200 200",
    "terrain:travailleur": "200 200 200 200 200 200 200",
    "tirages:page": "403 403 200 403 200 403 302",
    "tirages:repondre": "403 403 405 403 405 403 302",
    "tirages:resultat": "403 403 200 200 200 403 302",
    "tirages:tirer": "403 403 405 403 405 403 302",
    "transferts:abandonner": "403 403 405 403 405 403 302",
    "transferts:annuler": "403 403 200 403 404 403 302",
    "transferts:apercu": "403 403 302 403 302 403 302",
    "transferts:colonnes": "403 403 302 403 302 403 302",
    "transferts:confirmer": "403 403 405 403 405 403 302",
    "transferts:importer": "403 403 200 403 200 403 302",
    "transferts:liste": "403 403 200 403 200 403 302",
    "transferts:modele": "403 403 200 403 200 403 302",
    "transferts:valeurs": "403 403 302 403 302 403 302",
}

# Whose id the address of a cahier names, when it is not its own.

# What nobody may quote before its relecture, and the only addresses where each of QUI reads it:
# the note of a rencontre, the parole of a bilan.
OU_SE_LISENT: dict[str, tuple[set[str], set[str]]] = {
    "mediation": ({"rencontres:fiche"}, {"sorties:fiche"}),
    "coequipiere": (set(), {"sorties:fiche"}),
    "coordination": (
        {
            "rencontres:fiche",
            "relecture:effacer",
            "relecture:notes",
            "relecture:reecrire",
            "tirages:page",
        },
        {"sorties:fiche", "relecture:bilans", "relecture:reecrire_bilan"},
    ),
}

# What the token of a tablet opens, besides what is open to all.
OUVERT_AU_JETON = {"api:lots", "api:rapprochement", "api:referentiel", "api:totaux"}


# Who may open a PDF is asked here, and what is quoted in the page it is made from.
pytestmark = [pytest.mark.usefixtures("sans_imprimer"), pytest.mark.toujours]


def test_every_address_has_its_line() -> None:
    assert sorted(set(adresses(get_resolver()))) == sorted(MURS)


@pytest.mark.parametrize("qui", QUI)
def test_each_opens_what_is_theirs_and_nothing_else(
    qui: str,
    objets: dict[str, dict[str, Any]],
    request: pytest.FixtureRequest,
    record_property: Callable[[str, object], None],
) -> None:
    """And a text is read in its place, by those who may."""
    client: ClientExigeant = request.getfixturevalue(qui)
    rang = QUI.index(qui)
    repondus = {nom: lue(client.get(adresse(nom, objets))) for nom in MURS}
    statuts = {nom: str(reponse.status_code) for nom, reponse in repondus.items()}
    attendus = {nom: codes.split()[rang] for nom, codes in MURS.items()}
    record_property(CLE, (rang, qui, {nom: (statuts[nom], attendus[nom]) for nom in MURS}))
    assert statuts == attendus
    lus = tuple({nom for nom, dit in repondus.items() if _dit(dit, un)} for un in (NOTE, PAROLE))
    assert lus == OU_SE_LISENT.get(qui, (set(), set()))


def _dit(reponse: Any, mot: str) -> bool:
    return not reponse.streaming and mot.encode() in reponse.content


@pytest.mark.parametrize(
    ("qui", "refus"), [("etrangere", {404}), ("pilotage", {403}), ("anonyme", {302, 401, 405})]
)
def test_nobody_writes_on_an_object_that_is_not_theirs(
    qui: str, refus: set[int], objets: dict[str, dict[str, Any]], request: pytest.FixtureRequest
) -> None:
    client: ClientExigeant = request.getfixturevalue(qui)
    for nom in MURS:
        ou = adresse(nom, objets)
        if any(f"/{arguments.get('pk')}/" in ou for arguments in objets.values()):
            reponse = client.post(ou, {"motif_annulation": "Pluie"})
            assert reponse.status_code in refus | {405}, nom
    assert Sortie.objects.exclude(statut=Sortie.ANNULEE).exists()
    assert Rencontre.objects.notes_a_relire().exists()
    assert Parole.objects.exists()
    assert Signataire.objects.exists()
    assert Cahier.objects.exists()
    assert Appareil.objects.en_service().exists()
    assert Reception.objects.a_corriger().exists()
    assert Transfert.objects.en_place().exists()


@pytest.mark.parametrize("revoquee", [False, True])
def test_34_the_token_of_a_tablet_opens_no_page_and_none_at_all_once_revoked(
    revoquee: bool, objets: dict[str, dict[str, Any]], equipe: Equipe
) -> None:
    appareil, jeton = enroler(equipe, "Tablette volée")
    if revoquee:
        Appareil.objects.filter(pk=appareil.pk).update(revoque_le=timezone.now())
    client = ClientExigeant(headers={"Authorization": f"Medlove-Appareil {jeton}"})
    ouverts = set() if revoquee else OUVERT_AU_JETON
    attendus = {
        nom: codes.split()[QUI.index("mediation" if nom in ouverts else "anonyme")]
        for nom, codes in MURS.items()
    }
    assert {nom: str(client.get(adresse(nom, objets)).status_code) for nom in MURS} == attendus
