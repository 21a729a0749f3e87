"""`check --deploy` says when nothing could be printed."""

import sys

import pytest
from django.core.checks import Error, registry

from sessions.pdf.checks import documents_can_be_printed


def test_it_is_asked_at_each_installation() -> None:
    verifies = registry.registry.get_checks(include_deployment_checks=True)
    assert documents_can_be_printed in verifies
    assert documents_can_be_printed not in registry.registry.get_checks()


def test_a_server_that_prints_has_nothing_to_say() -> None:
    assert documents_can_be_printed(None) == []


@pytest.mark.parametrize("manque", [OSError("libpango-1.0.so.0"), ImportError("weasyprint")])
def test_a_missing_library_is_named_with_what_to_install(
    monkeypatch: pytest.MonkeyPatch, manque: Exception
) -> None:
    def manquer(_: str) -> None:
        raise manque

    monkeypatch.setattr(sys.modules["sessions.pdf.checks"], "import_module", manquer)
    [dit] = documents_can_be_printed(None)
    assert isinstance(dit, Error)
    assert str(manque) in dit.msg
    assert "libpango-1.0-0" in str(dit.hint)
