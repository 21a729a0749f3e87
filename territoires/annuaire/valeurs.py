"""What a row says of a partenaire: values by field of the model, or why the row is refused."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from territoires.annuaire.lecture import Tableau
from territoires.annuaire.schema import COLONNES, IDENTITE, LISTES, REPARTIES, libelle, table
from territoires.importation.refus import typographier
from territoires.importation.reperes import en_france
from territoires.models import Partenaire
from territoires.recherche import normaliser

SIX_DECIMALES = Decimal("0.000001")
CHIFFRES_AU_MOINS = 3
PAS_UN_TELEPHONE = "le téléphone « {} » n’en est pas un : il n’est pas repris"
POSITION = ("latitude", "longitude")
CODES = {"code_postal": r"\d{5}", "code_insee": r"[0-9AB]{2}\d{3}", "pivot": r"\d{14}"}
ADRESSES_WEB = ("prise_rdv", "fiche_acces_libre")
JOURS = ("%Y-%m-%d", "%d/%m/%Y", "%Y/%m/%d")
# Control characters, and halves of characters, which no database keeps.
ILLISIBLES = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class LigneRefusee(Exception):
    """This row is left out, and why; the others are not touched by it."""

    def __init__(self, motif: str) -> None:
        super().__init__(typographier(motif))


def propre(valeur: Any) -> str:
    """A text without what cannot be kept, its line ends made one."""
    texte = ILLISIBLES.sub("", str(valeur or "")).replace("\r\n", "\n").replace("\r", "\n")
    return texte.strip()


def lire_valeurs(ligne: Mapping[str, Any], tableau: Tableau) -> dict[str, Any]:
    """The values of the columns the file has. Raises LigneRefusee."""
    repartie = _repartir(ligne, tableau)
    valeurs: dict[str, Any] = {}
    for nom, champ in COLONNES.items():
        if nom in repartie and champ not in {*POSITION, *IDENTITE}:
            valeurs[champ] = _valeur(champ, repartie[nom])
    if not _se_compose(valeurs.get("telephone", "")):
        del valeurs["telephone"]
    if not valeurs["nom"]:
        raise LigneRefusee("le nom manque")
    if {*POSITION} & tableau.colonnes:
        valeurs.update(_position(ligne))
    return valeurs


def non_prises(ligne: Mapping[str, Any], valeurs: Mapping[str, Any]) -> Iterator[str]:
    """What this row said that is not kept, and why; the rest of the row is."""
    telephone = propre(ligne.get("telephone"))
    if telephone and "telephone" not in valeurs:
        yield typographier(PAS_UN_TELEPHONE.format(telephone[:30]))


def _se_compose(telephone: str) -> bool:
    """A blank says there is none; otherwise at least the digits of a short number."""
    return not telephone or sum(map(str.isdigit, telephone)) >= CHIFFRES_AU_MOINS


def _valeur(champ: str, lue: Any) -> Any:
    if champ in LISTES:
        return lue
    texte = propre(lue)
    if champ == "date_maj":
        return _jour(texte)
    if champ in CODES:
        texte = _code(champ, texte)
    elif champ in ADRESSES_WEB:
        texte = _adresse_web(champ, texte)
    elif champ == "telephone" and re.fullmatch(r"[1-9]\d{8}", texte):
        texte = f"0{texte}"  # a spreadsheet took it for a number
    au_plus = Partenaire._meta.get_field(champ).max_length  # type: ignore[union-attr]
    if au_plus and len(texte) > au_plus:
        raise LigneRefusee(f"« {libelle(champ)} » dépasse {au_plus} caractères")
    return texte


def _code(champ: str, texte: str) -> str:
    """Digits that a spreadsheet took for a number get their zeros back."""
    serre = re.sub(r"\s", "", texte).upper()
    if champ == "pivot":
        serre = "" if serre.strip("0") == "" else serre.zfill(14)
    elif re.fullmatch(r"\d{4}", serre):
        serre = f"0{serre}"
    if serre and not re.fullmatch(CODES[champ], serre):
        raise LigneRefusee(f"« {libelle(champ)} » ne se lit pas : « {texte[:20]} »")
    return serre


def _adresse_web(champ: str, texte: str) -> str:
    if texte and "://" not in texte:
        texte = f"https://{texte}"
    try:
        if texte:
            URLValidator(schemes=["http", "https"])(texte)
    except ValidationError:
        raise LigneRefusee(f"« {libelle(champ)} » n’est pas une adresse web") from None
    return texte


def _jour(texte: str) -> date | None:
    for forme in JOURS:
        try:
            return datetime.strptime(texte[:10], forme).date()  # noqa: DTZ007
        except ValueError:
            continue
    if texte:
        raise LigneRefusee(f"la date de mise à jour ne se lit pas : « {texte[:20]} »")
    return None


def _position(ligne: Mapping[str, Any]) -> dict[str, Decimal | None]:
    textes = [propre(ligne.get(nom)).replace(",", ".").replace("−", "-") for nom in POSITION]
    if not any(textes):
        return dict.fromkeys(POSITION)
    if not all(textes):
        raise LigneRefusee("la latitude et la longitude vont ensemble")
    try:
        latitude, longitude = (Decimal(texte) for texte in textes)
        if not en_france(float(longitude), float(latitude)):
            raise LigneRefusee("ce point n’est pas en France : vérifier latitude et longitude")
        return {
            "latitude": latitude.quantize(SIX_DECIMALES),
            "longitude": longitude.quantize(SIX_DECIMALES),
        }
    except (InvalidOperation, ValueError, OverflowError):
        raise LigneRefusee("la latitude ou la longitude n’est pas un nombre") from None


def _repartir(ligne: Mapping[str, Any], tableau: Tableau) -> dict[str, Any]:
    """Lists parted, the labels of the first version sent to the column and word of v1.0.2.

    A label that no table knows stays as it is: in « conditions_acces », with the costs; in
    « publics_accueillis », with the publics.
    """
    repartie: dict[str, Any] = {}
    for nom, cellule in ligne.items():
        if nom in COLONNES and COLONNES[nom] not in LISTES:
            repartie[nom] = cellule
            continue
        for valeur in _parter(nom, cellule, tableau.separateurs):
            vers, traduite = _traductions(nom).get(
                normaliser(valeur), (REPARTIES.get(nom, nom), valeur)
            )
            repartie.setdefault(vers, []).append(traduite)
    for nom in _colonnes_de_listes(tableau):
        repartie[nom] = list(dict.fromkeys(repartie.get(nom, [])))
    return repartie


def _colonnes_de_listes(tableau: Tableau) -> Iterator[str]:
    """The columns of lists that this file tells of, were they empty on this row."""
    for nom in tableau.colonnes:
        if nom in REPARTIES:
            yield from {REPARTIES[nom], *(vers for vers, _ in _traductions(nom).values())}
        elif COLONNES[nom] in LISTES:
            yield nom


def _parter(nom: str, cellule: Any, separateurs: str) -> Iterator[str]:
    separateurs = "|;, " if nom == "courriels" and separateurs != "|" else separateurs
    for valeur in re.split(f"[{re.escape(separateurs)}]", propre(cellule)):
        if mots := valeur.strip():
            yield mots


@cache
def _traductions(nom: str) -> dict[str, tuple[str, str]]:
    return {
        normaliser(dit): tuple(vers) for dit, vers in table("premiere_version").get(nom, {}).items()
    }


def ecrire(valeur: Any) -> Any:
    """A value as it is compared and remembered: texts, lists of texts."""
    if isinstance(valeur, list):
        return [propre(une) for une in valeur]
    if isinstance(valeur, date):
        return valeur.isoformat()
    if isinstance(valeur, Decimal):
        return str(valeur.quantize(SIX_DECIMALES))
    return propre(valeur)
