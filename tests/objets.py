"""What the addresses name: one thing of each kind, all of one équipe."""

from typing import Any
from uuid import uuid4

import pytest

from medlove.models import Equipe
from sessions.models import Reception
from sessions.terrain.appareils import enroler
from tests.fabriques import (
    ArchiveFactory,
    BilanFactory,
    HalteFactory,
    ImageFactory,
    LieuFactory,
    OrientationFactory,
    OutilFactory,
    ParoleFactory,
    PartenaireFactory,
    ProfessionnelFactory,
    RencontreFactory,
    SignataireFactory,
    TransfertFactory,
    publiee,
)
from tests.fabriques_editions import EditionFactory
from tests.fabriques_notes import MotCourantFactory, NoteTireeFactory
from tests.personnes import Personne

Objets = dict[str, dict[str, Any]]

DE_LA_SECTION = ["deplacer", "enregistrer", "image_ajouter", "imprimer", "retirer", "section"]
DE_L_IMAGE = ["image", "image_modifier", "image_retirer"]
NOTE, PAROLE = "canarinote", "canariparole"


def _cahiers(equipe: Equipe) -> Objets:
    image = ImageFactory(section__cahier__equipe=equipe)
    section = image.section
    signataire = SignataireFactory(cahier=section.cahier)
    return {
        "cahiers": {"pk": section.cahier.pk},
        **{f"cahiers:{nom}": {"pk": section.pk} for nom in DE_LA_SECTION},
        **{f"cahiers:{nom}": {"pk": image.pk} for nom in DE_L_IMAGE},
        "cahiers:signataire": {"pk": signataire.pk},
        "cahiers:signataire_retirer": {"pk": signataire.pk},
        "editions": {"pk": EditionFactory(cahier=section.cahier).pk},
        "editions:demander": {"pk": section.cahier.pk, "variante": "livret"},
        "editions:lire": {"secret": "inconnu"},
        "editions:page": {"pk": section.cahier.pk},
    }


def _transferts(equipe: Equipe) -> Objets:
    un = TransfertFactory(equipe=equipe)
    return {"transferts": {"pk": un.pk}, "transferts:modele": {"forme": "xlsx"}}


@pytest.fixture
def objets(mediation: Personne, equipe: Equipe) -> Objets:
    """What an address names: things of the équipe, the rencontre being the mediator's own."""
    halte = HalteFactory(sortie__equipe=equipe, lieu=LieuFactory(equipe=equipe))
    rencontre = RencontreFactory(
        sortie=halte.sortie, halte=halte, auteur=mediation.utilisateur, note=f"Un {NOTE} chante."
    )
    bilan = BilanFactory(sortie=halte.sortie, scene="Un banc.", parole=f"Un {PAROLE} aussi.")
    orientation = OrientationFactory(besoin__rencontre=rencontre)
    reception = Reception.objects.create(
        equipe=equipe, element="x", empreinte="x", type="x", brut={}, verdict="quarantaine"
    )
    return {
        "a_corriger": {"pk": reception.pk},
        "sorties": {"pk": halte.sortie.pk},
        "annuaire": {"pk": PartenaireFactory(equipe=equipe).pk},
        "annuaire:modifier_professionnel": {"pk": ProfessionnelFactory(equipe=equipe).pk},
        "annuaire_echanges": {
            "pk": PartenaireFactory(equipe=equipe).pk,
            "autre": PartenaireFactory(equipe=equipe).pk,
        },
        "api": {"pk": halte.sortie.pk},
        "archives": {"annee": ArchiveFactory(equipe=equipe).annee},
        "appareils": {"pk": enroler(equipe, "Tablette du vélo")[0].pk},
        "orientations_gestes": {"pk": orientation.partenaire.pk},
        "orientations_gestes:suite": {"pk": orientation.pk},
        "relecture": {"pk": rencontre.pk},
        "relecture:laisser": {"pk": bilan.pk},
        "relecture:modifier": {"pk": (parole := ParoleFactory(equipe=equipe)).pk},
        "relecture:reecrire_bilan": {"pk": bilan.pk},
        "relecture:retirer": {"pk": parole.pk},
        "relecture:scene": {"pk": bilan.pk},
        "relecture:mot_accepter": {"pk": (mot := MotCourantFactory(equipe=equipe)).pk},
        "relecture:mot_retirer": {"pk": mot.pk},
        "tirages": {"pk": NoteTireeFactory(rencontre=rencontre, tirage__equipe=equipe).pk},
        "report": {"pk": halte.sortie.pk},
        "rencontres": {"pk": rencontre.pk},
        **_cahiers(equipe),
        "carte_d_orientation": {"pk": PartenaireFactory(equipe=equipe).pk},
        "donnees": {"code": "2026-T1"},
        "donnees:fichier": {"code": "2026-T1", "nom": "T6.csv"},
        "hypotheses": {"pk": equipe.chiffres.first().pk},
        "publications": publiee(equipe),
        "publications:accueil": {"slug": equipe.slug},
        "publications:domaine": {**publiee(equipe), "domaine": "droits"},
        "publications:fichier": {**publiee(equipe), "nom": "T1.csv"},
        "lieux": {"pk": halte.lieu.pk},
        "outils": {"pk": OutilFactory(equipe=equipe, illustre=True).pk},
        "equipe": {"pk": mediation.utilisateur.pk},
        "equipe:invitation": {"jeton": "inconnu"},
        "equipe:rejoindre": {"jeton": "inconnu"},
        "compte_fermer_connexion": {"connexion": uuid4()},
        "compte_demonstration": {"porte": "coordination"},
        **_transferts(equipe),
        "account_reset_password_from_key": {"uidb36": "1", "key": "inconnue"},
    }
