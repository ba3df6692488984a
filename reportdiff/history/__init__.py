"""Many reports: what each metric and each commitment came to through the years."""
