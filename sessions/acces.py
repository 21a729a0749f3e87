"""Every « fetch this object if you may »: an object one may not see does not exist (404)."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from medlove.acces import Requete
from sessions.archives.models import Archive
from sessions.cahiers.editions.models import Edition
from sessions.cahiers.models import Cahier, Image, Section, Signataire
from sessions.hypotheses.models import ChiffreDeContexte
from sessions.notes.models import MotCourant
from sessions.orientations.models import Orientation
from sessions.relecture.models import Parole
from sessions.rencontres.models import Rencontre
from sessions.sorties.models import Bilan, Outil, Sortie
from sessions.terrain.models import Appareil, Reception
from sessions.tirages.models import NoteTiree
from sessions.transferts.models import Transfert
from territoires.models import Partenaire, Professionnel


def sortie_visible(request: Requete, pk: UUID) -> Sortie:
    sorties = Sortie.objects.visible_to(request.appartenance)
    return get_object_or_404(sorties.avec_quartier(), pk=pk)


def rencontre_visible(request: Requete, pk: UUID) -> Rencontre:
    rencontres = Rencontre.objects.visible_to(request.appartenance)
    return get_object_or_404(rencontres.avec_lieux(), pk=pk)


def cahier_de_l_equipe(request: Requete, pk: UUID) -> Cahier:
    return get_object_or_404(Cahier.objects.de(request.equipe), pk=pk)


def appareil_de_l_equipe(request: Requete, pk: UUID) -> Appareil:
    return get_object_or_404(Appareil.objects.de(request.equipe), pk=pk)


def reception_a_corriger(request: Requete, pk: int) -> Reception:
    """One still to be mended; once treated, it is no longer there."""
    receptions = Reception.objects.de(request.equipe).a_corriger()
    return get_object_or_404(receptions.select_related("equipe", "appareil", "membre"), pk=pk)


def partenaire_de_l_equipe(request: Requete, pk: UUID) -> Partenaire:
    partenaires = Partenaire.objects.de(request.equipe).pour_la_fiche()
    return get_object_or_404(partenaires, pk=pk)


def professionnel_de_l_equipe(request: Requete, pk: UUID) -> Professionnel:
    professionnels = Professionnel.objects.de(request.equipe).select_related("equipe")
    return get_object_or_404(professionnels, pk=pk)


def orientation_visible(request: Requete, pk: UUID) -> Orientation:
    """One still awaited, of a rencontre the member may read."""
    rencontres = Rencontre.objects.visible_to(request.appartenance)
    attendues = Orientation.objects.filter(
        statut=Orientation.REMISE, besoin__rencontre__in=rencontres
    )
    return get_object_or_404(attendues.select_related("partenaire", "categorie", "besoin"), pk=pk)


def note_de_l_equipe(request: Requete, pk: UUID) -> Rencontre:
    """The rencontre that carries it; without a note, there is none to read."""
    notes = Rencontre.objects.visible_to(request.appartenance).avec_note()
    return get_object_or_404(notes.pour_la_relecture(), pk=pk)


def bilan_de_l_equipe(request: Requete, pk: UUID) -> Bilan:
    return get_object_or_404(Bilan.objects.de(request.equipe).pour_la_relecture(), pk=pk)


def parole_de_l_equipe(request: Requete, pk: UUID) -> Parole:
    return get_object_or_404(Parole.objects.de(request.equipe).pour_la_liste(), pk=pk)


def chiffre_de_l_equipe(request: Requete, pk: UUID) -> ChiffreDeContexte:
    return get_object_or_404(ChiffreDeContexte.objects.de(request.equipe), pk=pk)


def edition_de_l_equipe(request: Requete, pk: UUID) -> Edition:
    editions = Edition.objects.de(request.equipe).select_related("cahier__equipe")
    return get_object_or_404(editions, pk=pk)


def edition_lisible(request: Requete, pk: UUID) -> Edition:
    """One whose file the person may read."""
    editions = Edition.objects.lisibles_par(request.appartenance)
    return get_object_or_404(editions.select_related("cahier__equipe"), pk=pk)


def section_de_l_equipe(request: Requete, pk: UUID) -> Section:
    sections = Section.objects.filter(cahier__equipe=request.equipe)
    return get_object_or_404(sections.select_related("cahier__equipe"), pk=pk)


def image_de_l_equipe(request: Requete, pk: UUID) -> Image:
    images = Image.objects.filter(section__cahier__equipe=request.equipe)
    return get_object_or_404(images.select_related("section__cahier"), pk=pk)


def signataire_de_l_equipe(request: Requete, pk: UUID) -> Signataire:
    signataires = Signataire.objects.filter(cahier__equipe=request.equipe)
    return get_object_or_404(signataires.select_related("cahier"), pk=pk)


def outil_de_l_equipe(request: Requete, pk: UUID) -> Outil:
    return get_object_or_404(Outil.objects.de(request.equipe).select_related("equipe"), pk=pk)


def note_tiree_de_l_equipe(request: Requete, pk: UUID) -> NoteTiree:
    """One whose note is still there to be read."""
    notes = NoteTiree.objects.de(request.equipe).lisibles()
    return get_object_or_404(notes.select_related("rencontre"), pk=pk)


def mot_de_l_equipe(request: Requete, pk: UUID) -> MotCourant:
    return get_object_or_404(MotCourant.objects.de(request.equipe).select_related("equipe"), pk=pk)


def transfert_de_l_equipe(request: Requete, pk: UUID) -> Transfert:
    return get_object_or_404(Transfert.objects.de(request.equipe).select_related("equipe"), pk=pk)


def archive_de_l_equipe(request: Requete, annee: int) -> Archive:
    archive: Archive = get_object_or_404(Archive.objects.de(request.equipe), annee=annee)
    return archive
