"""Articles in and annotations out: readers, markup, writers."""
