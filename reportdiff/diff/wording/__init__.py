"""How the words of one text became those of another."""
