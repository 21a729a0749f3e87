"""A forgotten password: the answer leaves first, the same for everybody, then the e-mail.

An account found costs a token, a line in the database and a talk with a mail server: done
before answering, the time it took would tell which addresses have an account.
"""

import logging
from collections.abc import Callable
from typing import Any

from allauth.account.views import PasswordResetView
from allauth.core.context import request_context
from django.http import HttpResponse, HttpResponseRedirect

journal = logging.getLogger(__name__)


class PuisFaire(HttpResponseRedirect):
    """A redirection, and what is left to do once it is gone."""

    suite: Callable[[], Any] | None = None

    def close(self) -> None:
        suite, self.suite = self.suite, None
        if suite is not None:
            try:
                suite()
            except Exception as erreur:  # nobody is left to be told
                journal.warning("E-mail not sent: %s", type(erreur).__name__)
        super().close()


class Demande(PasswordResetView):
    def form_valid(self, form: Any) -> HttpResponse:
        reponse = super().form_valid(form)
        if not form.a_envoyer:
            return reponse
        gardee = PuisFaire(reponse["Location"])
        gardee.suite = lambda: self._envoyer(form)
        return gardee

    def _envoyer(self, form: Any) -> None:
        with request_context(self.request):
            form.envoyer(self.request)


demander = Demande.as_view()
