"""Text: folded letters, tokens, repairs, languages, word lists, and a text as a document of chunks."""
