"""Each indicator as its reader reads it: a sentence, its numbers by trimestre, its limit."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from medlove.templatetags.francais import heures
from sessions.hypotheses.mesures import Comptes, Lieu
from sessions.hypotheses.textes import TEXTES, Texte
from sessions.periodes import Trimestre
from sessions.statistiques.effectifs import FINE, Lecture, lire, lire_part, milliers
from sessions.statistiques.figures.evolution import Colonne, colonnes
from sessions.statistiques.figures.figure import Figure
from sessions.statistiques.mesures import TOUT
from sessions.statistiques.table import Cellule, Ligne, Table

LIEUX_MONTRES = 8
PLUSIEURS_REPONSES = "Plusieurs réponses possibles : les parts ne font pas 100\u202f%."


@dataclass(frozen=True, slots=True)
class Indicateur:
    """`valeur` and `phrase` make the sentence. `vide`: the question was not put to anybody.

    `retenu` says why nothing is shown to this reader, when nothing is.
    """

    code: str
    texte: Texte
    valeur: str = ""
    rapport: str = ""
    precision: str = ""
    evolution: Figure | None = None
    tables: Sequence[Table] = ()
    vide: bool = False
    retenu: str = ""


class Redaction:
    """Writes the indicators of one selection for one reader."""

    def __init__(
        self, comptes: Comptes, trimestres: Sequence[Trimestre], lecture: Lecture, filtre: str
    ) -> None:
        self.comptes, self.trimestres = comptes, trimestres
        self.lecture, self.filtre = lecture, filtre

    def ecrire(
        self,
        code: str,
        ceux: tuple[str, str],
        tous: tuple[str, str],
        *,
        precision: str = "",
        tables: Iterable[Table] = (),
        a_poser: bool = False,
    ) -> Indicateur:
        """The share of `ceux` among `tous`, both keys of the counts.

        `a_poser`: it depends on a question; where nobody was asked, that is what is said. A
        reader from whom nought is hidden is never told so.
        """
        texte = TEXTES[code]
        nombres, totaux = self._compteur(ceux), self._compteur(tous)
        if a_poser and not totaux[TOUT] and not self.lecture.zero_masque:
            return Indicateur(code, texte, vide=True)
        par_trimestre = self._par_trimestre(code, texte, nombres, totaux)
        return Indicateur(
            code,
            texte,
            valeur=lire_part(nombres[TOUT], totaux[TOUT], self._lecture(code)).texte,
            rapport=f"{self._lu(code, nombres[TOUT])} sur {self._lu(code, totaux[TOUT])}",
            precision=precision,
            evolution=_evolution(texte, self.trimestres, par_trimestre),
            tables=[*tables, par_trimestre],
        )

    def reponses(
        self, code: str, titre: str, cles: Mapping[tuple[str, str], str], sur: tuple[str, str]
    ) -> Table:
        """Rencontres by answer, over `sur`. A rencontre may have several."""
        tous = self.nombre(sur)
        lignes = [
            self._ligne(cle[1], libelle, self.nombre(cle), tous) for cle, libelle in cles.items()
        ]
        return Table(
            code=code,
            titre=titre,
            compte=f"Rencontres, {self.filtre}",
            colonnes=("Rencontres", "Part"),
            lignes=tuple(lignes),
            ensemble=self._ligne("", "Ensemble", tous, tous),
            notes=(PLUSIEURS_REPONSES,),
        )

    def une_reponse(self, question: str, titre: str, libelles: Mapping[str, str]) -> Table:
        """One answer each: those who gave none are told, and all add up to those asked."""
        tous = self.nombre(("posee", question))
        nombres = {code: self.nombre((question, code)) for code in libelles}
        nombres["non_renseigne"] = tous - sum(nombres.values())
        noms = {**libelles, "non_renseigne": "Non renseigné"}
        return Table(
            code=question,
            titre=titre,
            compte=f"Rencontres où la question a été posée, {self.filtre}",
            colonnes=("Rencontres", "Part"),
            lignes=tuple(
                self._ligne(code, noms[code], nombre, tous) for code, nombre in nombres.items()
            ),
            ensemble=self._ligne("", "Ensemble", tous, tous),
        )

    def posee(self, question: str) -> str:
        """« La question a été posée dans 200 rencontres sur 512. »"""
        dans = self.nombre(("posee", question))
        sur = self.nombre(("rencontres", ""))
        return (
            f"La question a été posée dans {lire(dans, self.lecture)} "
            f"rencontre{'s' if dans > 1 or self.lecture.masque(dans) else ''} "
            f"sur {lire(sur, self.lecture)}."
        )

    def lieux(self, lieux: Sequence[Lieu]) -> tuple[str, Table]:
        """What the team did at each lieu: its own public facts, exact for every reader."""
        revus = [un for un in lieux if un.revu]
        precision = (
            f"{milliers(len(revus))} lieu{'x' if len(revus) > 1 else ''} sur "
            f"{milliers(len(lieux))} vu{'s' if len(revus) > 1 else ''} plusieurs jours pendant la "
            f"période, pour {heures(sum(un.minutes for un in revus))} de présence sur "
            f"{heures(sum(un.minutes for un in lieux))}."
        )
        table = Table(
            code="lieux",
            titre="Les lieux où nous sommes le plus revenus",
            compte=f"Haltes, {self.filtre}",
            colonnes=("Jours", "Haltes", "Présence", "Dernière fois"),
            lignes=tuple(_du_lieu(un) for un in lieux[:LIEUX_MONTRES]),
            notes=_en_tout(lieux),
        )
        return precision, table

    def nombre(self, cle: tuple[str, str]) -> int:
        """How many over the whole period."""
        return self._compteur(cle)[TOUT]

    def _par_trimestre(
        self, code: str, texte: Texte, nombres: Counter[str], totaux: Counter[str]
    ) -> Table:
        lignes = [
            self._rapport(code, str(un), un.libelle, nombres[str(un)], totaux[str(un)])
            for un in self.trimestres
        ]
        return Table(
            code=f"{code}-par-trimestre",
            titre=f"{texte.titre}, par trimestre",
            compte=self.filtre,
            colonnes=(texte.ceux, texte.tous, "Part"),
            lignes=tuple(lignes),
            ensemble=self._rapport(code, "", "Ensemble", nombres[TOUT], totaux[TOUT]),
        )

    def _rapport(self, indicateur: str, code: str, libelle: str, ceux: int, tous: int) -> Ligne:
        lecture = self._lecture(indicateur)
        lus = (lire(ceux, lecture), lire(tous, lecture), lire_part(ceux, tous, lecture))
        return Ligne(code, libelle, tuple(Cellule.de(lu) for lu in lus))

    def _ligne(self, code: str, libelle: str, nombre: int, tous: int) -> Ligne:
        lus = (lire(nombre, self.lecture), lire_part(nombre, tous, self.lecture))
        return Ligne(code, libelle, tuple(Cellule.de(lu) for lu in lus))

    def _compteur(self, cle: tuple[str, str]) -> Counter[str]:
        return self.comptes.get(cle, Counter())

    def _lu(self, code: str, nombre: int) -> str:
        return lire(nombre, self._lecture(code)).texte

    def _lecture(self, code: str) -> Lecture:
        """Haltes are no persons: they are read as they are."""
        return Lecture.EXACTE if code == "meme_lieu" else self.lecture


def _evolution(
    texte: Texte, trimestres: Sequence[Trimestre], par_trimestre: Table
) -> Figure | None:
    """One column a trimestre, from what the table shows; none for a single one."""
    if len(trimestres) < 2:
        return None
    parts = [ligne.cellules[-1] for ligne in par_trimestre.lignes]
    dits = (
        f"{ligne.libelle}, {part.texte}"
        for ligne, part in zip(par_trimestre.lignes, parts, strict=True)
    )
    return colonnes(
        [
            Colonne(f"T{un.rang}", str(un.annee), part.nombre, part.texte)
            for un, part in zip(trimestres, parts, strict=True)
        ],
        f"{texte.titre}{FINE}: {f'{FINE}; '.join(dits)}.",
    )


def _du_lieu(lieu: Lieu) -> Ligne:
    return Ligne(
        str(lieu.id),
        lieu.nom,
        (
            Cellule(milliers(lieu.jours), lieu.jours),
            Cellule(milliers(lieu.haltes), lieu.haltes),
            Cellule(heures(lieu.minutes), lieu.minutes),
            Cellule(f"{lieu.derniere:%d/%m/%Y}"),
        ),
    )


def _en_tout(lieux: Sequence[Lieu]) -> tuple[str, ...]:
    autres = len(lieux) - LIEUX_MONTRES
    if autres < 1:
        return ()
    return (f"Et {autres} autre{'s' if autres > 1 else ''} lieu{'x' if autres > 1 else ''}.",)
