"""Who may open a page: the role asked by a view, said once, above it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from medlove.models import Appartenance, Equipe, Role

type_vue = Callable[..., HttpResponseBase]


class Requete(HttpRequest):
    """A request of a member: what `equipe_courante` adds to Django's."""

    appartenance: Appartenance
    equipe: Equipe


def reserve(*roles: Role) -> Callable[[type_vue], type_vue]:
    """Refuse (403) a person who has none of these roles in the current équipe.

    Without a role named, any member may enter.
    """
    admis = set(roles or Role)

    def decorer(vue: type_vue) -> type_vue:
        @wraps(vue)
        def vue_reservee(request: Requete, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.appartenance is None or request.appartenance.role not in admis:
                raise PermissionDenied
            return vue(request, *args, **kwargs)

        return vue_reservee

    return decorer


def reserve_au_terrain(vue: type_vue) -> type_vue:
    """For those who go out and log: mediators and coordinators."""
    return reserve(Role.MEDIATION, Role.COORDINATION)(vue)
