"""Who carried the work: named with their consent only."""

from medlove.templatetags.francais import accord
from sessions.cahiers.blocs.bloc import Bloc
from sessions.cahiers.matiere import Matiere
from sessions.cahiers.models import Signataire

GABARIT = "cahiers/blocs/signataires.html"
TITRE = "Ils et elles ont porté ce travail"
SANS_NOM = "Ce cahier ne nomme personne."
ROLES = {
    Signataire.PILOTAGE: "Pilotage",
    Signataire.COORDINATION: "Coordination",
    Signataire.MEDIATION: "Médiation",
    Signataire.COMPLICE: "Complices",
}
EN_LETTRES = ("", "Une", "Deux", "Trois", "Quatre", "Cinq", "Six", "Sept", "Huit", "Neuf", "Dix")


def signataires(matiere: Matiere) -> Bloc:
    tous = matiere.cahier.signataires.all()
    nommes = sorted(tous.nommes(), key=lambda un: un.nom.casefold())
    par_role = [
        (titre, [un for un in nommes if un.role == role])
        for role, titre in ROLES.items()
        if any(un.role == role for un in nommes)
    ]
    tus = tous.filter(accord=False).count()
    return Bloc(
        code="signataires",
        titre=TITRE,
        phrase=_tus(tus, autres=bool(nommes)),
        elements={"roles": par_role},
        gabarit=GABARIT,
        tu=not nommes,
    )


def _tus(combien: int, *, autres: bool) -> str:
    """How many preferred not to be named: never who, nor in which role."""
    if not combien:
        return "" if autres else SANS_NOM
    nombre = EN_LETTRES[combien] if combien < len(EN_LETTRES) else str(combien)
    qui = accord(combien, "autre personne,autres personnes" if autres else "personne")
    verbe = "a" if combien == 1 else "ont"
    fin = "ne pas être nommée" if combien == 1 else "ne pas être nommées"
    return f"{nombre} {qui} {verbe} préféré {fin}."
