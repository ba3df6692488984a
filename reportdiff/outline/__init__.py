"""Blocks -> sections and numbered paragraphs; furniture is listed apart, paragraphs cut by a page are joined."""

from .assembly import Outline, outline
from .packs import Member, members_of

__all__ = ["Member", "Outline", "members_of", "outline"]
