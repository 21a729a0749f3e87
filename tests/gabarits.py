"""An undefined variable in one of our templates is a failure, not an empty string."""

import inspect
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template
from django.template.base import Origin
from django.test import override_settings
from django.test.signals import template_rendered

NOS_GABARITS = Path(__file__).resolve().parent.parent / "templates"


class VariableIndefinie(str):
    """What Django writes in place of an undefined variable (`string_if_invalid`).

    Django looks for "%s" in it, then formats it with the name of the variable. Templates of
    Django and of libraries rely on the empty string: only ours are held to the rule.
    """

    __slots__ = ()

    def __mod__(self, nom: object) -> str:
        origine = gabarit_en_cours()
        if origine and NOS_GABARITS in Path(origine.name).parents:
            ou = Path(origine.name).relative_to(NOS_GABARITS)
            pytest.fail(f"variable indéfinie dans templates/{ou} : {nom}", pytrace=False)
        return ""


def gabarit_en_cours() -> Origin | None:
    """The template whose node is being drawn, found on the stack."""
    cadre = inspect.currentframe()
    while cadre := cadre and cadre.f_back:
        origine = getattr(cadre.f_locals.get("self"), "origin", None)
        if isinstance(origine, Origin):
            return origine
    return None


class Dessin(threading.local):
    """What Django's tests put in the place of `Template._render`, for pages alone.

    They tell of every template, with a copy of its context: each field of each form is one. Here
    `response.context` and `response.templates` hold what a view gave, and the page it gave it to.
    """

    en_cours = False

    def __call__(self, gabarit: Template, contexte: Context) -> str:
        if self.en_cours:
            return gabarit.nodelist.render(contexte)
        self.en_cours = True
        try:
            template_rendered.send(sender=gabarit, template=gabarit, context=contexte)
            return gabarit.nodelist.render(contexte)
        finally:
            self.en_cours = False


@contextmanager
def pages_seules() -> Iterator[None]:
    dessin = Dessin()

    def dessiner(gabarit: Template, contexte: Context) -> str:
        return dessin(gabarit, contexte)

    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(Template, "_render", dessiner)
        yield


@contextmanager
def surveillance() -> Iterator[None]:
    """Through the settings: a test that changes DEBUG makes Django build its engine again."""
    moteur, *autres = settings.TEMPLATES
    options = {**moteur["OPTIONS"], "string_if_invalid": VariableIndefinie("%s")}
    with override_settings(TEMPLATES=[{**moteur, "OPTIONS": options}, *autres]):
        yield
