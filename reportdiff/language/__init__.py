"""English, and nothing about reports: words, stems, word classes, sentences with their phrases and clauses."""
