"""What goes with what: named reasons that are weighed, the best assignment, the longest common subsequence.

Alignment, figures and commitments decide with these; what each counts for stands in one table, `weights.tsv`.
"""
