"""Which verdict, in the order of the contract; then what is accepted is written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from medlove.models import Equipe
from sessions.donnees import TYPES, Contexte, TypeDElement, Version
from sessions.donnees.ecriture import creer, remplacer
from sessions.donnees.references import Citation
from sessions.terrain.lots.etat import MOTIF_EMPREINTE, Etat, perdues
from sessions.terrain.lots.recu import Recu
from sessions.terrain.models import Verdict

AILLEURS = "Cet enregistrement ne peut pas être rangé ici."


@dataclass(slots=True)
class Affaire:
    """An element whose content must be read."""

    recu: Recu
    version: Version
    absentes: Sequence[Citation] = ()


def juger(recus: Sequence[Recu], etat: Etat, equipe: Equipe) -> None:
    """Give a verdict to each element (ids are distinct), and write those accepted."""
    contexte = Contexte(equipe)
    restants = [recu for recu in recus if not _d_emblee(recu, etat, equipe)]
    for type_ in TYPES.values():
        siens = [recu for recu in restants if recu.type is type_]
        if siens:
            _ranger(type_, siens, recus, etat, contexte)


def _d_emblee(recu: Recu, etat: Etat, equipe: Equipe) -> bool:
    """The rules that need not read the content. True when one of them gave the verdict."""
    connue = etat.receptions.get((recu.cle, recu.empreinte))
    ligne = etat.lignes.get(recu.id) if recu.id else None
    if recu.empreinte != recu.dite:
        recu.quarantaine(MOTIF_EMPREINTE)
    elif recu.id in etat.supprimees:
        recu.juger(Verdict.SUPPRIME)
    elif connue and not connue.en_suspens:
        recu.juger(_encore(connue.verdict), connue.motif)
    elif ligne and ligne.equipe != equipe.pk:
        recu.quarantaine(AILLEURS)
    elif malforme := _malforme(recu):
        recu.quarantaine(malforme)
    elif ligne and recu.remplace != ligne.empreinte:
        deja = ligne.empreinte == recu.empreinte
        recu.juger(Verdict.DEJA if deja else Verdict.CONFLIT)
    else:
        return False
    return True


def _encore(verdict: str) -> Verdict:
    """The answer to what was already received."""
    if verdict in {Verdict.CREE, Verdict.REMPLACE}:
        return Verdict.DEJA
    return Verdict(verdict)


def _malforme(recu: Recu) -> str:
    if recu.id is None:
        return "L’identifiant est illisible."
    if recu.type is None:
        return "Ce type d’enregistrement n’est pas connu de ce serveur."
    return "" if type(recu.donnees) is dict else "Le contenu est illisible."


def _ranger(
    type_: TypeDElement, recus: Sequence[Recu], tous: Sequence[Recu], etat: Etat, contexte: Contexte
) -> None:
    """Read, verify and write the elements of one type."""
    affaires = [Affaire(recu, recu.version()) for recu in recus]
    for affaire in affaires:
        type_.lire(affaire.version)
    contexte.charger([affaire.version.lecture for affaire in affaires])
    valides = [affaire for affaire in affaires if _valide(type_, affaire, etat, contexte)]
    _faire_attendre([un for un in affaires if un.absentes], tous, contexte.equipe)
    nouvelles, suivantes = _separer(valides, etat)
    if nouvelles:
        creer(type_, nouvelles, contexte)
    if suivantes:
        remplacer(type_, suivantes, contexte)


def _valide(type_: TypeDElement, affaire: Affaire, etat: Etat, contexte: Contexte) -> bool:
    """Whether it can be written. Else it has its verdict, or waits for `absentes`."""
    recu, version = affaire.recu, affaire.version
    contexte.refuser_inconnues(version.lecture)
    type_.controler(version, contexte)
    absentes = contexte.absentes(version.lecture)
    if recu.id in etat.lignes:
        type_.controler_suite(version, etat.lignes[recu.id].objet)
        # A replacement is valid now or is not: the version in place stays.
        for citation in absentes:
            version.lecture.refuser(citation.chemin, contexte.motif(citation))
    if version.lecture.motifs:
        recu.quarantaine(" ".join(version.lecture.motifs.values()))
        return False
    affaire.absentes = absentes
    return not absentes


def _faire_attendre(affaires: Sequence[Affaire], tous: Sequence[Recu], equipe: Equipe) -> None:
    """`reessayer` while the reference may still come; not for ever."""
    if not affaires:
        return
    voulues = {citation.cle for affaire in affaires for citation in affaire.absentes}
    sans_retour = perdues(voulues, equipe) | set(_refuses(tous))
    for affaire in affaires:
        if any(citation.cle in sans_retour for citation in affaire.absentes):
            affaire.recu.quarantaine("Ce à quoi il se rattache est à corriger, ou supprimé.")
        else:
            affaire.recu.juger(Verdict.REESSAYER, "Ce à quoi il se rattache n’est pas arrivé.")


def _refuses(recus: Sequence[Recu]) -> Iterator[UUID]:
    for recu in recus:
        retenu = getattr(recu, "verdict", None) == Verdict.QUARANTAINE
        if recu.id and retenu and recu.motif != MOTIF_EMPREINTE:
            yield recu.id


def _separer(affaires: Sequence[Affaire], etat: Etat) -> tuple[list[Version], list[Version]]:
    """New versions and replacements, each by id: two lots lock rows in the same order."""
    nouvelles, suivantes = [], []
    for affaire in sorted(affaires, key=_par_id):
        if affaire.version.id in etat.lignes:
            affaire.recu.juger(Verdict.REMPLACE)
            suivantes.append(affaire.version)
        else:
            affaire.recu.juger(Verdict.CREE)
            nouvelles.append(affaire.version)
    return nouvelles, suivantes


def _par_id(affaire: Affaire) -> Any:
    return affaire.version.id
