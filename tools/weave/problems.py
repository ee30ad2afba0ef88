"""What is wrong, each with its file and line, told at the end in their order."""

import difflib
import re


class Problems:
    """A list of problems; each is told once."""

    def __init__(self):
        self.found = []

    def add(self, path, line, message):
        """Notes what is wrong on a line, counted from 1."""
        message = re.sub(r"[\x00-\x1f\x7f]", "?", message)
        if (path, line, message) not in self.found:
            self.found.append((path, line, message))

    def tell(self, file):
        """Prints the problems in order; returns how many there are."""
        for path, line, message in sorted(self.found, key=lambda p: p[:2]):
            print(f"{path}:{line}: {message}", file=file)
        return len(self.found)


def nearest(word, candidates):
    """The candidate that is most like the word, or '?'."""
    best = difflib.get_close_matches(word, candidates, 1, 0)
    return best[0] if best else "?"
