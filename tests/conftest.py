"""What several test modules need.

Laws are tried on a few examples by default and on 1,000 each with HYPOTHESIS_PROFILE=thorough.
"""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

_SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large)
settings.register_profile("default", max_examples=60, deadline=None, suppress_health_check=_SLOW)
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
