"""The targets with a small budget; `python -m fuzz` has a large one. What either finds becomes a case."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzz.targets import targets

EXAMPLES = 25


@pytest.mark.parametrize("name", targets())
def test_target(name: str) -> None:
    """Nothing is raised, for the same inputs each time."""

    @settings(max_examples=EXAMPLES, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.binary(max_size=300))
    def holds(data: bytes) -> None:
        targets()[name](data)

    holds()
