"""Which figures of two reports are one metric, and how far it went."""
