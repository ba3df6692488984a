"""What changed: paired texts, figures and commitments as changes."""
