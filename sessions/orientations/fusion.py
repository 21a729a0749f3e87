"""Merge two partenaires that are one place, with all that hangs on them."""

from django.db import transaction
from django.db.models import ManyToManyRel

from medlove.journal import consigner
from medlove.models import Utilisateur
from sessions.orientations.models import RetourGroupe
from territoires.annuaire.completion import completer
from territoires.models import Fusion, Partenaire

AU_PLUS = 32_767  # what a small positive integer holds, on both databases


class FusionImpossible(ValueError):
    """These two cannot be merged; the message says why, and nothing was changed."""


@transaction.atomic
def fusionner(garde: Partenaire, absorbe: Partenaire, *, par: Utilisateur) -> Partenaire:
    """Keep one, completed by the other, which is deleted once nothing hangs on it.

    Orientations, vérifications, professionnels, categories and distincts move; retours groupés
    of a same month are added up. What a tablet still says of the one that went is heard of the
    other, by `Fusion`. Raises FusionImpossible.
    """
    paire = Partenaire.objects.select_for_update().filter(pk__in=[garde.pk, absorbe.pk])
    par_pk = {un.pk: un for un in paire.order_by("pk")}
    if len(par_pk) < 2:
        raise FusionImpossible("L’un des deux n’est plus dans l’annuaire : rien n’a été changé.")
    garde, absorbe = par_pk[garde.pk], par_pk[absorbe.pk]
    if garde.equipe_id != absorbe.equipe_id:
        raise FusionImpossible("Ces deux partenaires ne sont pas de la même équipe.")
    remplis = completer(garde, absorbe)
    _additionner_les_retours(garde, absorbe)
    deplaces = _deplacer(garde, absorbe)
    absorbe_pk = absorbe.pk
    absorbe.delete()  # before the other takes its source, and its link, which are unique
    garde.save()
    Fusion.objects.create(absorbe=absorbe_pk, garde=garde)
    consigner(
        "partenaires_fusionnes",
        equipe=garde.equipe,
        par=par,
        objet=f"partenaire:{garde.pk}",
        absorbe=str(absorbe_pk),
        completes=remplis,
        deplaces=deplaces,
    )
    return garde


def _additionner_les_retours(garde: Partenaire, absorbe: Partenaire) -> None:
    """A place has one retour by month: where both have one, it is their sum."""
    deja = {retour.mois: retour for retour in garde.retours_groupes.all()}
    for retour in absorbe.retours_groupes.all():
        if sien := deja.get(retour.mois):
            somme = min(AU_PLUS, sien.accueillies + retour.accueillies)
            dit_le = max(sien.dit_le, retour.dit_le)
            RetourGroupe.objects.filter(pk=sien.pk).update(accueillies=somme, dit_le=dit_le)
            retour.delete()


def _deplacer(garde: Partenaire, absorbe: Partenaire) -> dict[str, int]:
    """Whatever points at a partenaire, were it a model of tomorrow; how many rows of each."""
    deplaces = {}
    garde.distincts.add(*absorbe.distincts.exclude(pk=garde.pk))
    for relation in Partenaire._meta.related_objects:
        nom = relation.get_accessor_name()
        if nom is None:  # a relation with itself, `distincts`, has no way back
            continue
        siens = getattr(absorbe, nom)
        if isinstance(relation, ManyToManyRel):
            getattr(garde, nom).add(*siens.all())
            siens.clear()
        elif combien := siens.update(**{relation.field.name: garde}):
            deplaces[nom] = combien
    return deplaces
