"""A lieu of the équipe: its point is typed or pasted, its quartier found, then confirmed."""

import re
from decimal import Decimal
from typing import Any

from django import forms

from medlove.entiers import PetitEntier
from territoires.localisation import quartier_du_point
from territoires.models import Lieu, Quartier

DEGRES = r"([-−]?[0-9]{1,3}[.,][0-9]+)"
FORME_DE_LA_POSITION = re.compile(rf"{DEGRES}(?:\s+|\s*[,;]\s*){DEGRES}")
LONGUEUR_DE_LA_POSITION = 60
QPV = [("unknown", "Non renseigné"), ("true", "Oui"), ("false", "Non")]
CHAMPS_QPV = ["qpv_code", "qpv_nom", "qpv_annee"]


class ChampPosition(forms.CharField):
    """« 48.09, -1.66 », as maps copy it, to a pair of decimals (latitude, longitude)."""

    def to_python(self, valeur: Any) -> Any:
        texte = super().to_python(valeur)
        if not texte:
            return texte
        forme = FORME_DE_LA_POSITION.fullmatch(texte)
        if forme is None or len(texte) > LONGUEUR_DE_LA_POSITION:
            raise forms.ValidationError(
                "Écrire la latitude puis la longitude, comme « 48.0912, -1.6603 »."
            )
        latitude, longitude = (_degres(nombre) for nombre in forme.groups())
        if abs(latitude) > 90 or abs(longitude) > 180:
            raise forms.ValidationError("Ce point n’est pas sur la Terre : relire ses chiffres.")
        return latitude, longitude

    def prepare_value(self, valeur: Any) -> Any:
        if isinstance(valeur, tuple):
            return f"{valeur[0]}, {valeur[1]}"
        return valeur


def _degres(texte: str) -> Decimal:
    return round(Decimal(texte.replace(",", ".").replace("−", "-")), 6)


class LieuForm(forms.ModelForm):
    position = ChampPosition(
        label="Position",
        max_length=LONGUEUR_DE_LA_POSITION,
        help_text=(
            "Latitude puis longitude, telles qu’une carte en ligne les copie : "
            "« 48.0912, -1.6603 ». C’est un lieu public, jamais l’adresse d’une personne."
        ),
    )

    class Meta:
        model = Lieu
        fields = ["nom", "genre", "position", "quartier", "en_qpv", *CHAMPS_QPV, "is_active"]
        field_classes = {"qpv_annee": PetitEntier}
        labels = {"is_active": "Proposé à l’équipage"}
        help_texts = {
            "quartier": "Sans choix, trouvé d’après la position ; vous le confirmez ensuite.",
            "en_qpv": "Quartier prioritaire de la politique de la ville.",
            "qpv_code": "Par exemple QN03501M.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        quartiers = Quartier.objects.de_commune(self.instance.equipe.code_insee)
        self.fields["quartier"].queryset = quartiers.sans_contour()
        self.fields["quartier"].required = False
        self.fields["en_qpv"].widget.choices = QPV
        self.fields["genre"].choices = [
            ("", "Choisir un genre"),
            *self.fields["genre"].choices[1:],
        ]
        self.fields["quartier"].empty_label = "D’après la position"
        if self.instance._state.adding:
            del self.fields["is_active"]
        else:
            self.fields["position"].initial = self.position_connue

    def _get_validation_exclusions(self) -> set[str]:
        """The name is unique in the équipe, which the form does not show: check it anyway."""
        exclus: set[str] = super()._get_validation_exclusions()
        return exclus - {"equipe"}

    @property
    def position_connue(self) -> tuple[Decimal, Decimal]:
        return self.instance.latitude, self.instance.longitude

    def clean(self) -> dict[str, Any]:
        donnees: dict[str, Any] = super().clean() or {}
        if not donnees.get("en_qpv") and any(donnees.get(champ) for champ in CHAMPS_QPV):
            self.add_error("en_qpv", "Dire « oui », ou effacer le quartier prioritaire nommé.")
        if "position" in donnees:
            self._situer(donnees)
        return donnees

    def _situer(self, donnees: dict[str, Any]) -> None:
        """Set the point, then its quartier: the one chosen, else the one that holds the point.

        A lieu that moves is found anew: keeping its quartier would confirm it unseen.
        """
        lieu = self.instance
        deplace = not lieu._state.adding and donnees["position"] != self.position_connue
        lieu.latitude, lieu.longitude = donnees["position"]
        lieu.quartier_confirme = bool(donnees.get("quartier"))
        if donnees.get("quartier") and not (deplace and "quartier" not in self.changed_data):
            return
        quartiers = Quartier.objects.de_commune(lieu.equipe.code_insee)
        trouve = quartier_du_point(lieu.latitude, lieu.longitude, quartiers)
        if trouve is None:
            self.add_error("position", AUCUN_QUARTIER)
        else:
            lieu.quartier_confirme = trouve == donnees.get("quartier")
            donnees["quartier"] = trouve


AUCUN_QUARTIER = (
    "Aucun quartier ne contient ce point : vérifier que la latitude vient en premier, "
    "ou choisir le quartier."
)
