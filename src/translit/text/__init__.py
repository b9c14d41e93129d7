"""Text: folded letters, tokens, scripts, languages, word lists, and a text as a document of chunks."""
