"""How it was counted, how persons are protected, what the figures cannot say."""

from collections import defaultdict

from sessions.cahiers.blocs.bloc import Bloc
from sessions.cahiers.blocs.lecture import annuelle, de_la_ville, petite
from sessions.cahiers.matiere import Matiere
from sessions.publication import moteur
from sessions.publication.catalogue import PLAFOND
from sessions.publication.fiche import BESOINS_AU_PLUS, EXIGENCES_AU_PLUS
from territoires.models import Quartier


def methode(matiere: Matiere) -> Bloc:
    """The settings of the engine are those that every publication was made with."""
    lu = matiere.feuillet
    return Bloc(
        code="methode",
        titre="Comment nous avons compté",
        elements={
            "publiee": matiere.publication is not None,
            "annuelle": annuelle(lu),
            "petite": petite(lu),
            "secteurs": secteurs(matiere) if petite(lu) else {},
            "moteur": moteur,
            "sur_le_seuil": moteur.PLEIN - 1,
            "plafond": PLAFOND,
            "besoins_au_plus": BESOINS_AU_PLUS,
            "exigences_au_plus": EXIGENCES_AU_PLUS,
            "de_la_ville": de_la_ville(matiere),
        },
        gabarit="cahiers/blocs/methode.html",
    )


def secteurs(matiere: Matiere) -> dict[str, list[str]]:
    """The quartiers that each secteur of the feuillet groups, in the order of their numbers."""
    groupes: dict[str, list[str]] = defaultdict(list)
    siens = Quartier.objects.de_commune(matiere.cahier.equipe.code_insee).order_by("numero")
    for quartier in siens.only("nom", "secteur"):
        if quartier.secteur in matiere.territoires:
            groupes[quartier.secteur].append(quartier.nom)
    return dict(groupes)
