"""``python -m translit`` is the command ``normalize``."""

from translit.cli import main

main()
