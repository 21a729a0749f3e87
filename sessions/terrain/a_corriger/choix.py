"""What a reference may be mended to: the things of the équipe, as the choices of a list."""

from collections.abc import Callable, Mapping
from typing import Any

from medlove.models import Appartenance, Equipe, Role
from medlove.templatetags.francais import jour
from sessions.donnees.champs import lire_uuid
from sessions.nomenclatures.models import CategorieBesoin
from sessions.rencontres.filtres import par_domaine
from sessions.rencontres.models import Rencontre
from sessions.sorties.models import Halte, Outil, Sortie
from sessions.terrain.a_corriger.repertoire import HalteNommee, SortieNommee
from territoires.models import Lieu, Partenaire, Professionnel, Quartier

Choix = list[Any]
Donnees = Mapping[str, Any]
# A list longer than a season is no help; what came is kept among the choices.
SORTIES_AU_PLUS = 200


def choix(sorte: str, equipe: Equipe, donnees: Donnees) -> Choix:
    """The choices for a sort of reference, (key, name), some of them in groups.

    `donnees` are those under correction: the haltes are those of their sortie.
    """
    return PROPOSER[sorte](equipe, donnees)


def _sorties(equipe: Equipe, donnees: Donnees) -> Choix:
    lignes = Sortie.objects.de(equipe).exclude(statut=Sortie.ANNULEE)
    colonnes = lignes.values_list("pk", "date", "creneau", "quartier__nom")
    proposees = [(str(ligne[0]), str(SortieNommee(*ligne[1:]))) for ligne in colonnes]
    return proposees[:SORTIES_AU_PLUS]


def _haltes(equipe: Equipe, donnees: Donnees) -> Choix:
    """By sortie when theirs is not known."""
    lignes = Halte.objects.de(equipe).order_by("-sortie__date", "sortie", "rang", "pk")
    if sortie := _sa_sortie(equipe, donnees):
        lignes = lignes.filter(sortie=sortie)
    sa_sortie = ("sortie__date", "sortie__creneau", "sortie__quartier__nom")
    colonnes = lignes.values_list("pk", "lieu__nom", "quartier__nom", "arrivee", *sa_sortie)
    groupes: dict[SortieNommee, Choix] = {}
    for pk, lieu, quartier, arrivee, *de_la_sortie in colonnes[: 3 * SORTIES_AU_PLUS]:
        halte = HalteNommee(SortieNommee(*de_la_sortie), lieu or quartier, arrivee)
        groupes.setdefault(halte.sortie, []).append((str(pk), str(halte)))
    if sortie:
        return [une for haltes in groupes.values() for une in haltes]
    return [(str(une), haltes) for une, haltes in groupes.items()]


def _rencontres(equipe: Equipe, donnees: Donnees) -> Choix:
    """Those of the sortie, by their besoins."""
    siennes = Rencontre.objects.de(equipe).filter(sortie=_sa_sortie(equipe, donnees))
    return [(str(une.pk), _ses_besoins(une)) for une in siennes.pour_la_liste()]


def _ses_besoins(rencontre: Rencontre) -> str:
    besoins = ", ".join(str(besoin) for besoin in rencontre.besoins.all())
    return f"{besoins or 'Besoin à noter'} ({jour(rencontre.jour)})"


def _sa_sortie(equipe: Equipe, donnees: Donnees) -> Any:
    sortie = lire_uuid(donnees.get("sortie"))
    connue = sortie and Sortie.objects.de(equipe).filter(pk=sortie).exists()
    return sortie if connue else None


def _auteurs(equipe: Equipe, donnees: Donnees) -> Choix:
    """Those who go out or went out; who left is still the author of what they noted."""
    membres = Appartenance.objects.de(equipe).exclude(role=Role.PILOTAGE)
    return _nommer(membres)


def _membres(equipe: Equipe, donnees: Donnees) -> Choix:
    return _nommer(Appartenance.objects.de(equipe))


def _nommer(membres: Any) -> Choix:
    rangees = membres.select_related("utilisateur").order_by("-is_active", "utilisateur__nom")
    return [(str(un.utilisateur_id), _nom(un)) for un in rangees]


def _nom(membre: Appartenance) -> str:
    present = membre.is_active and membre.utilisateur.is_active
    return str(membre.utilisateur) if present else f"{membre.utilisateur} (a quitté l’équipe)"


def _quartiers(equipe: Equipe, donnees: Donnees) -> Choix:
    quartiers = Quartier.objects.de_commune(equipe.code_insee).sans_contour()
    return [(quartier.cle, quartier.nom) for quartier in quartiers]


def _categories(equipe: Equipe, donnees: Donnees) -> Choix:
    return list(par_domaine(CategorieBesoin.objects.pour(equipe).proposees()))


def _par_nom(modele: Any) -> Callable[[Equipe, Donnees], Choix]:
    def proposer(equipe: Equipe, donnees: Donnees) -> Choix:
        lignes = modele.objects.de(equipe).order_by("nom", "pk")
        return [(str(pk), nom) for pk, nom in lignes.values_list("pk", "nom")]

    return proposer


PROPOSER: dict[str, Callable[[Equipe, Donnees], Choix]] = {
    "auteur": _auteurs,
    "categorie": _categories,
    "halte": _haltes,
    "lieu": _par_nom(Lieu),
    "membre": _membres,
    "outil": _par_nom(Outil),
    "partenaire": _par_nom(Partenaire),
    "professionnel": _par_nom(Professionnel),
    "quartier": _quartiers,
    "rencontre": _rencontres,
    "sortie": _sorties,
}
