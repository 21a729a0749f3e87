"""At the door of a page whose reading is itself a gesture: a print, a drawing, notes."""

from typing import Any, TypeVar

from django import forms
from django.http.response import HttpResponseBase

from medlove.acces import Requete
from medlove.journal.filtre import en_filtre
from medlove.journal.services import consigner

OK = 200
Reponse = TypeVar("Reponse", bound=HttpResponseBase)


def servie(
    request: Requete,
    reponse: Reponse,
    geste: str,
    *,
    form: forms.Form | None = None,
    **dit: Any,
) -> Reponse:
    """The answer, once the journal says that it was given: who, which choice, how many rows.

    Given already built: what failed was not read. A refusal, a page whose choice is wrong (it
    shows no figure), the bare headers of a HEAD are no reading.
    """
    rien = reponse.status_code != OK or request.method == "HEAD"
    if not rien and (form is None or form.is_valid()):
        consigner(
            geste,
            equipe=request.equipe,
            par=request.user,  # type: ignore[arg-type]  # whom the door let in
            filtre=en_filtre(request.GET, form),
            **dit,
        )
    return reponse
