"""Each indicator as its reader reads it: a sentence, its numbers by trimestre, its limit."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from medlove.templatetags.francais import accord, compte, heures
from sessions.hypotheses.mesures import ABORDEES, Comptes, Lieu
from sessions.hypotheses.textes import TEXTES, Texte
from sessions.nomenclatures.listes import NON_RENSEIGNE
from sessions.periodes import INSECABLE, Trimestre
from sessions.statistiques.effectifs import (
    FINE,
    PART_MASQUEE,
    Effectif,
    Lecture,
    Part,
    lire,
    lire_part,
    lire_parties,
    milliers,
    repartir,
)
from sessions.statistiques.figures.evolution import Colonne, colonnes
from sessions.statistiques.figures.figure import Figure
from sessions.statistiques.mesures import TOUT
from sessions.statistiques.table import Cellule, Ligne, Table

LIEUX_MONTRES = 8
# Haltes are no persons: they are read as they are.
FAITS_DE_L_EQUIPE = "meme_lieu"
# A share of fewer moves by more than two points for one person.
PEU = 50
PRUDENCE = (
    f"Moins de {PEU} réponses dans un trimestre{FINE}: une seule y déplace la part de "
    "deux points ou plus."
)
SANS_REPONSE = "Non renseigné"
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
    prudence: str = ""
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
        dit: Ligne | None = None,
        precision: str = "",
        tables: Iterable[Table] = (),
        a_poser: bool = False,
    ) -> Indicateur:
        """The share of `ceux` among `tous`, both keys of the counts.

        `dit`: its row in a table of all the answers, which says the same.

        `a_poser`: it depends on a question; where nobody was asked, that is what is said. A
        reader from whom nought is hidden is never told so.
        """
        texte = TEXTES[code]
        if a_poser and not self.nombre(tous) and not self.lecture.zero_masque:
            return Indicateur(code, texte, vide=True)
        par_trimestre = self._par_trimestre(code, ceux, tous, dit)
        assert par_trimestre.ensemble
        lus = [cellule.texte for cellule in par_trimestre.ensemble.cellules]
        return Indicateur(
            code,
            texte,
            valeur=lus[-1],
            rapport=f"{lus[0]}{INSECABLE}sur{INSECABLE}{lus[1]}",
            precision=precision,
            prudence=_prudence(code, par_trimestre),
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

    def une_reponse(
        self, question: str, titre: str, libelles: Mapping[str, str], dites: Collection[str]
    ) -> Table:
        """One answer each: those who gave none are told, and all add up to those asked.

        `dites` are the answers that the indicators of the page tell in a sentence.
        """
        tous = self.nombre(("posee", question))
        nombres = {code: self.nombre((question, code)) for code in libelles}
        nombres[NON_RENSEIGNE] = tous - sum(nombres.values())
        rangs = [rang for rang, code in enumerate(nombres) if code in dites]
        lus = lire_parties(list(nombres.values()), self.lecture, rangs)
        parts = repartir(list(nombres.values()), self.lecture)
        return Table(
            code=question,
            titre=titre,
            compte=f"Rencontres où la question a été posée, {self.filtre}",
            colonnes=("Rencontres", "Part"),
            lignes=tuple(
                Ligne(code, libelle, (Cellule.de(lu), Cellule.de(_avec(lu, part))))
                for code, libelle, lu, part in zip(
                    nombres, [*libelles.values(), SANS_REPONSE], lus, parts, strict=True
                )
            ),
            ensemble=self._ligne("", "Ensemble", tous, tous),
        )

    def posee(self, question: str) -> str:
        """« La question a été posée dans 200 rencontres sur 512. »"""
        dans = lire(self.nombre(("posee", question)), self.lecture)
        sur = lire(self.nombre(("rencontres", "")), self.lecture)
        noms = "rencontre" if dans.nombre in (0, 1) else "rencontres"
        return f"La question a été posée dans {dans} {noms} sur {sur}."

    def lieux(self, lieux: Sequence[Lieu]) -> tuple[str, Table]:
        """What the team did at each lieu: its own public facts, exact for every reader."""
        connus = sorted(
            (un for un in lieux if un.id), key=lambda un: (-un.jours, -un.minutes, un.nom)
        )
        table = Table(
            code="lieux",
            titre="Les lieux où nous sommes le plus revenus",
            compte=f"Haltes, {self.filtre}",
            colonnes=("Jours", "Haltes", "Présence"),
            lignes=tuple(_du_lieu(un) for un in connus[:LIEUX_MONTRES]),
            notes=_hors_table(connus, lieux),
        )
        return _regularite(connus), table

    def nombre(self, cle: tuple[str, str]) -> int:
        """How many over the whole period."""
        return self._compteur(cle)[TOUT]

    def _par_trimestre(
        self, code: str, ceux: tuple[str, str], tous: tuple[str, str], dit: Ligne | None
    ) -> Table:
        texte = TEXTES[code]
        lecture = Lecture.EXACTE if code == FAITS_DE_L_EQUIPE else self.lecture
        nombres, totaux = self._compteur(ceux), self._compteur(tous)
        colonnes = [self._colonne(un, lecture) for un in (nombres, totaux)]
        if tous == ABORDEES:
            autres = Counter({quand: totaux[quand] - nombres[quand] for quand in totaux})
            parties = (colonnes[0], self._colonne(autres, lecture))
            colonnes[1] = [_somme(*lus) for lus in zip(colonnes[1], *parties, strict=True)]
        *lignes, ensemble = (
            Ligne(
                quand if quand != TOUT else "",
                libelle,
                (
                    Cellule.de(lu),
                    Cellule.de(sur),
                    Cellule.de(_avec(lu, sur, lire_part(nombres[quand], totaux[quand], lecture))),
                ),
            )
            for (quand, libelle), lu, sur in zip(self._quand(), *colonnes, strict=True)
        )
        if dit:
            ensemble = replace(
                ensemble, cellules=(dit.cellules[0], ensemble.cellules[1], dit.cellules[1])
            )
        return Table(
            code=f"{code}-par-trimestre",
            titre=f"{texte.titre}, par trimestre",
            compte=f"{texte.unite}, {self.filtre}",
            colonnes=(texte.ceux, texte.tous, "Part"),
            lignes=tuple(lignes),
            ensemble=ensemble,
        )

    def _colonne(self, nombres: Counter[str], lecture: Lecture) -> list[Effectif]:
        """By trimestre, then over the period."""
        par_trimestre = [nombres[str(quand)] for quand in self.trimestres]
        return [*lire_parties(par_trimestre, lecture), lire(nombres[TOUT], lecture)]

    def _quand(self) -> Iterator[tuple[str, str]]:
        yield from ((str(un), un.libelle) for un in self.trimestres)
        yield TOUT, "Ensemble"

    def _ligne(self, code: str, libelle: str, nombre: int, tous: int) -> Ligne:
        lus = (lire(nombre, self.lecture), lire_part(nombre, tous, self.lecture))
        return Ligne(code, libelle, tuple(Cellule.de(lu) for lu in lus))

    def _compteur(self, cle: tuple[str, str]) -> Counter[str]:
        return self.comptes.get(cle, Counter())


def _avec(*lus: Effectif | Part) -> Part:
    """The share, last, hidden with any of the counts that it comes from."""
    *effectifs, part = lus
    assert isinstance(part, Part)
    if any(un.masque for un in effectifs):
        return Part(None, PART_MASQUEE, masque=True)
    return part


def _somme(somme: Effectif, *parties: Effectif) -> Effectif:
    """A count whose parts are told on the page: hidden with either, which it would give back."""
    if somme.masque or not any(une.masque for une in parties):
        return somme
    return Effectif(None, PART_MASQUEE)


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


def _prudence(code: str, par_trimestre: Table) -> str:
    """What so few answers allow, from what the table shows."""
    sur = [ligne.cellules[1].nombre or 0 for ligne in par_trimestre.lignes]
    if code == FAITS_DE_L_EQUIPE or all(nombre >= PEU for nombre in sur):
        return ""
    return PRUDENCE


def _du_lieu(lieu: Lieu) -> Ligne:
    return Ligne(
        str(lieu.id),
        lieu.nom,
        (
            Cellule(milliers(lieu.jours), lieu.jours),
            Cellule(milliers(lieu.haltes), lieu.haltes),
            Cellule(heures(lieu.minutes), lieu.minutes),
        ),
    )


def _regularite(lieux: Sequence[Lieu]) -> str:
    """« 203 haltes, 9,7 par lieu. 297 h 45 de présence là où… »; nothing without a lieu."""
    if not lieux:
        return ""
    haltes = sum(un.haltes for un in lieux)
    dixiemes = (20 * haltes + len(lieux)) // (2 * len(lieux))
    ici = heures(sum(un.minutes for un in lieux if un.revu))
    partout = heures(sum(un.minutes for un in lieux))
    return (
        f"{compte(haltes, 'halte')}, soit {dixiemes // 10},{dixiemes % 10} par lieu. "
        f"{ici} de présence dans les lieux revus, sur {partout} en tout."
    )


def _hors_table(connus: Sequence[Lieu], lieux: Sequence[Lieu]) -> tuple[str, ...]:
    """The lieux that the table leaves out, and the haltes whose lieu is not known."""
    autres = len(connus) - LIEUX_MONTRES
    sans = sum(un.haltes for un in lieux if not un.id)
    return tuple(
        dit
        for dit, combien in (
            (f"Et {compte(autres, 'autre lieu,autres lieux')}.", autres),
            (
                f"{compte(sans, 'halte')} sans lieu précisé n’y "
                f"{accord(sans, 'compte,comptent')} pas.",
                sans,
            ),
        )
        if combien > 0
    )
