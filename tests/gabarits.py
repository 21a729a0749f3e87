"""An undefined variable in one of our templates is a failure, not an empty string."""

import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.template.base import Origin
from django.test import override_settings

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


@contextmanager
def surveillance() -> Iterator[None]:
    """Through the settings: a test that changes DEBUG makes Django build its engine again."""
    moteur, *autres = settings.TEMPLATES
    options = {**moteur["OPTIONS"], "string_if_invalid": VariableIndefinie("%s")}
    with override_settings(TEMPLATES=[{**moteur, "OPTIONS": options}, *autres]):
        yield
