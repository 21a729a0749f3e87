"""The ready outline: what a cahier may hold, in the order in which it reads.

A section is written by people, counted by the machine, or both: its text comes first, then
what its blocs count or gather.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Genre:
    """A kind of section. `invite` says what to write there; `blocs` are the codes of what the
    machine adds (`sessions.cahiers.blocs`); a `tenu` one is always printed."""

    titre: str
    invite: str
    blocs: tuple[str, ...] = ()
    tenu: bool = False


TEXTE = "texte"

PLAN: dict[str, Genre] = {
    "essentiel": Genre(
        "L’essentiel",
        "Trois constats, les moyens engagés, ce que vous demandez : une double page qui se "
        "détache.",
        ("dix_chiffres",),
    ),
    "sortie": Genre(
        "Une sortie, de 13 h 30 à 18 h",
        "Racontez une sortie comme elle se passe : le départ, les haltes, le retour.",
    ),
    "velo": Genre("Pourquoi à vélo", "Ce que le vélo permet, et ce qu’il ne permet pas."),
    "frise": Genre(
        "La saison, sortie après sortie",
        "Ce qui a changé au fil des semaines : le temps, l’équipage, les lieux.",
        ("frise",),
    ),
    "haltes": Genre(
        "Les haltes",
        "Un petit portrait de chaque lieu : qui passe, à quelle heure, pourquoi s’y arrêter.",
        ("haltes",),
    ),
    "scenes": Genre("Scènes", "Quelques mots pour les présenter, si besoin.", ("scenes",)),
    "paroles": Genre("Paroles", "Quelques mots pour les présenter, si besoin.", ("paroles",)),
    "exigences": Genre(
        "Ce que la démarche exigeait",
        "Une page adressée à ceux qui dématérialisent : ce que vous avez vu, ce qui aiderait.",
        ("exigences", "exigences_par_domaine", "non_recours"),
    ),
    "demandes": Genre(
        "Ce que l’on nous a demandé, là où nous étions",
        "Ce que ces demandes ont d’attendu, et de surprenant.",
        (
            "carte",
            "trimestres",
            "domaines",
            "carte_du_domaine",
            "domaines_par_quartier",
            "familles",
        ),
    ),
    "personnes": Genre(
        "Qui n’est pas venu, ce que nous ne savons pas",
        "Ceux que vous n’avez pas rencontrés, ce que vos notes ne disent pas.",
        ("ages", "genres", "lieux_frequentes"),
    ),
    "orientations": Genre(
        "Le coup de fil, les orientations et leurs suites",
        "Une orientation qui a marché, une autre qui n’a pas marché, et ce qu’il a fallu.",
        ("reponses", "suites"),
    ),
    "outils": Genre(
        "Outils ludiques, inventés ou identifiés",
        "Comment ces outils sont nés, et ce qu’ils changent dans la rue.",
        ("outils",),
    ),
    "rate": Genre("Ce qui a raté", "Ce qui n’a pas marché : d’autres y gagneront du temps."),
    "a_vous": Genre(
        "À vous de jouer",
        "Le matériel, les heures, les autorisations : ce qu’il faut pour recommencer ailleurs.",
        ("fiche_de_poche",),
    ),
    "equipe": Genre(
        "L’équipe et les complices",
        "Qui a porté ce travail, avec qui.",
        ("signataires",),
    ),
    "conclusions": Genre("Conclusions", "Ce que vous retenez, ce que vous proposez."),
    "methode": Genre(
        "Méthode, protection des personnes, limites",
        "Ce qui est particulier à votre période, s’il y a lieu.",
        ("methode",),
        tenu=True,
    ),
    "colophon": Genre(
        "Colophon", "Remerciements, crédits, s’il y a lieu.", ("colophon",), tenu=True
    ),
}
LIBRE = Genre("Une section libre", "Ce que le plan ne prévoit pas.")


def genre(code: str) -> Genre:
    """That of a section; one the plan no longer knows is read as free text."""
    return PLAN.get(code, LIBRE)


def choix_de_genre() -> list[tuple[str, str]]:
    return [*((code, un.titre) for code, un in PLAN.items()), (TEXTE, LIBRE.titre)]
