"""From paragraphs to facts: figures, metrics and commitments, each with its exact place."""
