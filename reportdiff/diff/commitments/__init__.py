"""What became of each commitment in the next report."""
