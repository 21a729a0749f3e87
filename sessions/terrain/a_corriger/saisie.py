"""One field of the contract as a field of a form, and what was typed as JSON again.

The form judges nothing: whatever is typed goes to the rules that serve the tablets.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import singledispatch
from typing import Any
from uuid import uuid4

from django import forms

from sessions.donnees import (
    Booleen,
    Champ,
    Code,
    Codes,
    Entier,
    Entrees,
    Hachage,
    Identifiant,
    Jour,
    Quart,
    Reference,
    References,
    Schema,
    Texte,
)
from sessions.donnees.champs import cite, lire_uuid
from sessions.nomenclatures.listes import NON_RENSEIGNE, libelles
from sessions.terrain.a_corriger.choix import Choix
from sessions.terrain.a_corriger.contenu import INCONNU, dire_entree
from sessions.terrain.a_corriger.repertoire import Repertoire

RETIRER = "Retirer cette valeur"
A_CHOISIR = "Choisir"
VIDER = "Effacer pour retirer cette valeur."
NOUVEL_IDENTIFIANT = "Lui donner un nouvel identifiant"
ENTIER = re.compile(r"-?\d{1,9}")
OUI_NON = {"oui": True, "non": False}
LIGNE = 140


@dataclass(frozen=True, slots=True)
class Place:
    """Where a field stands: its path, its value as it came, and what is around it.

    `proposer` gives the choices for a sort of reference.
    """

    chemin: str
    valeur: Any
    donnees: Mapping[str, Any]
    repertoire: Repertoire
    proposer: Callable[[str], Choix]


@dataclass(frozen=True, slots=True)
class Saisie:
    """How a value is typed.

    `initiale` is what came, as a form posts it; `en_json` takes what was typed and the value
    in place, and gives the one to write there: None takes it away.
    """

    widget: forms.Widget
    initiale: list[str]
    en_json: Callable[[Any, Any], Any]
    aide: str = ""


@singledispatch
def saisir(champ: Champ, place: Place) -> Saisie:
    """How this field is typed here."""
    return _mots(champ, place, forms.TextInput())


@saisir.register
def _(champ: Texte, place: Place) -> Saisie:
    courte = champ.longueur <= LIGNE
    return _mots(champ, place, forms.TextInput() if courte else forms.Textarea({"rows": 4}))


@saisir.register
def _(champ: Jour, place: Place) -> Saisie:
    return _mots(champ, place, _quand_lisible(place, r"\d{4}-\d\d-\d\d", {"type": "date"}))


@saisir.register
def _(champ: Quart, place: Place) -> Saisie:
    return _mots(champ, place, _quand_lisible(place, r"\d\d:\d\d", {"type": "time", "step": 900}))


@saisir.register
def _(champ: Entier, place: Place) -> Saisie:
    mots = _mots(champ, place, forms.TextInput({"inputmode": "numeric"}))
    return Saisie(mots.widget, mots.initiale, _en_entier, mots.aide)


@saisir.register
def _(champ: Booleen, place: Place) -> Saisie:
    initiale = next((mot for mot, lu in OUI_NON.items() if lu is place.valeur), "")
    widget = forms.Select(choices=[("", _vide(champ, place)), ("oui", "Oui"), ("non", "Non")])
    return Saisie(widget, [initiale], lambda saisi, _: OUI_NON.get(saisi))


@saisir.register
def _(champ: Code, place: Place) -> Saisie:
    # To take a value away says the same, once.
    dits = [(code, mots) for code, mots in libelles(champ.liste).items() if code != NON_RENSEIGNE]
    return _liste(champ, place, dits)


@saisir.register
def _(champ: Codes, place: Place) -> Saisie:
    return _cases(place, list(libelles(champ.liste).items()))


@saisir.register
def _(champ: Reference, place: Place) -> Saisie:
    proposes = place.proposer(champ.sorte)
    connue = place.repertoire.trouver(champ.sorte, champ.cle(place.valeur))
    if connue is not None and str(place.valeur) not in _cles(proposes):
        proposes = [(str(place.valeur), str(connue)), *proposes]
    return _liste(champ, place, proposes)


@saisir.register
def _(champ: References, place: Place) -> Saisie:
    return _cases(place, place.proposer(champ.sorte))


@saisir.register
def _(champ: Hachage, place: Place) -> Saisie:
    return Saisie(
        forms.CheckboxInput(), ["on"], lambda saisi, en_place: None if saisi else en_place, RETIRER
    )


@saisir.register
def _(champ: Identifiant, place: Place) -> Saisie:
    """Minted by the tablet: a new one is minted here, or one of those at hand is named."""
    if place.chemin.endswith(".besoin"):
        return _liste(champ, place, _besoins(place))
    return Saisie(
        forms.CheckboxInput(),
        ["on"],
        lambda saisi, en_place: str(uuid4()) if saisi else en_place,
        NOUVEL_IDENTIFIANT,
    )


@saisir.register
def _(champ: Entrees, place: Place) -> Saisie:
    """Which entries to keep; the first one, when a rencontre came without its besoin."""
    entrees = place.valeur if type(place.valeur) is list else []
    if lisibles := [(rang, un) for rang, un in enumerate(entrees) if type(un) is dict]:
        dites = [
            (str(rang), dire_entree(champ.schema, un, place.repertoire) or f"Ligne {rang + 1}")
            for rang, un in lisibles
        ]
        widget = forms.CheckboxSelectMultiple(choices=dites)
        garder = _garder(champ.schema)
        return Saisie(widget, [rang for rang, _ in dites], garder, "Décocher ce qui est de trop.")
    if "categorie" in champ.schema.champs:
        proposees = [("", A_CHOISIR), *place.proposer("categorie")]
        return Saisie(forms.Select(choices=proposees), [""], _premier_besoin)
    return Saisie(forms.CheckboxInput(), ["on"], lambda saisi, en_place: None, RETIRER)


def _mots(champ: Champ, place: Place, widget: forms.Widget) -> Saisie:
    dite = place.valeur if type(place.valeur) in {str, int} else ""
    aide = "" if champ.obligatoire or place.valeur is None else VIDER
    return Saisie(widget, [str(dite)], lambda saisi, _: _texte(saisi), aide)


def _quand_lisible(place: Place, forme: str, attributs: dict[str, Any]) -> forms.Widget:
    """A picker shows nothing of what it cannot read: then the words, as they came."""
    lisible = type(place.valeur) is not str or re.fullmatch(forme, place.valeur)
    return forms.TextInput(attributs if lisible else {})


def _liste(champ: Champ, place: Place, proposes: Choix) -> Saisie:
    """What came stays chosen, refused as it is, until something else is: nothing is taken
    away by leaving the form as it opens."""
    dite = place.valeur if type(place.valeur) is str and place.valeur != NON_RENSEIGNE else ""
    vide = [] if champ.obligatoire and dite else [("", _vide(champ, place))]
    if dite and dite not in _cles(proposes):
        vide = [(dite, _tel_quel(champ, dite)), *vide]
    widget = forms.Select(choices=[*vide, *proposes])
    return Saisie(widget, [dite], lambda saisi, _: saisi or None)


def _tel_quel(champ: Champ, dite: str) -> str:
    """What came, as a choice; an id says nothing to anybody."""
    quoi = INCONNU if isinstance(champ, Identifiant) or lire_uuid(dite) else cite(dite)
    return f"{quoi}, tel que reçu"


def _cases(place: Place, proposes: Choix) -> Saisie:
    """Ticked: what came and can be kept, once each."""
    venues = place.valeur if type(place.valeur) is list else []
    cles = _cles(proposes)
    initiale = list(dict.fromkeys(une for une in venues if type(une) is str and une in cles))
    widget = forms.CheckboxSelectMultiple(choices=proposes)
    return Saisie(widget, initiale, lambda saisi, _: saisi or None)


def _vide(champ: Champ, place: Place) -> str:
    return A_CHOISIR if champ.obligatoire or place.valeur is None else RETIRER


def _cles(proposes: Choix) -> set[str]:
    """The keys of choices, those in groups included."""
    cles: set[str] = set()
    for cle, mots in proposes:
        cles.update(mot[0] for mot in mots) if type(mots) is list else cles.add(cle)
    return cles


def _texte(saisi: Any) -> str | None:
    """A browser ends lines with two characters, a tablet with one."""
    return saisi.replace("\r\n", "\n") if type(saisi) is str and saisi else None


def _en_entier(saisi: Any, en_place: Any) -> Any:
    return int(saisi) if type(saisi) is str and ENTIER.fullmatch(saisi) else saisi or None


def _premier_besoin(saisi: Any, en_place: Any) -> Any:
    return [{"id": str(uuid4()), "categorie": saisi}] if saisi else None


def _garder(schema: Schema) -> Callable[[Any, Any], Any]:
    """The entries ticked; two that bear the same id are told apart."""
    avec_id = "id" in schema.champs

    def garder(saisi: Any, en_place: Any) -> list[Any]:
        gardees: list[Any] = []
        for rang in saisi or ():
            if rang.isdecimal() and int(rang) < len(en_place):
                entree = en_place[int(rang)]
                vus = [une.get("id") for une in gardees]
                if avec_id and entree.get("id") in vus:
                    entree = {**entree, "id": str(uuid4())}
                gardees.append(entree)
        return gardees

    return garder


def _besoins(place: Place) -> Choix:
    """The besoins of the rencontre, numbered, since two may read alike."""
    besoins = place.donnees.get("besoins")
    dits = [un for un in besoins if type(un) is dict] if type(besoins) is list else []
    return [
        (un["id"], f"Besoin {rang}")
        for rang, un in enumerate(dits, start=1)
        if lire_uuid(un.get("id"))
    ]
