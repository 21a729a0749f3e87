"""What was chosen on a page, as the journal may keep it: codes, never words that were typed."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict

# What anybody may type into: a search may hold somebody's name.
LIBRES = (forms.CharField,)


def en_filtre(demande: QueryDict, form: forms.Form | None = None) -> str:
    """The query string, in one order, with what `form` offers to choose and took as good.

    A field in which one types is left out, whatever it holds; so is what no form expects, but for
    the number of a page.
    """
    gardes = [("page", page)] if (page := demande.get("page", "")).isdecimal() else []
    if form is not None:
        gardes += [
            (nom, valeur)
            for nom, champ in form.fields.items()
            if not _libre(champ) and nom not in form.errors
            for valeur in demande.getlist(form.add_prefix(nom))
            if valeur
        ]
    return urlencode(sorted(gardes))


def _libre(champ: Any) -> bool:
    """A subclass that types its values (an e-mail, a URL, a pattern) is one of them."""
    return isinstance(champ, LIBRES)
