"""A page of what is set aside, opened then filled in as a browser would."""

from html import unescape
from html.parser import HTMLParser
from typing import Any

from django.urls import reverse

from sessions.models import Reception
from tests.personnes import Personne


def adresse(reception: Reception, nom: str = "fiche") -> str:
    return reverse(f"a_corriger:{nom}", args=[reception.pk])


class Formulaire(HTMLParser):
    """What a browser would post of the form of the page, by name."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.valeurs: dict[str, list[str]] = {}
        self._liste = self._texte = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributs = {nom: valeur or "" for nom, valeur in attrs}
        nom = attributs.get("name", "")
        if tag == "select":
            self._liste = nom
        elif tag == "textarea":
            self._texte = nom
            self.valeurs[nom] = [""]
        elif tag == "option" and self._liste and "selected" in attributs:
            self.valeurs[self._liste] = [attributs["value"]]
        elif tag == "option" and self._liste:
            self.valeurs.setdefault(self._liste, [attributs["value"]])
        elif tag == "input" and nom and self._compte(attributs):
            self.valeurs.setdefault(nom, []).append(attributs.get("value", "on"))

    @staticmethod
    def _compte(attributs: dict[str, str]) -> bool:
        a_cocher = attributs.get("type") in {"checkbox", "radio"}
        return "checked" in attributs if a_cocher else True

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._liste = ""
        elif tag == "textarea":
            self._texte = ""

    def handle_data(self, data: str) -> None:
        if self._texte:
            self.valeurs[self._texte][0] += unescape(data).lstrip("\n")


def ouvrir(personne: Personne, reception: Reception) -> str:
    reponse = personne.get(adresse(reception))
    assert reponse.status_code == 200
    texte: str = reponse.content.decode()
    return texte


def mender(personne: Personne, reception: Reception, **saisi: Any) -> Any:
    """Open the page, type these values over what it shows, and send it.

    A dot in a path is written `__`; None leaves a field out, as an unticked box.
    """
    posees: dict[str, Any] = dict(Formulaire(ouvrir(personne, reception)).valeurs)
    posees.update({nom.replace("__", "."): valeur for nom, valeur in saisi.items()})
    posees = {nom: valeur for nom, valeur in posees.items() if valeur is not None}
    return personne.post(adresse(reception), posees)
