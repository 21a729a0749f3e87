"""Published cells, laid out in the tables that people read: the page, the desk and the cahier.

What is hidden reads the same everywhere and whatever the reason.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from medlove.templatetags.francais import heures
from sessions.periodes import Periode
from sessions.publication.catalogue import QUESTIONS, TOUTES, VILLE, Cle
from sessions.publication.moteur import pourcentage
from sessions.statistiques.effectifs import FINE, milliers
from sessions.statistiques.table import Cellule, Ligne, Table

MASQUE = f"<{FINE}11"
SANS_PART = "–"
MAXI = 10_000
PLUSIEURS = "Plusieurs réponses possibles : les lignes ne s’ajoutent pas."
TITRES_DES_AXES = {
    "age": "Âge, estimé",
    "genre": "Genre, estimé",
    "aisance_francais": "Aisance en français, estimée",
    "reponse": "Ce qui a été répondu",
    "qpv": "En quartier prioritaire",
    "frequentation_lieux": "Fréquente un lieu où l’on aide",
    "deja_rencontre": "Déjà venue",
    "initiative": "Comment la rencontre a commencé",
    "exigence": "Ce que la démarche exigeait",
    "non_recours": "Ce droit, la personne…",
    "suite": "Ce que sont devenues les orientations",
}
QUI = {
    "question": "où la réponse a été demandée",
    "qpv": "dont le lieu est connu pour être dedans ou dehors",
    "suite": "qui ne sont plus en attente",
}
A_PLUSIEURS = {"reponse", "exigence", "non_recours"}
FAITS = {"sorties": "Sorties", "haltes": "Haltes", "minutes": "Présence"}
COMPTES = {"passages": "Passages", "refus": "Refus"}


@dataclass(frozen=True, slots=True)
class Feuillet:
    """The cells of a publication by period and key, and the words they are read with.

    `periode` is that of the publication, `trimestres` those it comes with; `noms` the names
    of its territoires by code, in the order in which they are read; `masque` what a hidden
    cell reads.
    """

    periode: str
    trimestres: tuple[str, ...]
    valeurs: Mapping[tuple[str, Cle], int | None]
    libelles: Mapping[str, Mapping[str, str]]
    noms: Mapping[str, str]
    masque: str = MASQUE

    def valeur(self, cle: Cle, periode: str = "") -> int | None:
        return self.valeurs.get((periode or self.periode, cle))

    def a(self, table: str) -> bool:
        """Whether the publication holds this table."""
        return any(cle.table == table for _, cle in self.valeurs)

    def lue(self, cle: Cle, periode: str = "") -> Cellule:
        if (periode or self.periode, cle) not in self.valeurs:
            return Cellule(SANS_PART)  # a territoire this period did not have yet
        valeur = self.valeur(cle, periode)
        return Cellule(self.masque) if valeur is None else Cellule(milliers(valeur), valeur)

    def part(self, cle: Cle, sur: Cle) -> Cellule:
        points = pourcentage(self.valeur(cle), self.valeur(sur))
        return Cellule(SANS_PART) if points is None else Cellule(f"{points}{FINE}%", points)


def tables(feuillet: Feuillet) -> list[Table]:
    """Those that the publication holds, in the order of the catalogue."""
    toutes: list[Table] = []
    if feuillet.a("T1"):
        toutes.append(_par_territoire(feuillet))
    toutes += [table for table in (_familles(feuillet), _domaines(feuillet)) if table]
    if feuillet.a("T3"):
        toutes += [_axe(feuillet, "T3", axe) for axe in ("age", "genre", "aisance_francais")]
        toutes += [_axe_par_territoire(feuillet, axe) for axe in ("age", "genre")]
    if feuillet.a("T4"):
        toutes += [
            _axe(feuillet, "T4", axe) for axe in ("reponse", *QUESTIONS, "non_recours", "suite")
        ]
    toutes.append(_faits(feuillet))
    if feuillet.a("T6"):
        toutes.append(_par_trimestre(feuillet))
    if feuillet.a("T7"):
        toutes.append(_domaines_et_exigences(feuillet))
    return toutes


def _quand(feuillet: Feuillet) -> str:
    return Periode.lire(feuillet.periode).libelle


def _lieux(feuillet: Feuillet, lues: Callable[[str], tuple[Cellule, ...]]) -> tuple[Ligne, ...]:
    """One line a territoire, with what `lues` reads of it."""
    return tuple(Ligne(code, nom, lues(code)) for code, nom in feuillet.noms.items())


def _par_territoire(feuillet: Feuillet) -> Table:
    domaines = feuillet.libelles["domaine"]

    def lues(lieu: str) -> tuple[Cellule, ...]:
        toutes = Cle("T1", lieu) if lieu else TOUTES
        cles = [toutes, *(Cle("T1", lieu, "domaine", code) for code in domaines)]
        return tuple(feuillet.lue(cle) for cle in cles)

    return Table(
        "T1",
        "Besoins par quartier",
        f"Rencontres, {_quand(feuillet)} ; une rencontre compte une fois par domaine.",
        ("Toutes", *domaines.values()),
        _lieux(feuillet, lues),
        Ligne(
            VILLE,
            "Toute la ville",
            (
                feuillet.lue(TOUTES),
                *(feuillet.lue(Cle("T1", VILLE, "domaine", c)) for c in domaines),
            ),
        ),
        (PLUSIEURS,),
    )


def _familles(feuillet: Feuillet) -> Table | None:
    if feuillet.valeurs.keys().isdisjoint(
        (feuillet.periode, Cle("T2", axe="famille", modalite=code))
        for code in feuillet.libelles["famille"]
    ):
        return None
    cles = {code: Cle("T2", axe="famille", modalite=code) for code in feuillet.libelles["famille"]}
    return Table(
        "T2-famille",
        "Familles de besoin",
        f"Rencontres de toute la ville, {_quand(feuillet)}.",
        ("Rencontres", "Part"),
        tuple(
            Ligne(code, feuillet.libelles["famille"][code], _nombre_et_part(feuillet, cle, TOUTES))
            for code, cle in cles.items()
        ),
        notes=(PLUSIEURS,),
    )


def _domaines(feuillet: Feuillet) -> Table | None:
    """By trimestre: those whose publication holds them."""
    codes = feuillet.libelles["domaine"]
    tenus = _tenus(feuillet, [Cle("T2", axe="domaine", modalite=code) for code in codes])
    if not tenus:
        return None
    return Table(
        "T2-domaine",
        "Domaines de besoin, par trimestre",
        f"Rencontres de toute la ville, {_quand(feuillet)}.",
        tuple(Periode.lire(un).libelle for un in tenus),
        tuple(
            Ligne(
                code,
                mot,
                tuple(feuillet.lue(Cle("T2", axe="domaine", modalite=code), un) for un in tenus),
            )
            for code, mot in codes.items()
        ),
        notes=(PLUSIEURS,),
    )


def _tenus(feuillet: Feuillet, cles: Iterable[Cle]) -> list[str]:
    """The trimestres whose publication holds one of these cells."""
    return [un for un in feuillet.trimestres if any((un, cle) in feuillet.valeurs for cle in cles)]


def _axe(feuillet: Feuillet, table: str, axe: str) -> Table:
    """One question, over those who were asked, or over everybody."""
    posee = Cle(table, axe=axe)
    sur = posee if (feuillet.periode, posee) in feuillet.valeurs else TOUTES
    unite = "Orientations" if axe == "suite" else "Rencontres"
    qui = QUI.get(axe, QUI["question"]) if sur == posee else "de toute la ville"
    compte = f"Sur {feuillet.lue(sur).texte} {unite.lower()} {qui}, {_quand(feuillet)}."
    return Table(
        f"{table}-{axe}",
        TITRES_DES_AXES[axe],
        compte,
        (unite, "Part"),
        tuple(
            Ligne(code, mot, _nombre_et_part(feuillet, Cle(table, axe=axe, modalite=code), sur))
            for code, mot in feuillet.libelles[axe].items()
        ),
        notes=(PLUSIEURS,) if axe in A_PLUSIEURS else (),
    )


def _nombre_et_part(feuillet: Feuillet, cle: Cle, sur: Cle) -> tuple[Cellule, ...]:
    return feuillet.lue(cle), feuillet.part(cle, sur)


def _axe_par_territoire(feuillet: Feuillet, axe: str) -> Table:
    mots = feuillet.libelles[axe]

    def lues(lieu: str) -> tuple[Cellule, ...]:
        return tuple(feuillet.lue(Cle("T3", lieu, axe, code)) for code in mots)

    return Table(
        f"T3-{axe}-quartier",
        f"{TITRES_DES_AXES[axe]}, par quartier",
        f"Rencontres, {_quand(feuillet)}.",
        tuple(mots.values()),
        _lieux(feuillet, lues),
    )


def _faits(feuillet: Feuillet) -> Table:
    """Exact: what the team did, and how many people it met."""

    def lues(lieu: str) -> tuple[Cellule, ...]:
        faits = {nom: feuillet.valeur(Cle("T5", lieu, nom)) or 0 for nom in (*FAITS, *COMPTES)}
        return tuple(
            Cellule(heures(fait) if nom == "minutes" else milliers(fait), fait)
            for nom, fait in faits.items()
        )

    kilometres = (feuillet.valeur(Cle("T5", axe="kilometres_dixiemes")) or 0) // 10
    return Table(
        "T5",
        "Ce que l’équipe a fait",
        f"Nombres exacts, {_quand(feuillet)}.",
        (*FAITS.values(), *COMPTES.values()),
        _lieux(feuillet, lues),
        Ligne(VILLE, "Toute la ville", lues(VILLE)),
        (
            "Une sortie compte dans chaque quartier où elle s’est arrêtée, une fois dans la ville.",
            f"{feuillet.lue(TOUTES).texte} rencontres dans toute la ville, "
            f"{milliers(kilometres)} km à vélo. Sous 200 rencontres dans un trimestre, ce nombre "
            "est arrondi et légèrement modifié comme les autres.",
        ),
    )


def _par_trimestre(feuillet: Feuillet) -> Table:
    trimestres = _tenus(feuillet, [Cle("T6", code) for code in feuillet.noms])

    def lues(lieu: str) -> tuple[Cellule, ...]:
        return tuple(feuillet.lue(Cle("T6", lieu) if lieu else TOUTES, un) for un in trimestres)

    return Table(
        "T6",
        "Rencontres par quartier et par trimestre",
        f"Rencontres, {_quand(feuillet)}.",
        tuple(Periode.lire(un).libelle for un in trimestres),
        _lieux(feuillet, lues),
        Ligne(VILLE, "Toute la ville", lues(VILLE)),
    )


def _domaines_et_exigences(feuillet: Feuillet) -> Table:
    sortes = feuillet.libelles["sorte"]
    return Table(
        "T7",
        "Ce que la démarche exigeait, par domaine de besoin",
        f"Rencontres de toute la ville, {_quand(feuillet)}.",
        tuple(sortes.values()),
        tuple(
            Ligne(
                code,
                mot,
                tuple(
                    feuillet.lue(Cle("T7", axe="domaine", modalite=code, croisee=sorte))
                    for sorte in sortes
                ),
            )
            for code, mot in feuillet.libelles["domaine"].items()
        ),
        notes=(PLUSIEURS,),
    )


def feuillet_de(
    periode: str,
    cellules: Iterable[tuple[str, Cle, int | None]],
    *,
    libelles: Mapping[str, Mapping[str, str]],
    contours: Iterable[Mapping[str, Any]],
    masque: str = MASQUE,
) -> Feuillet:
    """From rows (period, key, value), the words and the outlines that a publication keeps."""
    valeurs = {(quand, cle): valeur for quand, cle, valeur in cellules}
    return Feuillet(
        periode=periode,
        trimestres=tuple(sorted({quand for quand, _ in valeurs if "-T" in quand})),
        valeurs=valeurs,
        libelles=libelles,
        noms={un["code"]: un["nom"] for un in sorted(contours, key=_rang)},
        masque=masque,
    )


def _rang(contour: Mapping[str, Any]) -> tuple[int, str]:
    """Quartiers by their number, as everywhere else, then secteurs by name."""
    numero = contour["code"].rpartition("-")[2]
    return (int(numero) if numero.isdecimal() else MAXI, contour["nom"])
