"""Blocks -> sections and numbered paragraphs; furniture is listed apart, paragraphs cut by a page are joined."""

from .assembly import Outline, outline

__all__ = ["Outline", "outline"]
