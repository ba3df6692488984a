"""Words that name a time: where they stand, what they mean as dates."""
