import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _sans_essais_precedents() -> None:
    """The limits of allauth live in the cache, which outlives a test."""
    cache.clear()
