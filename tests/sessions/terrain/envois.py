"""What a tablet sends, built by hand."""

from typing import Any
from uuid import UUID, uuid4

from django.test import Client

from medlove.models import Equipe, Utilisateur
from sessions.empreinte import empreinte
from sessions.models import Halte, Sortie
from sessions.terrain.appareils import enroler
from tests.fabriques import AppartenanceFactory, HalteFactory, QuartierFactory, SortieFactory

LOTS = "/api/v1/lots/"
SAISI_LE = "2026-09-15T14:30:00+02:00"


class Tablette:
    """An enrolled device, a member who writes on it, a sortie with a halte."""

    def __init__(self, equipe: Equipe, **sortie: Any) -> None:
        self.equipe = equipe
        self.appareil, self.jeton = enroler(equipe, "Tablette du vélo")
        self.client = Client(headers={"Authorization": f"Medlove-Appareil {self.jeton}"})
        self.auteur: Utilisateur = AppartenanceFactory(equipe=equipe).utilisateur
        self.quartier = QuartierFactory(numero=11)
        self.sortie: Sortie = SortieFactory(equipe=equipe, quartier=self.quartier, **sortie)
        self.halte: Halte = HalteFactory(sortie=self.sortie)

    def element(self, type_: str, donnees: Any, **champs: Any) -> dict[str, Any]:
        return element(type_, donnees, auteur=str(self.auteur.pk), **champs)

    def rencontre(self, id_: UUID | str | None = None, **donnees: Any) -> dict[str, Any]:
        """An element rencontre of the usual kind; a field set to ... is left out."""
        entete = {nom: donnees.pop(nom) for nom in ("remplace", "saisi_le") if nom in donnees}
        return self.element("rencontre", self.donnees(**donnees), id=str(id_ or uuid4()), **entete)

    def donnees(self, **autres: Any) -> dict[str, Any]:
        usuelles = {
            "sortie": str(self.sortie.pk),
            "halte": str(self.halte.pk),
            "besoins": [besoin()],
            "tranche_age": "25_39",
            "genre": "feminin",
            **autres,
        }
        return {nom: valeur for nom, valeur in usuelles.items() if valeur is not ...}

    def envoyer(self, *elements: Any) -> list[dict[str, Any]]:
        """The verdicts."""
        reponse = poster(self.client, *elements)
        assert reponse.status_code == 200, reponse.content
        verdicts: list[dict[str, Any]] = reponse.json()["verdicts"]
        return verdicts

    def verdicts(self, *elements: Any) -> list[str]:
        return [un["verdict"] for un in self.envoyer(*elements)]


def besoin(**autres: Any) -> dict[str, Any]:
    return {
        "id": str(uuid4()),
        "categorie": "aides_prestations",
        "organisme": "caf",
        "reponse": "sur_place",
        **autres,
    }


def element(type_: str, donnees: Any, **champs: Any) -> dict[str, Any]:
    return {
        "id": str(uuid4()),
        "type": type_,
        "schema": 1,
        "remplace": None,
        "saisi_le": SAISI_LE,
        "empreinte": empreinte(donnees),
        "donnees": donnees,
        **champs,
    }


def lot(*elements: Any) -> dict[str, Any]:
    return {"lot": str(uuid4()), "envoye_le": "2026-09-15T18:00:00+02:00", "elements": [*elements]}


def poster(client: Client, *elements: Any, **options: Any) -> Any:
    return client.post(LOTS, lot(*elements), content_type="application/json", **options)
