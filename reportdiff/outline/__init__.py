"""Blocks -> sections and numbered paragraphs; furniture is listed apart, paragraphs cut by a page are joined."""

from .assembly import Outline, outline
from .packs import Member, members_of
from .units import Unit, units_of

__all__ = ["Member", "Outline", "Unit", "members_of", "outline", "units_of"]
