"""Paragraphs and tables to figures: every number that states something, with unit, bound, role, time and name."""
