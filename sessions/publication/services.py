"""Publishing a closed period: once, under one key, when nothing more can come."""

from collections.abc import Collection
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from medlove.journal import consigner
from medlove.models import Equipe, Utilisateur
from sessions.periodes import ANNEE, Periode, Trimestre
from sessions.publication.annees import tenir
from sessions.publication.catalogue import Duree, Taille
from sessions.publication.construction import CelluleComptee, Chantier
from sessions.publication.grille import mots
from sessions.publication.models import CellulePubliee, Publication, Reglages, TrimestreComplet
from sessions.publication.moteur import CleFaible, Moteur
from sessions.publication.territoires import codes_des_territoires, contours, territoires

FINE = "\u202f"


class PublicationRefusee(Exception):
    """Why nothing was published, in one sentence."""


def moteur() -> Moteur:
    """The engine under the key of this server. PublicationRefusee without a good one."""
    if not settings.MEDLOVE_CLE_PUBLICATION:
        raise PublicationRefusee(
            f"Rien n’est publié sans clé{FINE}: mettre dans MEDLOVE_CLE_PUBLICATION "
            "64 chiffres hexadécimaux tirés au hasard, gardés hors de la base."
        )
    try:
        engin = Moteur.de_texte(settings.MEDLOVE_CLE_PUBLICATION)
    except CleFaible as faible:
        raise PublicationRefusee(str(faible)) from faible
    if Publication.objects.exclude(empreinte_de_la_cle=engin.empreinte).exists():
        raise PublicationRefusee(
            f"La clé de publication n’est plus celle des publications précédentes{FINE}: remettre "
            "l’ancienne, car deux clés sur les mêmes rencontres laisseraient les comparer."
        )
    return engin


def publier(
    equipe: Equipe, code: str, *, par: Utilisateur | None = None, le: date | None = None
) -> Publication:
    """The publication of « 2026-T3 » or « 2025 », made if it was not yet.

    A year comes with its four trimestres. Raises PublicationRefusee, nothing written.
    """
    le = le or timezone.localdate()
    if deja := deja_publiee(equipe, code):
        return deja
    if Publication.objects.exclude(equipe=equipe).filter(slug=equipe.slug).exists():
        raise PublicationRefusee(
            f"Une autre équipe a déjà publié sous le nom « {equipe.slug} »{FINE}: donner à "
            "celle-ci un autre nom court, dans l’administration."
        )
    engin = moteur()
    with transaction.atomic():
        # One publication of an équipe at a time: the second waits, then finds it done.
        Equipe.objects.select_for_update(no_key=True).get(pk=equipe.pk)
        for trimestre in _trimestres(code):
            _publier(equipe, trimestre, engin, par, le)
        return _publier(equipe, code, engin, par, le)


def deja_publiee(equipe: Equipe, code: str) -> Publication | None:
    publication: Publication | None = Publication.objects.de(equipe).filter(periode=code).first()
    return publication


def apercu(equipe: Equipe, code: str) -> list[CelluleComptee]:
    """What `publier` would show and hide, for the coordination: nothing is written."""
    return _cellules(chantier(equipe, code), code, moteur())


def refus_de_la_periode(code: str, le: date, complets: Collection[str]) -> str:
    """Why « 2026-T3 » or « 2025 » may not be published on that day; empty when it may.

    `complets` are the trimestres that the coordination said complete.
    """
    periode = Periode.lire(code)
    delai = settings.MEDLOVE_PUBLICATION_DELAI
    if periode.au >= le:
        fini, quoi = ("finie", "son T4") if ANNEE.fullmatch(code) else ("fini", "le trimestre")
        return (
            f"« {periode.libelle} » n’est pas {fini}{FINE}: attendre le "
            f"{_le(periode.au, delai + 1)}, ou dès le {_le(periode.au, 1)} déclarer {quoi} complet."
        )
    trimestre = f"{code}-T4" if ANNEE.fullmatch(code) else code
    if (le - periode.au).days <= delai and trimestre not in complets:
        return (
            f"Des rencontres de « {periode.libelle} » peuvent encore arriver{FINE}: attendre le "
            f"{_le(periode.au, delai + 1)}, ou déclarer le trimestre complet."
        )
    # What is purged is no longer whole.
    if periode.au.year < settings.MEDLOVE_DELAIS.premiere_annee(le):
        return (
            f"Les rencontres de « {periode.libelle} » sont effacées, ou vont l’être{FINE}: "
            "une période purgée ne se publie plus."
        )
    return ""


def trimestres_complets(equipe: Equipe) -> set[str]:
    complets = TrimestreComplet.objects.filter(equipe=equipe)
    return set(complets.values_list("trimestre", flat=True))


def chantier(equipe: Equipe, code: str) -> Chantier:
    """What there is to publish of « 2026-T3 » or « 2025 », by the size announced."""
    taille = _taille(equipe, code)
    codes = codes_des_territoires(equipe, taille)
    return Chantier(
        equipe=equipe,
        periode=Periode.lire(code),
        duree=Duree.ANNEE if ANNEE.fullmatch(code) else Duree.TRIMESTRE,
        taille=taille,
        territoires=tuple(sorted({codes[un.pk] for un in territoires(equipe)})),
    )


def _taille(equipe: Equipe, code: str) -> Taille:
    """The size announced; within a year, that of the first of its periods to be published.

    Else its trimestres, by quartier, would be read beside the year, by secteur.
    """
    annee = code.partition("-")[0]
    siennes = Publication.objects.de(equipe).filter(periode__startswith=annee)
    premiere = siennes.order_by("periode").values_list("taille", flat=True).first()
    return Taille(premiere or reglages(equipe).taille)


def reglages(equipe: Equipe) -> Reglages:
    """Those of the équipe, the most careful ones as long as it chose none."""
    return Reglages.objects.filter(equipe=equipe).first() or Reglages(equipe=equipe)


def regler(choisis: Reglages, *, par: Utilisateur) -> None:
    """Keep what the équipe decides of its publications to come, in the journal too."""
    choisis.save()
    consigner(
        "reglages_de_publication",
        equipe=choisis.equipe,
        par=par,
        taille=choisis.taille,
        licence=choisis.licence,
        ouverte=choisis.ouverte,
    )


def declarer_complet(equipe: Equipe, trimestre: Trimestre, *, par: Utilisateur) -> None:
    """Say that nothing more will come for a trimestre that ended: it need not wait."""
    if trimestre.au >= timezone.localdate():
        raise PublicationRefusee(f"« {trimestre.libelle} » n’est pas fini{FINE}: il reste ouvert.")
    _, nouveau = TrimestreComplet.objects.get_or_create(
        equipe=equipe, trimestre=str(trimestre), defaults={"dit_le": timezone.localdate()}
    )
    if nouveau:
        consigner("trimestre_complet", equipe=equipe, par=par, trimestre=str(trimestre))


def _cellules(travaux: Chantier, code: str, engin: Moteur) -> list[CelluleComptee]:
    """Those of a period; of a year, not otherwise than its trimestres said, once published."""
    cellules = travaux.cellules(engin)
    publies = [deja_publiee(travaux.equipe, un) for un in _trimestres(code)]
    return tenir(cellules, [un for un in publies if un]) if all(publies) else cellules


def _publier(
    equipe: Equipe, code: str, engin: Moteur, par: Utilisateur | None, le: date
) -> Publication:
    if deja := deja_publiee(equipe, code):
        return deja
    if refus := refus_de_la_periode(code, le, trimestres_complets(equipe)):
        raise PublicationRefusee(refus)
    travaux = chantier(equipe, code)
    cellules = _cellules(travaux, code, engin)
    choisis = reglages(equipe)
    publication = Publication.objects.create(
        equipe=equipe,
        slug=equipe.slug,
        nom=equipe.nom,
        licence=choisis.licence,
        periode=code,
        taille=travaux.taille.value,
        publiee_le=le,
        empreinte_de_la_cle=engin.empreinte,
        libelles={axe: list(siens.items()) for axe, siens in mots().items()},
        contours=contours(equipe, travaux.taille),
    )
    CellulePubliee.objects.bulk_create(
        CellulePubliee(publication=publication, valeur=une.valeur, **une.cle._asdict())
        for une in cellules
    )
    consigner(
        "publication",
        equipe=equipe,
        par=par,
        objet=f"publication:{publication.pk}",
        periode=code,
        lignes=len(cellules),
        montrees=sum(1 for une in cellules if une.valeur is not None),
    )
    return publication


def _trimestres(code: str) -> list[str]:
    """Those of a year; none of a trimestre."""
    return [str(un) for un in Periode.lire(code).trimestres()] if ANNEE.fullmatch(code) else []


def _le(jour: date, apres: int) -> str:
    quand = jour + timedelta(days=apres)
    return f"{quand:%d/%m/%Y}"
