"""English, and nothing about reports: words, their classes, sentences, words of time, and the tables they rest on."""
