"""Between équipes: a member of two, filters crossed with ids of elsewhere, a role that changes."""

from html.parser import HTMLParser
from typing import Any

import pytest
from django.db.models import QuerySet
from django.urls import reverse

from medlove.equipe.middleware import CLE_DE_SESSION
from medlove.models import Appartenance, Equipe, Role
from sessions.models import CategorieBesoin
from tests.adresses import adresse, lue
from tests.fabriques import (
    AppartenanceFactory,
    BesoinFactory,
    BilanFactory,
    CahierFactory,
    HalteFactory,
    LieuFactory,
    OrientationFactory,
    OutilFactory,
    ParoleFactory,
    PartenaireFactory,
    ProfessionnelFactory,
    QuartierFactory,
    RencontreFactory,
    SortieFactory,
)
from tests.personnes import Personne
from tests.test_murs import MURS, QUI

Objets = dict[str, dict[str, Any]]
CANARI = "canaridailleurs"
# Fields that narrow by something of everybody's: a day, a code of the national lists, an order.
DE_TOUS = {
    *("trimestre", "jusqu_a", "du", "au", "mois", "jour", "annee", "heure", "ouvert", "tri"),
    *("organisme", "adresse", "contact", "dpo", "base"),  # printed as they are typed
    *("acces", "frais", "public", "genre", "reseau", "a_verifier", "accueil", "statut", "equipage"),
    *("tranche_age", "activite", "qpv", "a_reprendre", "reponse", "montrer", "mesure", "vue"),
    *("avec", "classes", "lieux", "sujet", "lignes", "colonnes", "compter", "page", "format"),
    *("par", "source", "genre_de_structure", "periode", "vue_par", "domaine"),
}

# Its form is read by the tablet, and asks nothing of an address.
SANS_ENVOI = {"terrain:page"}


@pytest.fixture
def ailleurs(autre_equipe: Equipe) -> dict[str, str]:
    """Everything that another équipe names, each with the canary; what a filter may carry."""
    loin = QuartierFactory(code_insee="44109", numero=3, nom=f"Quartier {CANARI}")
    autre = {"equipe": autre_equipe}
    lieu = LieuFactory(nom=f"Lieu {CANARI}", quartier=loin, **autre)
    categorie = CategorieBesoin.objects.create(
        equipe=autre_equipe, code="venu_de_loin", libelle=f"Besoin {CANARI}", domaine="droits"
    )
    partenaire = PartenaireFactory(nom=f"Partenaire {CANARI}", **autre)
    sortie = SortieFactory(quartier=loin, **autre)
    halte = HalteFactory(sortie=sortie, lieu=lieu)
    membre = AppartenanceFactory(utilisateur__nom=f"Membre {CANARI}", **autre).utilisateur
    rencontre = RencontreFactory(sortie=sortie, halte=halte, auteur=membre, note=f"Un {CANARI}.")
    besoin = BesoinFactory(rencontre=rencontre, categorie=categorie)
    OrientationFactory(besoin=besoin, partenaire=partenaire)
    BilanFactory(sortie=sortie, scene=f"Scène {CANARI}.", parole=f"Parole {CANARI}.")
    ParoleFactory(texte=f"Une parole {CANARI}.", **autre)
    outil = OutilFactory(nom=f"Jeu {CANARI}", **autre)
    CahierFactory(titre=f"Cahier {CANARI}", **autre)
    ProfessionnelFactory(nom=f"Collègue {CANARI}", partenaire=partenaire, **autre)
    return {
        "q": CANARI[:-1],
        "quartier": loin.cle,
        "autre_quartier": loin.cle,
        "besoin": categorie.code,
        "partenaire": str(partenaire.pk),
        "lieu": str(lieu.pk),
        "membre": str(membre.pk),
        "outil": str(outil.pk),
        "sortie": str(sortie.pk),
        "quartier (pk)": str(loin.pk),
        "besoin (pk)": str(categorie.pk),
    }


class Champs(HTMLParser):
    """The fields of the forms of a page that only ask (GET)."""

    def __init__(self) -> None:
        super().__init__()
        self.noms: set[str] = set()
        self.demande = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        dits = dict(attrs)
        if tag == "form":
            self.demande = (dits.get("method") or "get").lower() == "get"
        elif self.demande and tag in {"input", "select"} and dits.get("name"):
            self.noms.add(str(dits["name"]))

    def handle_endtag(self, tag: str) -> None:
        self.demande = self.demande and tag != "form"


def champs(page: str) -> set[str]:
    lecteur = Champs()
    lecteur.feed(page)
    return lecteur.noms


def lisible(reponse: Any) -> str:
    return "" if reponse.streaming else reponse.content.decode(errors="replace")


def test_no_page_of_an_equipe_names_anything_of_another(
    objets: Objets, ailleurs: dict[str, str], coordination: Personne
):
    """Neither in what it shows, nor in what its forms offer: a choice that is not offered is
    refused by the same list."""
    cles = [valeur for valeur in ailleurs.values() if len(valeur) > 30]
    fuites = {
        nom
        for nom in MURS
        for page in [lisible(lue(coordination.get(adresse(nom, objets))))]
        if CANARI in page or any(cle in page for cle in cles)
    }
    assert not fuites


def test_a_filter_crossed_with_an_id_of_another_equipe_shows_nothing_of_theirs(
    objets: Objets, ailleurs: dict[str, str], coordination: Personne
):
    """Every field of every page that asks."""
    fuites, inconnus, essais = [], set(), 0
    for nom in MURS.keys() - SANS_ENVOI:
        ou = adresse(nom, objets)
        if not (demandes := champs(lisible(lue(coordination.get(ou))))):
            continue
        inconnus |= demandes - DE_TOUS - {un.partition(" ")[0] for un in ailleurs}
        for champ, valeur in ailleurs.items():
            if (cle := champ.partition(" ")[0]) in demandes:
                essais += 1
                page = lisible(lue(coordination.get(ou, {cle: valeur})))
                if CANARI in page.replace(f'"{valeur}"', "").replace(f"« {valeur} »", ""):
                    fuites.append((nom, champ))
    assert essais > 20
    assert sorted(inconnus) == [], "say whether these fields may carry an id of an équipe"
    assert not fuites


@pytest.mark.parametrize("fichier", ["exports:carte", "exports:statistiques", "exports:rencontres"])
def test_an_export_crossed_with_an_id_of_another_equipe_is_refused(
    fichier: str, ailleurs: dict[str, str], coordination: Personne
):
    for champ in ("quartier", "besoin"):
        assert coordination.get(reverse(fichier), {champ: ailleurs[champ]}).status_code == 400


@pytest.fixture
def des_deux(etrangere: Personne, equipe: Equipe) -> Personne:
    """She coordinates elsewhere, and here too."""
    AppartenanceFactory(equipe=equipe, utilisateur=etrangere.utilisateur, role=Role.COORDINATION)
    return etrangere


def agir_dans(personne: Personne, equipe: Equipe) -> None:
    personne.post(reverse("equipe:courante"), {"equipe": str(equipe.pk)})
    assert personne.session[CLE_DE_SESSION] == str(equipe.pk)


def statuts(personne: Personne, objets: Objets) -> dict[str, str]:
    return {
        nom: str(lue(personne.get(adresse(nom, objets))).status_code)
        for nom in MURS
        if not nom.startswith(("mfa_", "account_"))
    }


def colonne(qui: str) -> dict[str, str]:
    rang = QUI.index(qui)
    return {
        nom: codes.split()[rang]
        for nom, codes in MURS.items()
        if not nom.startswith(("mfa_", "account_"))
    }


def test_a_member_of_two_equipes_opens_those_of_the_one_she_acts_in(
    objets: Objets, des_deux: Personne, equipe: Equipe, autre_equipe: Equipe
):
    agir_dans(des_deux, autre_equipe)
    assert statuts(des_deux, objets) == colonne("etrangere")
    agir_dans(des_deux, equipe)
    assert statuts(des_deux, objets) == colonne("coordination")


def _sienne(coordination: Personne) -> QuerySet[Appartenance]:
    return Appartenance.objects.filter(utilisateur=coordination.utilisateur)


@pytest.mark.parametrize(
    ("role", "qui"), [(Role.MEDIATION, "coequipiere"), (Role.PILOTAGE, "pilotage")]
)
def test_a_role_taken_away_in_mid_session_counts_at_the_next_request(
    role: Role, qui: str, objets: Objets, coordination: Personne
):
    assert coordination.get(reverse("appareils:liste")).status_code == 200
    _sienne(coordination).update(role=role)
    assert statuts(coordination, objets) == colonne(qui)


def test_a_member_put_out_in_mid_session_opens_nothing_more(objets: Objets, coordination: Personne):
    assert coordination.get(reverse("appareils:liste")).status_code == 200
    _sienne(coordination).update(is_active=False)
    ouvertes = {
        nom
        for nom, code in statuts(coordination, objets).items()
        if code == "200" and colonne("anonyme")[nom] != "200"
    }
    # Her own account stays hers.
    assert ouvertes == {"accueil", "compte_connexions"}
