"""Limits: how much of anything is read or remembered. All of them stand here, each with its reason.

What is longer than a limit of text is never a name: it is left out, which costs linear time and raises nothing.
"""

from __future__ import annotations

LONGEST_WORD = 100
"""Characters of a word. No name has so many; comparing two words takes time that grows with the product of their lengths."""
LONGEST_NAME = 1000
"""Characters of a name. Names of two hundred letters are listed; what is longer is a text, and is not taken apart."""
