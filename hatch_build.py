"""The project's addresses, known where a release is made: a clone elsewhere claims none."""

import os
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface


class Addresses(MetadataHookInterface):
    """Adds the project URLs of the repository that builds the release, as its runner names it."""

    PLUGIN_NAME = "custom"

    def update(self, metadata: dict[str, Any]) -> None:
        """Set `urls` from the variables `GITHUB_SERVER_URL` and `GITHUB_REPOSITORY`; without these there are none."""
        server, place = os.environ.get("GITHUB_SERVER_URL"), os.environ.get("GITHUB_REPOSITORY")
        home = f"{server}/{place}" if server and place else ""
        pages = {
            "Source": home,
            "Documentation": f"{home}/tree/main/docs",
            "Changelog": f"{home}/blob/main/CHANGELOG.md",
            "Issues": f"{home}/issues",
        }
        metadata["urls"] = pages if home else {}
