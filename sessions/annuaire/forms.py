"""The entry of a partenaire, its pause, and the professionals one may ring."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.validators import EmailValidator, URLValidator
from django.utils import timezone

from sessions.annuaire import services
from sessions.annuaire.champs import (
    ChampLignes,
    ChampValeurs,
    champs_de_la_semaine,
    choisir,
    semaine_de,
)
from sessions.nomenclatures.listes import domaines
from territoires.forms import LONGUEUR_DE_LA_POSITION, ChampPosition
from territoires.localisation import quartier_du_point
from territoires.models import Partenaire, Professionnel, Quartier

D_UN_JOUR = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
VALEURS = {
    "modalites_acces": "Comment y accéder",
    "frais_a_charge": "Coût",
    "publics_specifiquement_adresses": "Publics accueillis en particulier",
    "prise_en_charge_specifique": "Prise en charge particulière",
    "modalites_accompagnement": "Accompagnement proposé",
    "services": "Services numériques",
    "itinerance": "Lieu fixe ou itinérant",
}
CATEGORIES = "besoins_{}"
DIRE = ["nom", "genre_de_structure", "informel", "presentation_resume"]
SITUER = [
    "adresse",
    "complement_adresse",
    "code_postal",
    "commune",
    "repere",
    "position",
    "quartier",
]
JOINDRE = ["telephone", "courriels", "sites_web", "prise_rdv", "accepte_les_rappels"]


class PartenaireForm(forms.ModelForm):
    """Dated as checked only when the person says so."""

    position = ChampPosition(
        label="Position",
        required=False,
        max_length=LONGUEUR_DE_LA_POSITION,
        help_text=(
            "Latitude puis longitude, telles qu’une carte en ligne les copie : « 48.1, -1.66 »."
        ),
    )
    courriels = ChampLignes(
        label="Courriels",
        verifier=EmailValidator("écrire une adresse complète, comme accueil@exemple.fr."),
        help_text="Un par ligne, jamais celui d’une personne suivie.",
    )
    sites_web = ChampLignes(
        label="Sites web",
        verifier=URLValidator(["http", "https"], message="écrire l’adresse avec https://."),
        help_text="Un par ligne.",
    )
    horaires = forms.CharField(
        label="Au format OpenStreetMap",
        required=False,
        max_length=500,
        help_text="Pour une saison, une semaine sur deux : « Jul-Aug Mo-Fr 09:00-12:00 ».",
    )
    verifie = forms.BooleanField(
        label="Tout est exact aujourd’hui",
        required=False,
        help_text="La fiche sera dite vérifiée aujourd’hui, par vous.",
    )

    class Meta:
        model = Partenaire
        fields = [
            *DIRE,
            *(nom for nom in SITUER if nom != "position"),
            "telephone",
            "prise_rdv",
            "accepte_les_rappels",
            "is_active",
        ]
        labels = {
            "informel": "Réseau informel d’entraide",
            "presentation_resume": "Ce qu’on y trouve",
            "is_active": "Dans l’annuaire",
            "accepte_les_rappels": "Accepte un rappel par courriel",
        }
        widgets = {"presentation_resume": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "informel": "Un collectif d’habitants, une entraide sans statut.",
            "presentation_resume": "En 280 signes. Aucun nom de personne.",
            "repere": "Comment le trouver\u202f: «\u202fderrière la poste\u202f».",
            "quartier": "Sans choix, trouvé d’après la position.",
            "is_active": "Décoché, il n’est plus proposé ; ce qui lui a été orienté reste compté.",
            "accepte_les_rappels": "Un mois après une orientation restée sans nouvelles.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partenaire = self.instance
        quartiers = Quartier.objects.de_commune(partenaire.equipe.code_insee)
        self.fields["quartier"].queryset = quartiers.sans_contour()
        self.fields["quartier"].empty_label = "D’après la position"
        self.fields["position"].initial = self.position_connue
        self.fields["horaires"].initial = partenaire.horaires
        for nom in ("courriels", "sites_web"):
            self.fields[nom].initial = getattr(partenaire, nom)
        self._ajouter_la_semaine()
        self._ajouter_les_valeurs()
        self._ajouter_les_besoins()
        if partenaire._state.adding:
            del self.fields["is_active"]

    @property
    def position_connue(self) -> Any:
        un = self.instance
        return None if un.latitude is None else (un.latitude, un.longitude)

    def _ajouter_la_semaine(self) -> None:
        connue = semaine_de(self.instance.horaires)
        for nom, champ in champs_de_la_semaine().items():
            champ.initial = connue.get(nom, "")
            self.fields[nom] = champ

    def _ajouter_les_valeurs(self) -> None:
        for nom, label in VALEURS.items():
            champ = ChampValeurs(nom, label=label, initial=getattr(self.instance, nom))
            champ.connaitre(nom, getattr(self.instance, nom))
            self.fields[nom] = champ

    def _ajouter_les_besoins(self) -> None:
        """One field a domain; the categories keep the order of screens."""
        self.categories = {str(une.pk): une for une in services.categories_possibles(self.instance)}
        cochees: set[str] = set()
        if not self.instance._state.adding:
            cochees = {str(pk) for pk in self.instance.categories.values_list("pk", flat=True)}
        for code, domaine in domaines().items():
            siennes = [(pk, un.libelle) for pk, un in self.categories.items() if un.domaine == code]
            self.fields[CATEGORIES.format(code)] = forms.MultipleChoiceField(
                label=domaine.libelle,
                required=False,
                choices=siennes,
                widget=forms.CheckboxSelectMultiple,
                initial=[pk for pk, _ in siennes if pk in cochees],
            )

    def groupes(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """The fields under their titles; the hours have their own place."""
        yield "Qui", self._champs(DIRE)
        yield (
            "À quels besoins il répond",
            self._champs([CATEGORIES.format(un) for un in domaines()]),
        )
        yield "Où", self._champs(SITUER)
        yield "Comment le joindre", self._champs(JOINDRE)
        yield "Comment il accueille", self._champs(VALEURS)

    def jours(self) -> list[forms.BoundField]:
        return self._champs(champs_de_la_semaine())

    @property
    def hors_semaine(self) -> bool:
        """Whether the hours are not, or not only, a usual week: their own field is shown."""
        texte = self["horaires"].value() or ""
        return bool(self["horaires"].errors or (texte and not semaine_de(texte)))

    def fin(self) -> list[forms.BoundField]:
        return self._champs(nom for nom in ("verifie", "is_active") if nom in self.fields)

    def _champs(self, noms: Any) -> list[forms.BoundField]:
        return [self[nom] for nom in noms]

    def clean(self) -> dict[str, Any]:
        donnees: dict[str, Any] = super().clean() or {}
        self.horaires_lus = choisir(self, avant=self.instance.horaires)
        if donnees.get("accepte_les_rappels") and not donnees.get("courriels"):
            self.add_error("accepte_les_rappels", "Un rappel part par courriel : en écrire un.")
        if "position" in donnees:
            self._situer(donnees)
        return donnees

    def _situer(self, donnees: dict[str, Any]) -> None:
        """Set the point; its quartier is the one chosen, else the one that holds the point."""
        un, position = self.instance, donnees["position"] or None
        deplace = position != self.position_connue
        un.latitude, un.longitude = position or (None, None)
        choisi = donnees.get("quartier")
        if position and (not choisi or (deplace and "quartier" not in self.changed_data)):
            quartiers = Quartier.objects.de_commune(un.equipe.code_insee)
            donnees["quartier"] = quartier_du_point(*position, quartiers)

    def save(self, commit: bool = True) -> Partenaire:
        un: Partenaire = super().save(commit=False)
        un.horaires = self.horaires_lus
        for nom in ("courriels", "sites_web"):
            setattr(un, nom, self.cleaned_data[nom])
        for nom in VALEURS:
            setattr(un, nom, dans_l_ordre(getattr(un, nom), self.cleaned_data[nom]))
        un.save()
        cochees = [pk for code in domaines() for pk in self.cleaned_data[CATEGORIES.format(code)]]
        un.categories.set(self.categories[pk] for pk in cochees)
        return un


def dans_l_ordre(avant: list[str], choisies: list[str]) -> list[str]:
    """What is kept stays in its order: an edit that changes nothing is no correction."""
    gardees = [une for une in avant if une in choisies]
    return gardees + [une for une in choisies if une not in gardees]


class PauseForm(forms.Form):
    jusqu_au = forms.DateField(
        label="Jusqu’au",
        widget=D_UN_JOUR,
        help_text="Ce jour compris. Il sera proposé de nouveau dès le lendemain.",
    )
    motif = forms.CharField(
        label="Motif",
        max_length=Partenaire._meta.get_field("motif_de_pause").max_length,
        help_text="Par exemple : complet, fermé pour travaux, personne en congé.",
        error_messages={"required": "L’équipage lira pourquoi : écrire le motif."},
    )

    def clean_jusqu_au(self) -> Any:
        jour = self.cleaned_data["jusqu_au"]
        if jour < timezone.localdate():
            raise forms.ValidationError("Ce jour est passé : choisir aujourd’hui ou plus tard.")
        return jour


class ProfessionnelForm(forms.ModelForm):
    """Without the day of consent, an entry stays here and never reaches a tablet."""

    class Meta:
        model = Professionnel
        fields = [
            "nom",
            "metier",
            "structure",
            "partenaire",
            "sujet",
            "telephone",
            "quand",
            "accord_le",
            "is_active",
        ]
        labels = {"sujet": "Pour quoi l’appeler", "is_active": "À appeler"}
        widgets = {
            "accord_le": D_UN_JOUR,
            "telephone": forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
        }
        help_texts = {
            "sujet": "En quelques mots : « titres de séjour, renouvellement ».",
            "quand": "« Mardi et jeudi matin ».",
            "partenaire": "La structure de l’annuaire où le trouver.",
            "accord_le": "Sans ce jour, son numéro ne part pas sur les tablettes.",
            "is_active": "Décoché, il n’est plus proposé ; les appels passés restent comptés.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partenaires = Partenaire.objects.de(self.instance.equipe).only("nom")
        self.fields["partenaire"].queryset = partenaires
        self.fields["partenaire"].empty_label = "Aucun"
        if self.instance._state.adding:
            del self.fields["is_active"]

    def clean_telephone(self) -> str:
        telephone: str = self.cleaned_data["telephone"]
        if sum(signe.isdecimal() for signe in telephone) < 3:
            raise forms.ValidationError("Écrire le numéro en chiffres, comme « 02 00 00 00 00 ».")
        return telephone

    def clean_accord_le(self) -> Any:
        jour = self.cleaned_data["accord_le"]
        if jour and jour > timezone.localdate():
            raise forms.ValidationError("Un accord se note le jour où il est donné, pas avant.")
        return jour
