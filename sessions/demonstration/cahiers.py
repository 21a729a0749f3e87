"""The cahiers of the demonstration: one written from end to end, one just begun."""

from datetime import date

from medlove.models import Equipe, Role, Utilisateur
from sessions.cahiers.models import Cahier, Section, Signataire
from sessions.cahiers.services import commencer
from sessions.demonstration.donnees import DOSSIER, lire
from sessions.periodes import Trimestre

TEXTES = DOSSIER / "cahier"
EN_COURS = ("sortie",)


def cahiers(equipe: Equipe, jusqu_au: date, *, petite: bool) -> None:
    """The year before, or that of the small season, written; the last trimestre, begun."""
    dernier = Trimestre.du_jour(jusqu_au).precedent()
    auteur = Utilisateur.objects.filter(
        appartenances__equipe=equipe, appartenances__role=Role.COORDINATION
    ).first()
    lus = lire("cahiers")
    complet = _commencer(lus["petit" if petite else "complet"], equipe, auteur)
    complet.periode = str(dernier.annee if petite else jusqu_au.year - 1)
    _ecrire(commencer(complet), petite=petite)
    Signataire.objects.bulk_create(
        Signataire(cahier=complet, **ligne) for ligne in lus["signataires"]
    )
    if not petite:
        en_cours = _commencer(lus["en_cours"], equipe, auteur)
        en_cours.periode = str(dernier)
        _ecrire(commencer(en_cours), codes=EN_COURS)


def _commencer(ligne: dict[str, str], equipe: Equipe, auteur: Utilisateur | None) -> Cahier:
    return Cahier(equipe=equipe, cree_par=auteur, **ligne)


def _ecrire(cahier: Cahier, *, petite: bool = False, codes: tuple[str, ...] = ()) -> None:
    """Give each section its text, or those of these codes only."""
    sections = [section for section in cahier.sections.all() if not codes or section.code in codes]
    for section in sections:
        section.texte = texte(section.code, petite=petite)
    Section.objects.bulk_update(sections, ["texte"])


def texte(code: str, *, petite: bool = False) -> str:
    """What was written for a section; the small season has its own words for some."""
    siens = TEXTES / "petite" / f"{code}.md"
    fichier = siens if petite and siens.exists() else TEXTES / f"{code}.md"
    return fichier.read_text(encoding="utf-8").strip() if fichier.exists() else ""
