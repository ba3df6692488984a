"""The page that compares reports in a browser: `building` makes a folder of it, `browser` is what it runs.

Nothing is imported here: what the page runs has to load fast, and does not need what builds it.
"""
