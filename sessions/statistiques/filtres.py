"""What may be asked of the map: the state that its address carries."""

from dataclasses import replace
from typing import Any

from django import forms

from sessions.nomenclatures.models import CategorieBesoin
from sessions.rencontres.choix import (
    UNE_FAMILLE,
    Choix,
    ChoixDuPilotage,
    ChoixDuTerrain,
    Repli,
)
from sessions.statistiques.demande import (
    PRECEDENTE,
    TRIMESTRES_MONTRES,
    UN_AN_AVANT,
    Demande,
    Mesure,
    Vue,
)
from sessions.statistiques.effectifs import FINE
from sessions.statistiques.sujets import (
    ACCUEILS,
    DE_PRESENCE,
    ORIENTATIONS,
    RENCONTRES,
    Sujet,
    de_reponses,
    du_besoin,
)

JAMAIS_IMPRIMEES = {"sejour_nationalite"}
FAMILLE_JAMAIS_IMPRIMEE = f"{UNE_FAMILLE}titre_de_sejour"
DE_LA_PERSONNE = ("tranche_age", "genre", "activite")
POURQUOI = f"ne s’imprime pas par quartier{FINE}: quelqu’un pourrait y être reconnu."


class CarteDuPilotage(ChoixDuPilotage):
    montrer = forms.ChoiceField(label="Montrer", required=False)
    mesure = forms.ChoiceField(
        label="Comment",
        required=False,
        choices=[(une.value, une.label) for une in Mesure if une != Mesure.ECART],
    )

    field_order: tuple[str, ...] = ("montrer", "mesure", "trimestre", "quartier")

    def __init__(self, donnees: Any, **options: Any) -> None:
        super().__init__(donnees, **options)
        self.sujets = {un.code: un for un in self.sujets_proposes()}
        # The first needs no word in the address.
        groupes = [(nom, _choix(sujets)) for nom, sujets in self.sujets_par_groupe()]
        self.proposer("montrer", [("", RENCONTRES.nom), *groupes])

    def sujets_par_groupe(self) -> list[tuple[str, list[Sujet]]]:
        return [("Sur place", [un for un in DE_PRESENCE if un is not RENCONTRES])]

    def sujets_proposes(self) -> list[Sujet]:
        return [RENCONTRES, *(un for _, sujets in self.sujets_par_groupe() for un in sujets)]

    @property
    def ignores(self) -> list[str]:
        inconnus = set(ChoixDeCarte.base_fields) - set(self.fields)
        return sorted(nom for nom in inconnus if self.demandes.get(nom))

    def clean_montrer(self) -> str:
        code: str = self.cleaned_data["montrer"]
        return code or RENCONTRES.code

    def demande(self) -> Demande:
        """The question, once the form is valid."""
        return Demande(
            selection=replace(self.selection(), quartier=None),
            mesure=Mesure(self.cleaned_data["mesure"] or Mesure.PART),
            sujet=self.sujets[self.cleaned_data["montrer"]],
            quartier=self.cleaned_data["quartier"],
        )


class ChoixDeCarte(ChoixDuTerrain, CarteDuPilotage):
    mesure = forms.ChoiceField(label="Comment", required=False, choices=Mesure.choices)
    vue = forms.ChoiceField(label="Disposition", required=False, choices=Vue.choices)
    avec = forms.ChoiceField(label="Comparer avec", required=False)
    autre_quartier = forms.ChoiceField(label="Et un second quartier", required=False)
    classes = forms.ChoiceField(
        label="Classes",
        required=False,
        choices=[("", "Fixes et rondes"), ("quantiles", "Quantiles")],
    )
    lieux = forms.ChoiceField(
        label="Lieux", required=False, choices=[("", "Sans les lieux"), ("oui", "Avec les lieux")]
    )

    field_order = (
        *("montrer", "besoin", "mesure", "trimestre"),
        *("vue", "avec", "quartier", "autre_quartier", "classes", "lieux"),
        *("jusqu_a", "du", "au", *DE_LA_PERSONNE, "qpv"),
    )
    comparaison = ("vue", "avec", "quartier", "autre_quartier", "classes", "lieux")
    replies = ("jusqu_a", "du", "au", *DE_LA_PERSONNE, "qpv", *comparaison)

    def __init__(self, donnees: Any, **options: Any) -> None:
        super().__init__(donnees, **options)
        autres = [(PRECEDENTE, "Celle d’avant"), (UN_AN_AVANT, "Un an avant")]
        self.proposer("besoin", [("", "Tous"), *self._besoins()])
        self.proposer("avec", [("", autres[0][1]), autres[1], *self.periodes_proposees()])
        self.proposer("autre_quartier", [("", "Aucun"), *self._noms_des_quartiers()])

    def replis(self) -> list[Repli]:
        return [
            self.repli("Comparer, un quartier, les lieux", self.comparaison),
            self.repli(
                "Plusieurs trimestres, des jours précis, une personne",
                [nom for nom in self.replies if nom not in self.comparaison],
            ),
        ]

    def sujets_par_groupe(self) -> list[tuple[str, list[Sujet]]]:
        return [
            *super().sujets_par_groupe(),
            ("Orientations", [ORIENTATIONS, ACCUEILS]),
            *de_reponses(),
        ]

    def clean(self) -> dict[str, Any]:
        lus = super().clean()
        sujet = self.sujets.get(lus.get("montrer", ""), RENCONTRES)
        dit = sujet.court or sujet.nom
        if not sujet.avec_le_besoin and lus.get("besoin"):
            self.add_error("besoin", f"Les {dit} ne disent pas de besoin{FINE}: remettre « Tous ».")
        for nom in DE_LA_PERSONNE:
            if not sujet.avec_la_personne and lus.get(nom):
                phrase = f"Les {dit} ne disent rien de la personne{FINE}: remettre « Toutes »."
                self.add_error(nom, phrase)
        if sujet in (ORIENTATIONS, ACCUEILS) and lus.get("qpv"):
            phrase = f"Les {dit} ne disent pas le lieu{FINE}: remettre « Partout »."
            self.add_error("qpv", phrase)
        self._verifier_la_vue(lus)
        return lus

    def _verifier_la_vue(self, lus: dict[str, Any]) -> None:
        autre = lus.get("autre_quartier")
        if autre and not lus.get("quartier"):
            self.add_error("quartier", "Choisir aussi le premier des deux quartiers.")
        elif autre and autre == lus["quartier"]:
            self.add_error("autre_quartier", "Choisir un second quartier, autre que le premier.")
        if self.errors or lus.get("vue") != Vue.TRIMESTRES:
            return
        if len(self.periode().trimestres()) > TRIMESTRES_MONTRES:
            phrase = (
                f"Au plus {TRIMESTRES_MONTRES} trimestres{FINE}: choisir une période plus courte."
            )
            self.add_error("vue", phrase)

    def demande(self) -> Demande:
        lus = self.cleaned_data
        demande = replace(
            super().demande(),
            besoin=self.libelle_du_besoin(),
            vue=Vue(lus["vue"]),
            avec=lus["avec"] or PRECEDENTE,
            autre_quartier=lus["autre_quartier"],
            quantiles=lus["classes"] == "quantiles",
            lieux=lus["lieux"] == "oui",
        )
        # Two quartiers are always side by side: the address may leave it unsaid.
        if demande.autre_quartier and demande.vue == Vue.UNE:
            demande = replace(demande, vue=Vue.COTE_A_COTE)
        if demande.sujet is RENCONTRES and demande.besoin:
            domaine = demande.selection.domaine is not None
            return replace(demande, sujet=du_besoin(demande.besoin, domaine=domaine))
        return demande

    def _noms_des_quartiers(self) -> Choix:
        return [(cle, un.nom) for cle, un in self.quartiers.items()]


class SansBesoinDiscret(ChoixDuTerrain):
    """What is told by quartier on paper: some besoins are then never chosen."""

    def clean_besoin(self) -> str:
        code: str = self.cleaned_data["besoin"]
        if code == FAMILLE_JAMAIS_IMPRIMEE or not est_imprimable(self.categories.get(code)):
            raise forms.ValidationError(f"« {self.libelle_du_besoin_de(code)} » {POURQUOI}")
        return code


class ChoixImprimable(SansBesoinDiscret, ChoixDeCarte):
    """The same for paper, where some besoins and answers are never shown by quartier."""

    def clean_montrer(self) -> str:
        code = super().clean_montrer()
        if not self.sujets[code].imprimable:
            raise forms.ValidationError(f"« {self.sujets[code].nom} » {POURQUOI}")
        return code

    def demande(self) -> Demande:
        """A lieu is finer than a quartier: it stays on the screens of the team."""
        return replace(super().demande(), lieux=False)


def est_imprimable(categorie: CategorieBesoin | None) -> bool:
    if categorie is None:
        return True
    return JAMAIS_IMPRIMEES.isdisjoint(
        {categorie.code, categorie.parent.code if categorie.parent else ""}
    )


def _choix(sujets: list[Sujet]) -> Choix:
    return [(un.code, un.au_menu) for un in sujets]
