"""Composing a cahier: its sections and their order, their words, their images."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from medlove.journal import consigner
from medlove.models import Utilisateur
from sessions.cahiers.editions.models import Edition
from sessions.cahiers.models import Cahier, Image, Section
from sessions.cahiers.plan import PLAN, TEXTE, genre
from sessions.images import ImagePropre

TENUE = (
    "Cette section dit comment les personnes sont protégées, ou d’où vient le cahier\u202f: "
    "elle reste, toujours imprimée."
)


class SectionChangee(Exception):
    """Somebody else, or another tab, wrote since the section was read: nothing was kept."""

    def __init__(self, actuelle: Section) -> None:
        super().__init__(
            "Cette section a été modifiée ailleurs depuis que vous l’avez ouverte\u202f: "
            "comparer les deux textes, puis garder le bon."
        )
        self.actuelle = actuelle


class SectionPartie(Exception):
    """The section went while it was being read, from another tab or by somebody else."""

    def __init__(self) -> None:
        super().__init__(
            "Cette section vient d’être retirée du cahier, dans un autre onglet ou par quelqu’un "
            "d’autre\u202f: l’ajouter de nouveau si elle doit y être."
        )


class SectionTenue(Exception):
    """A section that every cahier prints was about to go."""

    def __init__(self) -> None:
        super().__init__(TENUE)


def enregistrer(section: Section, version: str) -> Section:
    """Keep its title and its text, if it still is as it was read; returns it as it is kept.

    `version` is its `modifiee_le` when it was read. The very same words are no change: a form
    sent twice is no quarrel. Raises SectionChangee or SectionPartie, nothing written.
    """
    actuelle = _encore_la(section)
    if (actuelle.titre, actuelle.texte) == (section.titre, section.texte):
        return actuelle
    quand = timezone.now()
    lue = _version(version)
    telle_quelle = Section.objects.filter(pk=section.pk, modifiee_le=lue) if lue else None
    mots = {"titre": section.titre, "texte": section.texte}
    # Asked and written in one statement: nobody comes in between.
    if telle_quelle is None or not telle_quelle.update(**mots, modifiee_le=quand):
        raise SectionChangee(_encore_la(section))
    _toucher(section.cahier_id, quand)
    section.modifiee_le = quand
    return section


def ajouter(cahier: Cahier, code: str, titre: str = "") -> Section:
    """A section of the outline where the outline has it, a free one before those that close.

    One of the outline is never there twice: the one that is there is returned.
    """
    with transaction.atomic():
        sections = _verrouillees(cahier)
        if code != TEXTE and (deja := [une for une in sections if une.code == code]):
            return deja[0]
        section = Section(cahier=cahier, code=code, titre=titre or genre(code).titre)
        sections.insert(_place(sections, code), section)
        section.save()
        _ranger(sections)
    return section


def deplacer(section: Section, de: int) -> int:
    """Move it by `de` places, -1 up or 1 down; returns its rank, from 0. Raises SectionPartie."""
    with transaction.atomic():
        sections = _verrouillees(section.cahier)
        if section not in sections:
            raise SectionPartie
        ancien = sections.index(section)
        nouveau = min(max(ancien + de, 0), len(sections) - 1)
        sections.insert(nouveau, sections.pop(ancien))
        _ranger(sections)
    return nouveau


def imprimer_ou_non(section: Section, imprimee: bool) -> None:
    """Whether the cahier prints it. Raises SectionTenue."""
    if section.genre.tenu and not imprimee:
        raise SectionTenue
    Section.objects.filter(pk=section.pk).update(imprimee=imprimee)
    _toucher(section.cahier_id, timezone.now())


def retirer(section: Section) -> None:
    """With its words and its images. Raises SectionTenue; gone already, it is as was asked."""
    if section.genre.tenu:
        raise SectionTenue
    with transaction.atomic():
        # First of all, as everywhere: two who wait for each other would both be stopped.
        sections = _verrouillees(section.cahier)
        if section not in sections:
            return
        oublier(list(section.images.values_list("fichier", flat=True)))
        sections.remove(section)
        section.delete()
        _ranger(sections)


def absentes(sections: Iterable[Section]) -> list[str]:
    """The codes of the outline that a cahier has no section of, in order."""
    presentes = {une.code for une in sections}
    return [code for code in PLAN if code not in presentes]


def ajouter_image(image: Image, propre: ImagePropre) -> Image:
    """Keep the file, then its row; the file goes again if the row cannot be written."""
    derniere = image.section.images.aggregate(n=Max("rang"))["n"]
    image.rang = 0 if derniere is None else derniere + 1
    image.largeur, image.hauteur = propre.largeur, propre.hauteur
    image.empreinte = propre.empreinte
    nom = f"{image.pk}.{propre.extension}"
    image.fichier.save(nom, ContentFile(propre.octets), save=False)
    try:
        image.save()
    except Exception:
        image.fichier.delete(save=False)
        raise
    _toucher(image.section.cahier_id, timezone.now())
    return image


def retirer_image(image: Image) -> None:
    with transaction.atomic():
        oublier([image.fichier.name])
        image.delete()
        _toucher(image.section.cahier_id, timezone.now())


def supprimer(cahier: Cahier, *, par: Utilisateur) -> None:
    """The cahier, its sections, its images and its editions, with their files."""
    with transaction.atomic():
        images = Image.objects.filter(section__cahier=cahier).values_list("fichier", flat=True)
        editions = Edition.objects.filter(cahier=cahier).values_list("fichier", flat=True)
        oublier([*images, *editions])
        consigner(
            "cahier_supprime",
            equipe=cahier.equipe,
            par=par,
            objet=f"cahier:{cahier.pk}",
            periode=cahier.periode,
        )
        cahier.delete()


def oublier(noms: Iterable[str | None]) -> None:
    """Delete these private files, once what named them is gone for good."""

    for nom in filter(None, noms):
        transaction.on_commit(partial(default_storage.delete, nom))


def _encore_la(section: Section) -> Section:
    """Raises SectionPartie."""
    actuelle = Section.objects.filter(pk=section.pk).first()
    if actuelle is None:
        raise SectionPartie
    return actuelle


def _verrouillees(cahier: Cahier) -> list[Section]:
    """The sections in order, none when the cahier is gone; nobody else changes the order
    meanwhile."""
    Cahier.objects.select_for_update().filter(pk=cahier.pk).first()
    return list(cahier.sections.all())


def _ranger(sections: Sequence[Section]) -> None:
    for rang, section in enumerate(sections):
        section.rang = rang
    Section.objects.bulk_update(sections, ["rang"])
    if sections:
        _toucher(sections[0].cahier_id, timezone.now())


def _place(sections: Sequence[Section], code: str) -> int:
    """Before the first section that comes after it in the outline."""
    ordre = list(PLAN)
    suivantes = (
        {un for un in ordre if PLAN[un].tenu} if code == TEXTE else {*ordre[ordre.index(code) :]}
    )
    return next((rang for rang, une in enumerate(sections) if une.code in suivantes), len(sections))


def _toucher(cahier_id: UUID, quand: datetime) -> None:
    Cahier.objects.filter(pk=cahier_id).update(modifie_le=quand)


def _version(texte: str) -> datetime | None:
    """The moment a form says its section was read; None when unreadable."""
    try:
        quand = datetime.fromisoformat(texte)
    except ValueError:
        return None
    return quand if timezone.is_aware(quand) else None
