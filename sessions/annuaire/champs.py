"""Fields of the directory's forms: the lists of the national schema, one value a line, a week."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.validators import EmailValidator, URLValidator

from territoires import semaine
from territoires.horaires import JOURS, Horaires, Plage
from territoires.models.liste import SEPARATEUR
from territoires.nomenclatures import valeurs

JOUR = "jour_{}"
FERIES = [("", "Non précisé"), (semaine.FERME, "Fermé")]
AUTRE_SEMAINE = (
    "Les jours et le texte OpenStreetMap ont changé tous les deux : "
    "n’en garder qu’un, vider l’autre ou le laisser comme il était."
)
ILLISIBLES = (
    "Ces horaires ne se lisent pas : écrire par exemple « Mo-Fr 09:00-12:30; PH off », "
    "ou remplir les jours ci-dessus."
)


class ChampValeurs(forms.MultipleChoiceField):
    """Some values of a list of the schema; those it does not know, but already kept, stay."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, champ: str, **options: Any) -> None:
        super().__init__(required=False, **options)
        self.connaitre(champ, [])

    def connaitre(self, champ: str, gardees: list[str]) -> None:
        connues = valeurs(champ)
        autres = [(une, une) for une in gardees if une not in connues]
        self.choices = [*connues.items(), *autres]


class ChampLignes(forms.CharField):
    """One value a line; each is an e-mail address, or a web address."""

    widget = forms.Textarea(attrs={"rows": 2})
    default_validators = []

    def __init__(self, *, verifier: EmailValidator | URLValidator, **options: Any) -> None:
        super().__init__(required=False, **options)
        self.verifier = verifier

    def to_python(self, valeur: Any) -> Any:
        texte = super().to_python(valeur) or ""
        return [ligne.strip() for ligne in texte.splitlines() if ligne.strip()]

    def validate(self, valeur: Any) -> None:
        for une in valeur:
            if SEPARATEUR in une:
                raise forms.ValidationError(f"« {une} » : écrire %7C au lieu de {SEPARATEUR}.")
            try:
                self.verifier(une)
            except forms.ValidationError as erreur:
                raise forms.ValidationError(f"« {une} » : {erreur.message}") from None

    def prepare_value(self, valeur: Any) -> Any:
        return "\n".join(valeur) if isinstance(valeur, list) else valeur


def champs_de_la_semaine() -> dict[str, forms.Field]:
    champs: dict[str, forms.Field] = {
        JOUR.format(rang): forms.CharField(label=jour.capitalize(), required=False, max_length=80)
        for rang, jour in enumerate(JOURS)
    }
    champs["feries"] = forms.ChoiceField(label="Jours fériés", required=False, choices=FERIES)
    return champs


def semaine_de(texte: str) -> dict[str, str]:
    """What the fields of the days show of a stored string; nothing when it says more."""
    lue = semaine.lire(texte)
    if lue is None:
        return {}
    jours, feries = lue
    dits = {JOUR.format(rang): semaine.ecrire_jour(plages) for rang, plages in enumerate(jours)}
    return {**dits, "feries": feries}


def composer(donnees: Mapping[str, Any]) -> tuple[str, dict[str, str]]:
    """The OSM string of the days typed, and what is wrong with each day that does not read."""
    jours: list[list[Plage]] = []
    erreurs = {}
    for rang in range(7):
        nom = JOUR.format(rang)
        try:
            jours.append(semaine.lire_jour(donnees.get(nom) or ""))
        except semaine.JourIllisible as erreur:
            erreurs[nom] = str(erreur)
    if erreurs:
        return "", erreurs
    return semaine.ecrire(jours, donnees.get("feries") or ""), {}


def choisir(form: forms.BaseForm, *, avant: str) -> str:
    """The hours meant by a form that holds both the days and the string: the one that changed;
    the days, once the string is emptied.

    Errors are told on the fields. An unreadable string that was there already may stay.
    """
    donnees = form.cleaned_data
    texte = (donnees.get("horaires") or "").strip()
    jours_changes = any(nom in form.changed_data for nom in champs_de_la_semaine())
    texte_change = texte != avant
    if jours_changes and texte_change and texte:
        form.add_error("horaires", AUTRE_SEMAINE)
        return texte
    if jours_changes or (texte_change and not texte):
        ecrite, erreurs = composer(donnees)
        for nom, erreur in erreurs.items():
            form.add_error(nom, erreur)
        return ecrite
    if texte_change and texte and Horaires.lire(texte) is None:
        form.add_error("horaires", ILLISIBLES)
    return texte
