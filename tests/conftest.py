"""What several test modules need.

Tests that take the time of something run with REPORTDIFF_TIMED=1.
Laws are tried on a few examples by default and on 1,000 each with HYPOTHESIS_PROFILE=thorough.
"""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

_SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large)
settings.register_profile(
    "default", max_examples=60, deadline=None, suppress_health_check=_SLOW, derandomize=True, database=None
)
settings.register_profile("thorough", max_examples=1000, deadline=None, suppress_health_check=_SLOW)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the gold files and the corpus, named by REPORTDIFF_SHARED; tests that need it skip elsewhere."""
    place = os.environ.get("REPORTDIFF_SHARED")
    if not place:
        pytest.skip("REPORTDIFF_SHARED names no folder with gold files and corpus")
    folder = Path(place)
    if not folder.is_dir():
        pytest.skip(f"REPORTDIFF_SHARED names {folder}, which is no folder")
    return folder


@pytest.fixture
def timed() -> None:
    """For tests that take the time of something: a loaded machine makes them lie, so they run when asked for."""
    if not os.environ.get("REPORTDIFF_TIMED"):
        pytest.skip("takes the time of something: set REPORTDIFF_TIMED=1 on an idle machine")
