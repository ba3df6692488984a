"""Paragraphs to commitments: clauses that say what somebody is to do."""
