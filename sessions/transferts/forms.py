"""The forms of an import: its file, its columns, its values of no list."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django import forms

from sessions.annuaire.forms_import import FichierForm as FichierDImport
from sessions.nomenclatures.listes import Choix as Liste
from sessions.nomenclatures.listes import libelles
from sessions.transferts import champs
from sessions.transferts.champs import CHAMPS, PAR_CODE, cle, reconnaitre
from sessions.transferts.lecture import ECARTER, RIEN, Choix
from sessions.transferts.repertoire import Territoire
from sessions.transferts.tableau import TAILLE_AU_PLUS, TROP_GROS, Tableau
from territoires.importation.refus import compter

GENRES = ".csv,.tsv,.txt,.xlsx,.ods"
PAS_REPRISE = "Ne pas reprendre"
SANS_REPONSE = "Dire ce que tient cette colonne, ou ne pas la reprendre."
EXEMPLES, SIGNES = 3, 40
# Said by La Coop, and never noted by us: under twelve, a passage only.
JAMAIS_NOTES = {"moins de 12 ans"}


class FichierForm(FichierDImport):
    taille_au_plus, trop_gros = TAILLE_AU_PLUS, TROP_GROS
    fichier = forms.FileField(
        label="Fichier de sorties et de rencontres",
        allow_empty_file=True,
        help_text="XLSX, ODS ou CSV, de 10 Mio et 20\u202f000 lignes au plus.",
        error_messages={"required": "Choisir le fichier à importer."},
        widget=forms.FileInput(attrs={"accept": GENRES}),
    )


class ColonnesForm(forms.Form):
    """Which column of the file is which of ours, and what the file does not say."""

    creneau = forms.ChoiceField(
        label="Créneau, quand le fichier ne le dit pas",
        required=False,
        choices=[("", "Il le dit à chaque ligne"), *Liste("creneau")()],
    )
    quartier = forms.TypedChoiceField(
        label="Quartier, quand ni le quartier ni le lieu ne sont dits",
        required=False,
        coerce=int,
        empty_value=None,
    )

    def __init__(
        self, tableau: Tableau, territoire: Territoire, choix: Choix, *args: Any, **options: Any
    ) -> None:
        initial = {"creneau": choix.creneau, "quartier": choix.quartier}
        super().__init__(*args, initial=initial, **options)
        self.choix, self.rangs = choix, range(len(tableau.colonnes))
        self.fields["quartier"].choices = [
            ("", "Il est dit à chaque ligne"),
            *((un.pk, un.nom) for un in territoire.quartiers),
        ]
        proposees = [(RIEN, PAS_REPRISE), *((champ.code, champ.entete) for champ in CHAMPS)]
        siennes = {}
        for rang, nom in enumerate(tableau.colonnes):
            siennes[self.nom(rang)] = forms.ChoiceField(
                label=f"Colonne «\u202f{nom[:80]}\u202f»",
                choices=proposees,
                initial=choix.colonnes.get(rang, RIEN),
                help_text=_exemples(tableau, rang),
                error_messages={"required": SANS_REPONSE},
            )
        self.fields = {**siennes, **self.fields}

    @staticmethod
    def nom(rang: int) -> str:
        return f"colonne_{rang}"

    def colonnes(self) -> list[forms.BoundField]:
        return [self[self.nom(rang)] for rang in self.rangs]

    def clean(self) -> dict[str, Any]:
        deja: set[str] = set()
        for rang in self.rangs:
            code = self.cleaned_data.get(self.nom(rang), RIEN)
            if code in deja - {RIEN}:
                self.add_error(
                    self.nom(rang),
                    f"«\u202f{PAR_CODE[code].entete}\u202f» est déjà une autre colonne\u202f: "
                    "n’en garder qu’une.",
                )
            deja.add(code)
        return self.cleaned_data

    def choisi(self) -> Choix:
        dit = {rang: self.cleaned_data[self.nom(rang)] for rang in self.rangs}
        return replace(
            self.choix,
            colonnes={rang: code for rang, code in dit.items() if code != RIEN},
            creneau=self.cleaned_data["creneau"],
            quartier=self.cleaned_data["quartier"],
        )


def _exemples(tableau: Tableau, rang: int) -> str:
    """The first values of a column, for who matches it to know it again; free text is not shown."""
    if reconnaitre(tableau.colonnes[rang]) == "note":
        return "Texte libre"
    lues = dict.fromkeys(
        str(cellules[rang]) for _, cellules in tableau.lignes[:500] if cellules[rang] != ""
    )
    if not lues:
        return "Vide"
    return "Par exemple\u202f: " + ", ".join(
        un.replace("\n", " / ")[:SIGNES] for un in [*lues][:EXEMPLES]
    )


class ValeursForm(forms.Form):
    """The values of no list, each once: what each means."""

    def __init__(
        self,
        a_associer: Mapping[str, Counter[str]],
        territoire: Territoire,
        choix: Choix,
        *args: Any,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.choix, self.noms, self.codes = choix, {}, []
        for code in [un.code for un in CHAMPS if un.code in {*a_associer, *choix.valeurs}]:
            textes = a_associer.get(code, Counter())
            deja = choix.valeurs.get(code, {})
            self.codes.append(code)
            for place, texte in enumerate([*sorted(textes), *sorted(set(deja) - set(textes))]):
                nom = f"valeur_{code}_{place}"
                self.noms[nom] = (code, texte)
                proches, toutes = _proposees(code, texte, territoire)
                self.fields[nom] = forms.ChoiceField(
                    label=texte[:120],
                    choices=_choix(proches, toutes),
                    initial=deja.get(texte, _devinee(code, texte, proches)),
                    help_text=compter(textes[texte], "ligne") if texte in textes else "",
                    error_messages={"required": "Choisir ce que cette valeur veut dire."},
                )

    def groupes(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """By column, its heading and the fields of its values."""
        for code in self.codes:
            siens = [self[nom] for nom, (colonne, _) in self.noms.items() if colonne == code]
            if siens:
                yield PAR_CODE[code].entete, siens

    def choisi(self) -> Choix:
        valeurs: dict[str, dict[str, str]] = {}
        for nom, (code, texte) in self.noms.items():
            valeurs.setdefault(code, {})[texte] = self.cleaned_data[nom]
        return replace(self.choix, valeurs=valeurs)


def _proposees(
    code: str, texte: str, territoire: Territoire
) -> tuple[dict[str, str], dict[str, str]]:
    """Those of the list that the value may well mean, then the whole list."""
    champ = PAR_CODE[code]
    if champ.sorte == champs.CATEGORIE:
        toutes = territoire.proposees()
        return {un: toutes[un] for un in territoire.candidates(texte)}, toutes
    if champ.sorte == champs.QUARTIER:
        toutes = {str(un.pk): un.nom for un in territoire.quartiers}
    elif champ.sorte == champs.LIEU:
        toutes = {str(un.pk): un.nom for un in territoire.lieux}
    else:
        toutes = libelles(champ.liste)
    mots = set(cle(texte).split())
    proches = {un: nom for un, nom in toutes.items() if set(cle(nom).split()) & mots - VIDES}
    return proches, toutes


VIDES = {"de", "du", "la", "le", "les", "l", "d", "et", "a", "au", "un", "une", "non", "ans"}


def _choix(proches: Mapping[str, str], toutes: Mapping[str, str]) -> list[Any]:
    groupes: list[Any] = [("", "Choisir")]
    if proches:
        groupes.append(("Peut-être", [*proches.items()]))
    autres = [(code, nom) for code, nom in toutes.items() if code not in proches]
    groupes.append(("La liste", autres))
    groupes.append(
        ("Sinon", [(RIEN, "Ne rien noter"), (ECARTER, "Laisser ces lignes de côté")]),
    )
    return groupes


def _devinee(code: str, texte: str, proches: Mapping[str, str]) -> str:
    """Chosen beforehand: the only one near, if it says every word of the value. Two places that
    share « Gare », or « en cours » and « En partie », are for somebody to choose."""
    if cle(texte) in JAMAIS_NOTES:
        return ECARTER
    if len(proches) != 1:
        return ""
    [(proche, nom)] = proches.items()
    par_ses_mots = PAR_CODE[code].sorte != champs.CATEGORIE
    if par_ses_mots and set(cle(texte).split()) - VIDES - set(cle(nom).split()):
        return ""
    return proche
