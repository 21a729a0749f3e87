"""Every address of the product, opened by its name."""

from collections.abc import Iterator
from typing import Any

from django.urls import NoReverseMatch, URLPattern, URLResolver, reverse


def adresses(resolveur: URLResolver, espace: str = "") -> Iterator[str]:
    """The names of all the product's addresses, the administration's own apart."""
    for motif in resolveur.url_patterns:
        if isinstance(motif, URLPattern):
            yield f"{espace}{motif.name}"
        elif motif.namespace == "admin":
            yield "admin:index"
        else:
            yield from adresses(motif, f"{espace}{motif.namespace}:" if motif.namespace else espace)


def adresse(nom: str, objets: dict[str, dict[str, Any]]) -> str:
    try:
        return reverse(nom)
    except NoReverseMatch:
        return reverse(nom, kwargs=objets.get(nom) or objets[nom.split(":")[0]])


def lue(reponse: Any) -> Any:
    """A file among the answers is read to its end, which closes it."""
    if reponse.streaming:
        list(reponse.streaming_content)
    return reponse
