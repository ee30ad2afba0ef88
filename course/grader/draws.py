"""Which tests draw their inputs, and a program of these alone.

A test that never reaches the seed asks the same with every seed: to run it again for a
hidden draw would tell nothing, and cost as much as the others.
"""

from __future__ import annotations

import re

from tools.exercises import strip_comments

SOURCES = {"exercise_seed", "beside_random", "getenv", "time", "clock", "rand"}


def bodies(text: str) -> dict[str, str]:
    """The functions, tests and macros of a file, by name."""
    text = strip_comments(text).replace("\\\n", " ")
    found = dict(re.findall(r"^#define (\w+)(.*)$", text, re.M))
    for head, body in re.findall(r"^(\w[^;{}#]*?)\n?\{\n(.*?)^\}", text, re.M | re.S):
        test = re.match(r"(?:Test|Theory|ParameterizedTest)\(.*?,\s*(\w+)", head, re.S)
        name = re.search(r"(\w+)\s*\(", head)
        if test or name:
            found[test[1] if test else name[1]] = head + body  # type: ignore[index]
    return found


def drawing_tests(text: str) -> list[str]:
    """The tests that reach the seed, themselves or through what they call."""
    parts = bodies(text)
    reach = set(SOURCES)
    grown = True
    while grown:
        more = {name for name, body in parts.items() if name not in reach
                and reach & set(re.findall(r"\w+", body))}
        reach |= more
        grown = bool(more)
    # what stands outside of functions may reach it as well: then every test does
    tests = re.findall(r"^Test\(\w+,\s*(\w+)", text, re.M)
    inside = "".join(parts.values())
    outside = [word for word in SOURCES if len(re.findall(rf"\b{word}\b", strip_comments(text)))
               > len(re.findall(rf"\b{word}\b", inside))]
    return tests if outside else [name for name in tests if name in reach]


def only_these(text: str, names: list[str]) -> str:
    """The same file, with all other tests switched off."""
    def switch(match: re.Match[str]) -> str:
        return match[0] if match[2] in names else f"{match[1]}{match[2]}, .disabled = true"

    return re.sub(r"^(Test\(\w+,\s*)(\w+)", switch, text, flags=re.M)
