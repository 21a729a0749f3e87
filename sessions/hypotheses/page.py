"""The three hypotheses, put together from a valid choice, in a fixed number of queries."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sessions.hypotheses import mesures
from sessions.hypotheses.indicateurs import Indicateur, Redaction
from sessions.hypotheses.mesures import DOMAINE, MOTIF, NON_RECOURS, POSEE, RENCONTRES, SORTE
from sessions.hypotheses.models import ChiffreDeContexte, Hypothese
from sessions.hypotheses.textes import HYPOTHESES, TEXTES
from sessions.nomenclatures.listes import NON_RENSEIGNE, domaines, libelles
from sessions.periodes import Trimestre
from sessions.rencontres.choix import ChoixDuPilotage, ChoixDuTerrain, trimestres_gardes
from sessions.rencontres.selection import Selection
from sessions.statistiques.effectifs import FINE, Lecture, lire, lire_part
from sessions.statistiques.mesures import TOUT
from sessions.statistiques.mesures.dimensions import JAMAIS_IMPRIMEES_PAR_QUARTIER
from sessions.statistiques.table import Table

TOUTES = (RENCONTRES, "")
# The answers whose share is a sentence of the page.
DITES = {"ne_connait_pas", "allee_vers_elle", "bouche_a_oreille", "deja_venue"}
RETENU = (
    "Le non-recours n’est montré par quartier qu’à l’écran de l’équipe : dans un quartier, "
    "quelqu’un pourrait être reconnu."
)


@dataclass(frozen=True, slots=True)
class Section:
    """One hypothesis: what it says, what the field says of it, what others measured."""

    code: str
    titre: str
    enonce: str
    indicateurs: Sequence[Indicateur]
    chiffres: Sequence[ChiffreDeContexte]


def contenu(form: ChoixDuPilotage, lecture: Lecture) -> Mapping[str, Any]:
    """Seven queries; one more where the choice says who or which besoin."""
    selection = form.selection()
    page = Page(selection, lecture, _filtre(form))
    return {
        "selection": selection,
        "lecture": lecture,
        "filtre": page.filtre,
        "sections": page.sections(),
        "rien": not (page.comptes[TOUTES][TOUT] or lecture.zero_masque),
        "partielle": selection != mesures.sans_personne(selection),
    }


class Page:
    """The indicators of a selection, hypothesis by hypothesis."""

    def __init__(self, selection: Selection, lecture: Lecture, filtre: str) -> None:
        self.selection, self.lecture, self.filtre = selection, lecture, filtre
        self.lieux = mesures.des_lieux(selection)
        self.comptes = {**mesures.tout(selection), **mesures.des_retours(self.lieux)}
        self.redaction = Redaction(self.comptes, _trimestres(selection), lecture, filtre)

    def sections(self) -> list[Section]:
        chiffres = list(ChiffreDeContexte.objects.de(self.selection.equipe))
        ecrits = {
            Hypothese.ALLER_VERS: self._aller_vers(),
            Hypothese.CONFIANCE: self._confiance(),
            Hypothese.BESOINS: self._besoins(),
        }
        return [
            Section(
                code=une.value,
                titre=str(une.label),
                enonce=HYPOTHESES[une],
                indicateurs=list(ecrits[une]),
                chiffres=[un for un in chiffres if un.hypothese == une],
            )
            for une in Hypothese
        ]

    def _aller_vers(self) -> Iterator[Indicateur]:
        yield self._question(
            "sans_lieu", "frequentation_lieux", "ne_connait_pas", "Les lieux où l’on aide"
        )
        passages = lire(self.comptes[mesures.PASSAGES][TOUT], self.lecture)
        yield self.redaction.ecrire(
            "refus",
            mesures.REFUS,
            mesures.ABORDEES,
            precision=f"Passages, trop courts pour être notés et comptés à part{FINE}: {passages}.",
        )
        yield self._question(
            "alle_vers", "initiative", "allee_vers_elle", "Comment la rencontre a commencé"
        )

    def _confiance(self) -> Iterator[Indicateur]:
        yield self._question("deja_venue", "deja_rencontre", "deja_venue", "Déjà venue")
        yield self._question("bouche_a_oreille", "initiative", "bouche_a_oreille")
        precision, table = self.redaction.lieux(self.lieux[TOUT])
        yield self.redaction.ecrire(
            "meme_lieu",
            mesures.REVUS,
            mesures.LIEUX,
            precision=precision,
            tables=[table] if table.lignes else [],
        )

    def _besoins(self) -> Iterator[Indicateur]:
        if not self.selection.porte_sur_un_besoin:
            yield self._domaines()
        yield self.redaction.ecrire(mesures.ENSEMBLE, (mesures.ENSEMBLE, ""), TOUTES)
        yield self.redaction.ecrire(mesures.PLUSIEURS, (mesures.PLUSIEURS, ""), TOUTES)
        yield self._du_besoin(
            "exigences", (mesures.EXIGENCES, ""), SORTE, libelles("sorte_exigence")
        )
        if self._non_recours_retenu():
            yield Indicateur("non_recours", TEXTES["non_recours"], retenu=RETENU)
            return
        motifs = {code: libelles(MOTIF)[code] for code in NON_RECOURS}
        yield self._du_besoin("non_recours", (mesures.SANS_RECOURS, ""), MOTIF, motifs)

    def _question(self, code: str, question: str, reponse: str, titre: str = "") -> Indicateur:
        """The share of one answer, as in the table of all; with a `titre`, this table too."""
        reponses = {cle: nom for cle, nom in libelles(question).items() if cle != NON_RENSEIGNE}
        table = self.redaction.une_reponse(question, titre, reponses, DITES)
        dit = next(une for une in table.lignes if une.code == reponse)
        return self.redaction.ecrire(
            code,
            (question, reponse),
            (POSEE, question),
            dit=dit,
            precision=self.redaction.posee(question),
            tables=[table] if titre else [],
            a_poser=True,
        )

    def _du_besoin(
        self, question: str, ceux: tuple[str, str], liste: str, noms: Mapping[str, str]
    ) -> Indicateur:
        tables = [self._reponses(liste, TEXTES[question].titre, noms, (POSEE, question))]
        return self.redaction.ecrire(
            question,
            ceux,
            (POSEE, question),
            precision=self.redaction.posee(question),
            tables=tables,
            a_poser=True,
        )

    def _domaines(self) -> Indicateur:
        noms = {code: un.libelle for code, un in domaines().items()}
        numerique = self.redaction.nombre((DOMAINE, "numerique"))
        part = lire_part(numerique, self.comptes[TOUTES][TOUT], self.lecture)
        return self.redaction.ecrire(
            "domaines",
            (DOMAINE, "droits"),
            TOUTES,
            precision=f"Un besoin d’usages numériques{FINE}: {part}.",
            tables=[self._reponses(DOMAINE, TEXTES["domaines"].titre, noms, TOUTES)],
        )

    def _reponses(
        self, liste: str, titre: str, noms: Mapping[str, str], sur: tuple[str, str]
    ) -> Table:
        cles = {(liste, code): nom for code, nom in noms.items()}
        return self.redaction.reponses(liste, titre, cles, sur)

    def _non_recours_retenu(self) -> bool:
        return (
            "non_recours" in JAMAIS_IMPRIMEES_PAR_QUARTIER
            and (self.selection.quartier is not None or self.selection.qpv is not None)
            and self.lecture is not Lecture.EXACTE
        )


def _trimestres(selection: Selection) -> list[Trimestre]:
    """Those of the period whose rencontres may still be kept: twelve at most."""
    gardes = set(trimestres_gardes())
    return [un for un in selection.periode.trimestres() if un in gardes]


def _filtre(form: ChoixDuPilotage) -> str:
    """« 1er au 4e trimestre 2026, quartier Maurepas, besoin : Logement »."""
    lus = form.cleaned_data
    dits = [form.selection().periode.libelle]
    if quartier := form.quartiers.get(lus["quartier"]):
        dits.append(f"quartier {quartier.nom}")
    if isinstance(form, ChoixDuTerrain) and (besoin := form.libelle_du_besoin()):
        dits.append(f"besoin{FINE}: {besoin}")
    for nom in ("tranche_age", "genre", "activite", "qpv"):
        if code := lus.get(nom):
            choix = dict(form.fields[nom].choices)  # type: ignore[attr-defined]
            dits.append(f"{form[nom].label.lower()}{FINE}: {choix[code].lower()}")
    return ", ".join(dits)
