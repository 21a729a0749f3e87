"""The forms of what is set aside: its values at fault, a motive to discard it, a file."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from sessions.donnees import Champ, Entrees, Schema
from sessions.donnees.champs import ESPACE
from sessions.terrain.a_corriger import chemins
from sessions.terrain.a_corriger.choix import choix
from sessions.terrain.a_corriger.contenu import etiquette, singulier
from sessions.terrain.a_corriger.examen import Dossier
from sessions.terrain.a_corriger.fichier import FICHIER_AU_PLUS, TROP_GROS, FichierRefuse
from sessions.terrain.a_corriger.repertoire import Repertoire
from sessions.terrain.a_corriger.saisie import Place, Saisie, saisir

MOTIF_AU_PLUS = 140
CHAMPS_AU_PLUS = 200
AIDE_DE_L_AUTEUR = (
    "Ce qui a été noté reste à qui l’a noté, même après son départ. "
    "Changer de nom seulement si la tablette s’est trompée."
)


class Valeur(forms.Field):
    """A value to mend. It judges nothing: the rules of the contract come next, and they
    alone speak."""

    def validate(self, value: Any) -> None:
        pass


class CorrectionForm(forms.Form):
    """The values at fault, by path. `posee` is what was posted; None when the page opens.

    `donnees` are those the choices are drawn from: as they came, or as they are being mended.
    """

    chemins = forms.CharField(widget=forms.HiddenInput, required=False)
    remplace = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        dossier: Dossier,
        repertoire: Repertoire,
        fautifs: Iterable[str],
        *,
        posee: QueryDict | None = None,
        donnees: Mapping[str, Any] | None = None,
    ) -> None:
        schema = dossier.type.schema
        deja = posee.get("chemins", "").split()[:CHAMPS_AU_PLUS] if posee else []
        self.montres = chemins.avec_leurs_voisins(schema, {*fautifs, *deja})
        self.saisies: dict[str, Saisie] = {}
        autour = donnees or dossier.donnees
        # Asked once, however many fields name the same sort.
        proposer = cache(lambda sorte: choix(sorte, dossier.equipe, autour))
        for chemin in self.montres:
            place = Place(
                chemin=chemin,
                valeur=_valeur(dossier, chemin),
                donnees=autour,
                repertoire=repertoire,
                proposer=proposer,
            )
            self.saisies[chemin] = saisir(_champ(schema, chemin), place)
        super().__init__(self._remplie(posee, set(deja), dossier))
        for chemin, saisie in self.saisies.items():
            self.fields[chemin] = _en_formulaire(schema, chemin, saisie)

    def _remplie(
        self, posee: QueryDict | None, deja: set[str], dossier: Dossier
    ) -> MultiValueDict[str, str]:
        """What was typed; for a field that was not on the page, what came."""
        remplie = MultiValueDict(dict(posee.lists()) if posee else {})
        for chemin, saisie in self.saisies.items():
            if chemin not in deja:
                remplie.setlist(chemin, saisie.initiale)
        remplie["chemins"] = " ".join(self.montres)
        if posee is None:
            remplie["remplace"] = dossier.empreinte_du_site()
        return remplie

    def a_corriger(self) -> list[forms.BoundField]:
        return [self[chemin] for chemin in self.montres]

    def poser(self, contenu: dict[str, Any]) -> None:
        """Write what was typed into an element, entries of a list before the list itself."""
        for chemin in self.montres:
            ou = chemin if chemin in chemins.EN_TETE else f"donnees.{chemin}"
            saisi, en_place = self.cleaned_data[chemin], chemins.lire(contenu, ou)
            chemins.poser(contenu, ou, self.saisies[chemin].en_json(saisi, en_place))

    def reprocher(self, motifs: Mapping[str, str]) -> None:
        """Put each reason beside its field; above the form when no field shows it."""
        for chemin, motif in motifs.items():
            self.add_error(chemin if chemin in self.fields else None, motif)


def _champ(schema: Schema, chemin: str) -> Champ:
    if champ := chemins.trouver(schema, chemin):
        return champ
    raise KeyError(chemin)


def _valeur(dossier: Dossier, chemin: str) -> Any:
    """As it came; for a moment of entry that cannot be read, the day it was received."""
    if chemin == "saisi_le":
        return timezone.localdate(dossier.reception.recue_le).isoformat()
    if chemin in chemins.EN_TETE:
        return dossier.champs.get(chemin)
    return chemins.lire(dossier.donnees, chemin)


def _en_formulaire(schema: Schema, chemin: str, saisie: Saisie) -> Valeur:
    champ = _champ(schema, chemin)
    label, aide = _label(schema, chemin), saisie.aide
    if chemin == "auteur":
        aide = AIDE_DE_L_AUTEUR
    elif isinstance(saisie.widget, forms.CheckboxInput):
        # One box to tick: what it does is its label.
        label, aide = f"{label}{ESPACE}: {aide.lower()}", ""
    voulue = champ.obligatoire or chemin == "besoins"
    return Valeur(label=label, required=voulue, widget=saisie.widget, help_text=aide)


def _label(schema: Schema, chemin: str) -> str:
    tete, *suite = chemin.split(".")
    nom = etiquette(_champ(schema, chemin))
    liste = schema.champs.get(tete)
    if not suite or not isinstance(liste, Entrees):
        return nom
    entree = f"{singulier(liste)} {int(suite[0]) + 1}"
    if suite[1] == "id":
        return entree
    return f"{entree}, {nom[:1].lower()}{nom[1:]}"


class EcartForm(forms.Form):
    motif = forms.CharField(
        label="Motif",
        max_length=MOTIF_AU_PLUS,
        help_text=(
            "Il reste après l’enregistrement. Aucun nom, rien de ce que la personne a dit. "
            "Par exemple : essai, doublon, noté deux fois."
        ),
        error_messages={"required": "Écrire pourquoi il est écarté."},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class FichierForm(forms.Form):
    fichier = forms.FileField(
        label="Fichier de la tablette",
        allow_empty_file=True,
        help_text="Un fichier medlove-….json, de 5 Mio au plus.",
        error_messages={"required": "Choisir le fichier exporté par la tablette."},
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )

    def contenu(self) -> bytes:
        """The bytes of the file, unless there are too many to be read. Raises FichierRefuse."""
        fichier = self.cleaned_data["fichier"]
        if fichier.size > FICHIER_AU_PLUS:
            raise FichierRefuse(TROP_GROS)
        return fichier.read()
