"""How Sphinx makes these pages: ``make docs``."""

from __future__ import annotations

from translit import __version__

project = "translit"
author = "The translit authors"
copyright = "The translit authors"
release = version = __version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
myst_heading_anchors = 4

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_class_signature = "mixed"
napoleon_google_docstring = False
napoleon_use_rtype = False

html_theme = "furo"
html_title = f"translit {version}"
html_show_copyright = False
html_last_updated_fmt = None
