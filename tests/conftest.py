"""What several test modules need."""

import os
from pathlib import Path

import pytest


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
