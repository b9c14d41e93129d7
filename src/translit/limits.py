"""Limits: how much of anything is read or remembered. All of them stand here, each with its reason.

What is longer than a limit of text is never a name: it is left out, which costs linear time and raises nothing.
"""

from __future__ import annotations

LONGEST_WORD = 100
"""Characters of a word. No name has so many, and the time of comparing two words grows with the product of their lengths."""
LONGEST_NAME = 1000
"""Characters of a name. Names of two hundred letters are listed; what is longer is a text, and is not taken apart."""
MOST_WORDS = 24
"""Words of a name that is looked up or compared. More are a paragraph; the time of pairing them grows with the square."""
LONGEST_ARTICLE = 1 << 18
"""Characters of a text that is read as one article (a long book chapter); what is longer is annotated piece by piece."""
MOST_NAMESAKES = 64
"""Persons that a bare family name is weighed for, and full names of an article whose misspellings are looked for. With more
of them nothing tells who is meant, and time would grow with their number times that of the other words."""
MOST_NAMES = 1 << 16
"""Listed names of one entity: a compiled gazetteer numbers them with two bytes. The best known have a thousand."""
REMEMBERED_WORDS = 1 << 12
"""Words of texts of which each cache of annotation keeps its answer, in three hundred bytes or so. All caches of a process
with one annotator take less than a hundred megabytes by estimate (a test), and what the allocator cannot give back."""
REMEMBERED_SHORTLY = 1 << 8
"""Answers of each cache of what is asked again in the same article or hardly ever: in six megabytes of news a cache of this
size gives nearly as many as one of :data:`REMEMBERED_WORDS` (of a hundred calls at most five more are computed)."""
REMEMBERED_CHUNKS = 64 << 20
"""Bytes, about, of what an annotator remembers of the chunks of texts, in all languages together: some four megabytes of
news in which most chunks hold a listed name, fifteen where few do. Beyond, the older half is forgotten."""
LARGEST_TEXT = 1 << 28
"""Bytes, when unpacked, of a file that is read as one text: hundreds of books, and a part of a small memory."""
LARGEST_ALIAS_FILE = 1 << 23
"""Bytes of an alias file and those it includes: three times the shipped ones. Their tree may take ninety times as
much memory."""
LONGEST_LINE = 1 << 26
"""Bytes of a line of JSON Lines, CSV or a dump: the largest item of Wikidata has a tenth of it."""
LONGEST_FIELD = 1 << 24
"""Characters of a CSV field; what is longer is a quote that is never closed."""
DEEPEST_JSON = 100
"""Levels of brackets in a record: well below what Python's own stack allows to go through."""
DEEPEST_ALIAS_FILE = 8
"""Levels of lists and mappings in an alias file, of which an entity needs four."""
MOST_FAULTS = 100
"""Faults of a file that are told at once. Nobody reads more of them, and a hostile file has millions."""
MOST_SUGGESTED = 1000
"""Words among which the one is looked for that was perhaps meant: each takes some thirty microseconds."""
LARGEST_REQUEST = 1 << 21
"""Bytes of a request to the server: a text of :data:`LONGEST_ARTICLE` characters that a form writes with six bytes each."""
LONGEST_REQUEST = 20.0
"""Seconds in which a request to the server must have arrived, and again in which it must be answered: the longest text
takes a tenth of it."""
MOST_REQUESTS = 32
"""Requests that a server works on or keeps waiting; more are told to come back. Browsers send six at once."""
MOST_QUERIES = 50
"""Queries of a batch of reconciliation: five times what OpenRefine sends."""
MOST_CANDIDATES = 25
"""Candidates of a query of reconciliation: nobody reads more, and those behind have hardly anything of the name."""
