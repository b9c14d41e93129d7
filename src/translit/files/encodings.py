"""What a file is that is no UTF-8 text, and how to make one of it: guesses for messages, which change no answer."""

from __future__ import annotations

import re

_SAMPLE = 1 << 16  # bytes that are looked at
_WESTERN = ("WINDOWS-1252", "WINDOWS-1250", "ISO-8859-2")
_CYRILLIC = ("WINDOWS-1251", "KOI8-R", "CP866", "ISO-8859-5")
_BYTES = re.compile(rb"[A-Za-z\x80-\xff]+")
_LETTERS = re.compile(r"[^\W\d_]+")


_PANDOC = "save it as plain text first: pandoc -t plain FILE"
# How a file begins that is no text, what stands further on, and what to say of it.
_KINDS = (
    (b"%PDF", b"", "is a PDF; take the text out first: pdftotext FILE"),
    (b"PK\3\4", b"word/", f"is a Word document; {_PANDOC}"),
    (b"PK\3\4", b"xl/", "is an Excel workbook; save the sheet as CSV (UTF-8) first"),
    (b"PK\3\4", b"opendocument.text", f"is an OpenDocument text; {_PANDOC}"),
    (b"PK\3\4", b"epub", f"is an e-book; {_PANDOC}"),
    (b"PK\3\4", b"", "is a ZIP archive; unpack it first: unzip FILE"),
    (b"\xd0\xcf\x11\xe0", b"", "is an old Office document; save it as plain text or CSV first"),
    (b"{\\rtf", b"", f"is RTF; {_PANDOC}"),
    (b"\xfd7zXZ\0", b"", "is packed with xz; unpack it first: unxz FILE"),
    (b"(\xb5/\xfd", b"", "is packed with Zstandard; unpack it first: unzstd FILE"),
    (b"7z\xbc\xaf", b"", "is a 7-Zip archive; unpack it first: 7z x FILE"),
    (b"PAR1", b"", "is a Parquet file; name it .parquet, or read it with --from parquet"),
    (b"\x89PNG", b"", "is an image, not text"),
    (b"\xff\xd8\xff", b"", "is an image, not text"),
    (b"GIF8", b"", "is an image, not text"),
)
_MARKS = ((b"\xff\xfe\0\0", "UTF-32"), (b"\0\0\xfe\xff", "UTF-32"), (b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))


def other_kind(content: bytes) -> str:
    """Return what a file is that is no text, and what to do, or ``""``.

    >>> other_kind(b"%PDF-1.7")
    'is a PDF; take the text out first: pdftotext FILE'
    """
    for beginning, inside, told in _KINDS:
        if content.startswith(beginning) and inside in content[:_SAMPLE]:
            return told
    if encoding := _wide(content[:_SAMPLE]):
        return f"is {encoding}, not UTF-8; say --encoding {encoding}, or convert it: iconv -f {encoding} -t UTF-8"
    return f"is not text (byte 0 at {content.index(0)}); give text files only" if b"\0" in content else ""


def mend(content: bytes) -> str:
    """Return what to do with text that is not UTF-8: convert it from the encoding that it is most likely in.

    >>> mend("Минск".encode("koi8-r")), mend("Müller".encode("latin-1"))
    ('convert it first: iconv -f KOI8-R -t UTF-8', 'convert it first: iconv -f WINDOWS-1252 -t UTF-8')
    """
    return other_kind(content) or f"convert it first: iconv -f {_encoding(content[:_SAMPLE])} -t UTF-8"


def with_option(content: bytes) -> str:
    """Return what to do with text that is not UTF-8 where the command has the option ``--encoding``.

    >>> with_option("Минск".encode("koi8-r"))
    'say --encoding KOI8-R, or convert it first: iconv -f KOI8-R -t UTF-8'
    """
    return other_kind(content) or f"say --encoding {_encoding(content[:_SAMPLE])}, or {mend(content)}"


def marked(content: bytes) -> str:
    """Return the encoding that the mark at the beginning of a text tells if it is not UTF-8, else ``""``."""
    return next((encoding for mark, encoding in _MARKS if content.startswith(mark)), "")


def _wide(content: bytes) -> str:
    """Return the encoding of text whose characters have two or four bytes, or ``""``."""
    if encoding := marked(content):
        return encoding
    pairs = content[: len(content) // 2 * 2]
    for encoding, high in (("UTF-16LE", pairs[1::2]), ("UTF-16BE", pairs[::2])):
        # The other half of every character: zeros in Latin text, one of few values in any other alphabet.
        if len(high) > 3 and high.count(0) > len(high) // 10 and len(set(high)) <= 4:
            return encoding
    return ""


def _encoding(content: bytes) -> str:
    """Return the encoding of one byte for each letter that gives the most likely words."""
    words = [word for word in _BYTES.findall(content) if not word.isascii()]
    mixed = sum(any(byte < 0x80 for byte in word) for word in words)  # few words of a Latin script have no plain letter
    is_latin = 2 * mixed >= len(words)
    return max(_WESTERN if is_latin else _CYRILLIC, key=lambda encoding: _likeness(content, encoding))


def _likeness(content: bytes, encoding: str) -> int:
    """Return how many letters beyond ASCII stand in words written as usual: small, or with one capital at the beginning."""
    text = content.decode(encoding, "replace")
    words = [word for word in _LETTERS.findall(text) if not word.isascii()]
    letters = sum(not c.isascii() for word in words if word[1:] == word[1:].lower() for c in word)
    return letters - 3 * sum(not c.isascii() and not c.isalnum() and c not in _SIGNS for c in text)


_SIGNS = frozenset("“”„’‘«»–—…§°№€\u00a0")
