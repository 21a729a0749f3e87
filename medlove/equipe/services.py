"""Who comes into an équipe, with which role, and who leaves: every change is in the journal."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from medlove.equipe import connexions
from medlove.journal import consigner
from medlove.models import Appartenance, Equipe, Role, Utilisateur

DERNIERE_COORDINATION = (
    "Une équipe garde toujours quelqu’un à la coordination : "
    "donner d’abord ce rôle à une autre personne."
)


@transaction.atomic
def creer_equipe(
    *, nom: str, slug: str, code_insee: str, email: str, nom_membre: str
) -> Appartenance:
    """Create an équipe and its first coordinator; ValidationError when a value is refused."""
    if not re.fullmatch(r"[0-9][0-9AB][0-9]{3}", code_insee):
        raise ValidationError({"code_insee": "cinq caractères, comme 35238."})
    equipe = Equipe(nom=nom, slug=slug, code_insee=code_insee)
    equipe.full_clean()
    equipe.save()
    consigner("equipe.creee", equipe=equipe, slug=slug)
    return inviter(equipe, email=email, nom=nom_membre, role=Role.COORDINATION)


@transaction.atomic
def inviter(
    equipe: Equipe,
    *,
    email: str,
    nom: str,
    role: str,
    metier: str = "",
    par: Utilisateur | None = None,
) -> Appartenance:
    """Make somebody a member; open an account without password when the address is new.

    An account that exists keeps its own name, and opens nothing of this équipe before a link sent
    to its address is opened (`rejoindre`). ValidationError when the person is already in the
    équipe, or a value is refused.
    """
    utilisateur = Utilisateur.objects.filter(email=email.lower()).first()
    if utilisateur is None:
        utilisateur = Utilisateur(email=email.lower(), nom=nom)
        utilisateur.set_unusable_password()
        utilisateur.full_clean()
        utilisateur.save()
    appartenance = Appartenance(
        utilisateur=utilisateur,
        equipe=equipe,
        role=role,
        metier=metier,
        a_accepter=utilisateur.has_usable_password(),
    )
    appartenance.full_clean()
    appartenance.save()
    _noter("membre.invite", appartenance, par, role=role)
    return appartenance


@transaction.atomic
def accepter(utilisateur: Utilisateur, mot_de_passe: str) -> None:
    """Choose the first password: from now on the invitation opens nothing.

    ValidationError when it has just been chosen: of two browsers at once, one comes in.
    """
    if Utilisateur.objects.select_for_update().get(pk=utilisateur.pk).has_usable_password():
        raise ValidationError("Ce lien vient de servir.")
    utilisateur.set_password(mot_de_passe)
    utilisateur.save(update_fields=["password"])
    for appartenance in utilisateur.appartenances.filter(is_active=True).select_related("equipe"):
        _noter("membre.arrive", appartenance, utilisateur)


@transaction.atomic
def rejoindre(appartenance: Appartenance) -> None:
    """The owner of an account that another équipe had opened says yes to this one."""
    appartenance.a_accepter = False
    appartenance.save(update_fields=["a_accepter"])
    _noter("membre.arrive", appartenance, appartenance.utilisateur)


@transaction.atomic
def changer(
    appartenance: Appartenance, *, role: str, metier: str, par: Utilisateur | None = None
) -> None:
    """Give another role or métier; ValidationError when nobody would coordinate any more."""
    _verrouiller(appartenance.equipe)
    if role != Role.COORDINATION:
        _refuser_sans_coordination(appartenance)
    appartenance.role, appartenance.metier = role, metier
    appartenance.full_clean()
    appartenance.save(update_fields=["role", "metier"])
    _noter("membre.change", appartenance, par, role=role, metier=metier)


@transaction.atomic
def desactiver(appartenance: Appartenance, *, par: Utilisateur | None = None) -> None:
    """Close the équipe to a member, whose account and past sorties stay.

    Their sessions end too, unless another équipe has them. What their tablets still hold is
    received and waits in à corriger.
    """
    _verrouiller(appartenance.equipe)
    _refuser_sans_coordination(appartenance)
    appartenance.is_active = False
    appartenance.save(update_fields=["is_active"])
    utilisateur = appartenance.utilisateur
    if not utilisateur.is_staff and not utilisateur.appartenances.en_cours().exists():
        connexions.tout_fermer(utilisateur)
    _noter("membre.desactive", appartenance, par)


@transaction.atomic
def reactiver(appartenance: Appartenance, *, par: Utilisateur | None = None) -> None:
    appartenance.is_active = True
    appartenance.save(update_fields=["is_active"])
    _noter("membre.reactive", appartenance, par)


def _verrouiller(equipe: Equipe) -> None:
    """One change of members at a time, else two coordinators could leave together."""
    Equipe.objects.select_for_update(no_key=True).get(pk=equipe.pk)


def _refuser_sans_coordination(appartenance: Appartenance) -> None:
    coordination = Appartenance.objects.de(appartenance.equipe).en_cours()
    autres = coordination.filter(role=Role.COORDINATION).exclude(pk=appartenance.pk)
    etait_en_place = coordination.filter(pk=appartenance.pk, role=Role.COORDINATION)
    if etait_en_place.exists() and not autres.exists():
        raise ValidationError(DERNIERE_COORDINATION)


def _noter(action: str, appartenance: Appartenance, par: Utilisateur | None, **detail: Any) -> None:
    consigner(
        action,
        equipe=appartenance.equipe,
        par=par,
        objet=f"compte:{appartenance.utilisateur_id}",
        **detail,
    )
