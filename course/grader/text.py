"""Text that came from students, made safe to show and to export."""

from __future__ import annotations

import unicodedata

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def clean(text: str, most: int) -> str:
    """Without control characters (line ends and tabs stay), at most so long."""
    kept = []
    for letter in text[: 4 * most]:
        if letter in "\n\t":
            kept.append(letter)
        elif unicodedata.category(letter)[0] != "C":
            kept.append(letter)
        else:
            kept.append("\N{REPLACEMENT CHARACTER}")
    short = "".join(kept)
    return short if len(short) <= most else short[:most] + " ..."


def line(text: str, most: int = 200) -> str:
    """The same on one line."""
    return " ".join(clean(text, most).split())


def cell(text: str) -> str:
    """For a spreadsheet, which would run a text that begins like a formula."""
    one = line(text, 2000)
    return "'" + one if one.startswith(FORMULA) else one
