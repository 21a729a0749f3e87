"""Rows for the tests: everything plausible, nothing real."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from io import BytesIO
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.files.base import ContentFile
from django.db.models import Model
from factory import (
    LazyAttribute,
    SelfAttribute,
    Sequence,
    SubFactory,
    Trait,
    post_generation,
)
from factory.django import DjangoModelFactory, Password
from PIL import Image as Dessin

from medlove.models import Appartenance, Equipe, Role, Utilisateur
from sessions.models import (
    Archive,
    Besoin,
    Bilan,
    Cahier,
    CategorieBesoin,
    CellulePubliee,
    Halte,
    Image,
    Orientation,
    Outil,
    Parole,
    Passages,
    Publication,
    Reglages,
    Rencontre,
    Section,
    Signataire,
    Sortie,
    Transfert,
)
from sessions.publication.grille import mots
from sessions.rencontres.premiers import remarquer
from territoires.models import Lieu, Partenaire, Professionnel, Quartier

MOT_DE_PASSE = "une phrase de passe pour les essais"


def ecrire(objets: Iterable[Model]) -> None:
    """Objects that factories built and did not save, each table in one statement.

    Those a row refers to come before it. Besoins are marked, as when each is saved.
    """
    par_modele: dict[type[Model], list[Any]] = defaultdict(list)
    for un in objets:
        par_modele[type(un)].append(un)
    for modele, siens in par_modele.items():
        modele._default_manager.bulk_create(siens)
    if besoins := par_modele[Besoin]:
        remarquer(Besoin.objects.filter(rencontre__in={un.rencontre_id for un in besoins}))


def carre(ouest: float, sud: float, cote: float = 0.01) -> dict[str, Any]:
    """A square outline, counterclockwise, in degrees."""
    est, nord = ouest + cote, sud + cote
    return {
        "type": "Polygon",
        "coordinates": [[[ouest, sud], [est, sud], [est, nord], [ouest, nord], [ouest, sud]]],
    }


class EquipeFactory(DjangoModelFactory[Equipe]):
    class Meta:
        model = Equipe

    nom = Sequence(lambda n: f"Équipe {n}")
    slug = Sequence(lambda n: f"equipe-{n}")
    code_insee = "35238"


class UtilisateurFactory(DjangoModelFactory[Utilisateur]):
    class Meta:
        model = Utilisateur

    nom = Sequence(lambda n: f"Personne {n}")
    email = Sequence(lambda n: f"personne{n}@exemple.test")
    password = Password(MOT_DE_PASSE)


SECRET_DU_TELEPHONE = "JBSWY3DPEHPK3PXP"


def doubler(utilisateur: Utilisateur) -> None:
    """Give the account its second factor."""
    Authenticator.objects.get_or_create(
        user=utilisateur,
        type=Authenticator.Type.TOTP,
        defaults={"data": {"secret": SECRET_DU_TELEPHONE}},
    )


class AppartenanceFactory(DjangoModelFactory[Appartenance]):
    class Meta:
        model = Appartenance
        skip_postgeneration_save = True

    utilisateur = SubFactory(UtilisateurFactory)
    equipe = SubFactory(EquipeFactory)
    role = Role.MEDIATION

    @post_generation
    def double(obj: Appartenance, create: bool, extracted: bool | None, **kwargs: Any) -> None:
        """Who coordinates has a second factor, as the product demands (`double=False`: not yet)."""
        if create and extracted is not False and obj.role == Role.COORDINATION:
            doubler(obj.utilisateur)


class QuartierFactory(DjangoModelFactory[Quartier]):
    """Squares side by side, one a number."""

    class Meta:
        model = Quartier
        django_get_or_create = ("code_insee", "numero")

    code_insee = "35238"
    numero = Sequence(lambda n: n + 1)
    nom = LazyAttribute(lambda quartier: f"Quartier {quartier.numero}")
    contour = LazyAttribute(lambda quartier: carre(-1.75 + 0.01 * (quartier.numero % 20), 48.1))
    contour_simplifie = SelfAttribute("contour")
    longitude = LazyAttribute(lambda quartier: f"{-1.745 + 0.01 * (quartier.numero % 20):.6f}")
    latitude = "48.105000"
    superficie_m2 = 826_000


class LieuFactory(DjangoModelFactory[Lieu]):
    class Meta:
        model = Lieu

    equipe = SubFactory(EquipeFactory)
    nom = Sequence(lambda n: f"Place {n}")
    genre = "place"
    quartier = SubFactory(QuartierFactory)
    latitude = SelfAttribute("quartier.latitude")
    longitude = SelfAttribute("quartier.longitude")


class PartenaireFactory(DjangoModelFactory[Partenaire]):
    class Meta:
        model = Partenaire

    equipe = SubFactory(EquipeFactory)
    nom = Sequence(lambda n: f"Centre social {n}")
    genre_de_structure = "centre_social"


class ProfessionnelFactory(DjangoModelFactory[Professionnel]):
    class Meta:
        model = Professionnel

    equipe = SubFactory(EquipeFactory)
    nom = Sequence(lambda n: f"Collègue {n}")
    telephone = "02 00 00 00 00"
    accord_le = datetime.date(2026, 9, 1)


class OutilFactory(DjangoModelFactory[Outil]):
    class Meta:
        model = Outil

    equipe = SubFactory(EquipeFactory)

    class Params:
        illustre = Trait(
            photo=LazyAttribute(lambda outil: ContentFile(dessin(), name="essai.jpg")),
            photo_montre="Une roue de vélo couverte de douze cartes",
            a_imprimer=LazyAttribute(lambda outil: ContentFile(b"%PDF-", name="essai.pdf")),
        )

    nom = Sequence(lambda n: f"Jeu {n}")
    origine = "invente"


class SortieFactory(DjangoModelFactory[Sortie]):
    class Meta:
        model = Sortie

    equipe = SubFactory(EquipeFactory)
    saisi_le = SelfAttribute("date")
    date = datetime.date(2026, 9, 15)
    creneau = "apres_midi"
    quartier = SubFactory(QuartierFactory)
    statut = Sortie.TERMINEE


class HalteFactory(DjangoModelFactory[Halte]):
    class Meta:
        model = Halte

    sortie = SubFactory(SortieFactory)
    equipe = SelfAttribute("sortie.equipe")
    saisi_le = SelfAttribute("sortie.date")
    quartier = SelfAttribute("sortie.quartier")
    arrivee = datetime.time(14, 0)
    depart = datetime.time(16, 0)


class PassagesFactory(DjangoModelFactory[Passages]):
    class Meta:
        model = Passages

    halte = SubFactory(HalteFactory)
    equipe = SelfAttribute("halte.equipe")
    saisi_le = SelfAttribute("halte.saisi_le")


class BilanFactory(DjangoModelFactory[Bilan]):
    class Meta:
        model = Bilan

    sortie = SubFactory(SortieFactory)
    equipe = SelfAttribute("sortie.equipe")
    saisi_le = SelfAttribute("sortie.date")


class RencontreFactory(DjangoModelFactory[Rencontre]):
    class Meta:
        model = Rencontre

    sortie = SubFactory(SortieFactory)
    equipe = SelfAttribute("sortie.equipe")
    saisi_le = SelfAttribute("sortie.date")
    jour = SelfAttribute("sortie.date")
    quartier = SelfAttribute("sortie.quartier")
    saisie = "au_retour"


class BesoinFactory(DjangoModelFactory[Besoin]):
    class Meta:
        model = Besoin

    class Params:
        code = "aides_prestations"

    rencontre = SubFactory(RencontreFactory)
    equipe = SelfAttribute("rencontre.equipe")
    jour = SelfAttribute("rencontre.jour")
    quartier = SelfAttribute("rencontre.quartier")
    categorie = LazyAttribute(lambda besoin: CategorieBesoin.objects.get(code=besoin.code))
    reponse = "sur_place"


class OrientationFactory(DjangoModelFactory[Orientation]):
    class Meta:
        model = Orientation

    besoin = SubFactory(BesoinFactory)
    equipe = SelfAttribute("besoin.equipe")
    jour = SelfAttribute("besoin.jour")
    quartier = SelfAttribute("besoin.quartier")
    categorie = SelfAttribute("besoin.categorie")
    partenaire = SubFactory(PartenaireFactory, equipe=SelfAttribute("..equipe"))
    modalite = "carte_remise"


class ParoleFactory(DjangoModelFactory[Parole]):
    class Meta:
        model = Parole

    equipe = SubFactory(EquipeFactory)
    texte = Sequence(lambda n: f"On ose demander, {n} fois sur dix.")
    trimestre = "2026-T3"
    source = Parole.NOTE


class PublicationFactory(DjangoModelFactory[Publication]):
    """A year published with one cell: every rencontre of droits."""

    class Meta:
        model = Publication
        django_get_or_create = ("equipe", "periode")
        skip_postgeneration_save = True

    equipe = SubFactory(EquipeFactory)
    slug = SelfAttribute("equipe.slug")
    nom = SelfAttribute("equipe.nom")
    licence = "Licence Ouverte 2.0"
    periode = "2024"
    taille = "grande"
    publiee_le = datetime.date(2025, 2, 1)
    empreinte_de_la_cle = "0" * 64
    libelles = LazyAttribute(lambda une: {axe: list(m.items()) for axe, m in mots().items()})
    contours: list[dict[str, Any]] = []

    @post_generation
    def droits(self, create: bool, extracted: int | None, **kwargs: Any) -> None:
        CellulePubliee.objects.get_or_create(
            publication=self, table="T1", axe="domaine", modalite="droits", valeur=extracted or 40
        )


def publiee(equipe: Equipe) -> dict[str, Any]:
    """A year that the équipe shows to everybody, as its addresses name it."""
    Reglages.objects.get_or_create(equipe=equipe, defaults={"ouverte": True})
    publication = PublicationFactory(equipe=equipe)
    return {"slug": publication.slug, "periode": publication.periode}


class CahierFactory(DjangoModelFactory[Cahier]):
    """Without sections: `commencer` gives those of the outline."""

    class Meta:
        model = Cahier

    equipe = SubFactory(EquipeFactory)
    titre = "Un été au Blosne"
    periode = "2026-T3"


class SectionFactory(DjangoModelFactory[Section]):
    class Meta:
        model = Section

    cahier = SubFactory(CahierFactory)
    code = "velo"
    titre = "Pourquoi à vélo"


def dessin(largeur: int = 8, hauteur: int = 6) -> bytes:
    """A picture of one colour, as a JPEG."""
    tampon = BytesIO()
    Dessin.new("RGB", (largeur, hauteur), "sienna").save(tampon, "JPEG")
    return tampon.getvalue()


class ImageFactory(DjangoModelFactory[Image]):
    class Meta:
        model = Image

    section = SubFactory(SectionFactory)
    fichier = LazyAttribute(lambda image: ContentFile(dessin(), name="essai.jpg"))
    largeur, hauteur = 8, 6
    empreinte = "0" * 64
    alternative = "Le vélo cargo ouvert sur une place, trois chaises autour"
    credit = "L’équipe"
    licence = "CC BY-SA 4.0"


class SignataireFactory(DjangoModelFactory[Signataire]):
    class Meta:
        model = Signataire

    cahier = SubFactory(CahierFactory)
    role = Signataire.COMPLICE
    nom = "Le collectif du banc"
    accord = True


class TransfertFactory(DjangoModelFactory[Transfert]):
    """An import that wrote nothing."""

    class Meta:
        model = Transfert

    equipe = SubFactory(EquipeFactory)
    nom = "ancien-tableur.csv"
    empreinte = Sequence(lambda n: f"{n:064x}")
    lignes = sorties = haltes = rencontres = besoins = 0


class ArchiveFactory(DjangoModelFactory[Archive]):
    """A year gone, of which no count was large enough."""

    class Meta:
        model = Archive

    equipe = SubFactory(EquipeFactory)
    annee = 2021
    figee_le = datetime.date(2024, 1, 1)
