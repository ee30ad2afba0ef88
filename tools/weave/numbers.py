"""Numbers as a text spells them, and as it would spell the numbers of a run."""

import math
import re

# 1,234.5  -0.43  1.2e-7  1.2 \times 10^{-7}  43%  nan  inf; but the 2 of w2 is not one.
NUMBER = re.compile(
    r"""
    (?: (?<! [\w)\]-] ) (?P<sign> [-\u2212] ) )?
    (?<! [A-Za-z0-9] ) (?<! \w_ )
    (?: (?<! \d\. )
        (?: (?P<version> \d+ (?: \.\d+ ){2,} )
          | (?P<digits> (?: \d{1,3} (?: ,\d{3} (?!\d) )+ | \d+ )
              (?: \. (?P<part> \d+ ) )? )
            (?: [eE] (?P<power> [-+\u2212]? \d+ )
              | [ ]* \\ (?: times | cdot ) [ ]* 10\^ (?P<brace> \{ )?
                (?P<scale> [-+\u2212]? \d+ ) (?(brace) \}? ) )? )
      | (?<! \\ ) (?P<word> nan | inf ) (?! \w ) )
    """,
    re.X | re.I | re.A,
)


class Number:
    """One number of a text: where it stands, and one spelling for the same digits."""

    def __init__(self, match):
        self.match = match
        self.begin, self.end = match.span()
        self.text = match[0]
        self.percent = bool(re.match(r"\\?%", match.string[self.end : self.end + 2]))
        self.scale = 100 if self.percent else 1
        self.decimals = len(match["part"] or "")
        self.power = match["power"] or match["scale"]
        self.plain = (match["word"] or match["digits"] or "").lower().replace(",", "")
        if self.power:
            power = self.power.replace("\u2212", "-")
            self.plain += f"e{int(power)}"
        if match["sign"] and self.plain.strip("0."):
            self.plain = "-" + self.plain

    def is_spelled(self, other):
        """Whether the text's number is the one that is asked for."""
        return self.plain == other.plain != "" and (self.percent or not other.percent)

    def spell(self, value):
        """The value to as many digits as this number shows, without a percent sign."""
        value *= self.scale
        if not math.isfinite(value):
            return str(value)
        if self.match["word"]:
            return f"{value:g}"
        return f"{value:.{self.decimals}{'e' if self.power else 'f'}}"

    def agrees(self, value):
        """Whether the value, rounded to the digits shown, is this number."""
        return read(self.spell(value)).plain == self.plain


def is_measured(number):
    """Whether a number in a sentence has to come from the run.

    Decimals and percentages have to; whole numbers are counted out here, and only here.
    """
    if number.match["version"] or number.match["word"]:
        return False
    return number.decimals > 0 or number.percent


def numbers(text):
    """All numbers of a text, in order."""
    return [Number(match) for match in NUMBER.finditer(text)]


def read(text):
    """All of the text as a number: 96.8, 96.8% or, where the sentence says the word,
    96.8 percent; None when it is not one."""
    match = NUMBER.match(text)
    rest = text[match.end() :] if match and not match["version"] else "?"
    if not re.fullmatch(r"\\?%| percent|", rest):
        return None
    number = Number(match)
    number.scale = 100 if rest else 1
    return number
