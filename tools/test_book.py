#!/usr/bin/env python3
"""tools/book and tools/lint: good texts and code pass; each fixture of tests/weave is
refused with file, line and what was expected; update makes a damaged text whole."""

import contextlib
import importlib.machinery
import importlib.util
import io
import os
import re
import shutil
import sys
import tempfile
import unittest

os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
sys.pycache_prefix = os.path.realpath(f"{__file__}/../../build/pycache")
RUN = ["--run", "tests/weave/run"]
GOOD = ["tests/weave/good/00-base/README.md", "tests/weave/good/01-x/README.md"]
VALUES = "tests/weave/run/chapter1/values.tsv"

# FIXTURE[/FILE] LINE MESSAGE. What `check` says of the text of the fixture.
REFUSED = r"""
unknown-name 3 x.c defines no 'twize'; the nearest is 'twice'
ambiguous-name 3 'twice' is ambiguous: x.c defines it at line 2 and at line 7
stale-block 7 stale code 'x.c twice': found '    return 3 * x;', expected '    return 2
empty-block 3 the block of code 'x.c twice' is empty; make weave fills it
empty-block 11 an empty fenced block ends here; expected a line in it
missing-block 3 no block follows code 'x.c twice'; make weave writes it
wrong-fence 4 found the fence '```sh' below a directive; expected ```c
never-shown/x.c 6 function thrice is never shown in the text; expected a code directive
stale-number 5 number 0.44 is stale: the run gives 0.43 for 'loss'
stale-number 6 number 97.4% is stale: the run gives 97.5% for 'accuracy'
stale-number 9 number 97.6 percent is stale: the run gives 97.5 for 'accuracy'
unbound-number 5 number -0.43 in a sentence names no value (bind it with a value directi
unbound-number 5 number 43% in a sentence names no value
unbound-number 7 number 1.7 in a sentence names no value
unknown-value 3 unknown value 'los' in tests/weave/run/chapter1/values.tsv; the nearest
unknown-value 6 tests/weave/run/chapter7/values.tsv does not exist; run the chapter firs
absent-number 3 number 0.4 is not in the block at line 4; expected it there, digit by di
absent-number 6 'about' is not a number; expected one as the text has it
absent-number 9 'loss' in a value directive; expected name = number
absent-number 12 no block of text follows; a value directive comes before the paragraph,
undefined-reference 6 no equation has the label 'slop'; the nearest is 'slope'
undefined-reference 6 found the reference [formula?1.1]; expected [equation 1.1]
duplicate-label 6 the equation label 'slope' is taken by tests/weave/duplicate-label/01-
duplicate-label 9 label 'Slope'; expected lower-case letters, digits, hyphens
duplicate-label 12 no formula follows equation 'none'; expected $$ on the next line
duplicate-label 16 $$ opens here and is not closed in this paragraph
unknown-directive 3 unknown directive 'cdoe'; did you mean 'code'?
unknown-directive 5 'behind' follows a directive, which has its line to itself
figures 4 the figure figures/gone.svg leads to tests/weave/figures/01-x/figures/gone.svg
figures 8 the image README.md has no figure directive; expected <!-- figure: label --> b
figures 11 the image README.md has no alternative text; expected what it shows
figures 15 no image follows figure 'nothing'; expected ![text](file)
tables 4 no table follows the caption of table 'bare'; expected lines that begin with |
tables 4 the caption of table 'bare' begins with '**Table 1.7.**'; expected '**Table 1.1
outputs 3 no block of tests/weave/run/chapter1/output.txt begins with 'one wait:'; the n
outputs 7 'twice:' is ambiguous: it begins 2 blocks of tests/weave/run/chapter1/output.t
outputs 14 stale output 'chapter1 "one weight"': found '  slope by the nudge       -3.99
outputs 18 tests/weave/run/chapter9/output.txt does not exist; run the chapter first
outputs 22 found 'output: one weight'; expected output: chapter1 "name"
dead-link 3 the link gone.md#part leads to tests/weave/dead-link/01-x/gone.md, which doe
exercises 3 found 0 files tests/weave/exercises/01-x/exercises/1.9-*.c; expected one
exercises/exercises/1.1-breezy.c 4 difficulty: found 'breezy'; wanted easy, medium or ha
exercises/exercises/1.2-timeless.c 5 minutes: found 'points: 10'; wanted this field here
open-fence 3 a fenced block opens here and never ends; expected a closing ```
open-comment 3 a comment opens here and never ends; expected a closing -->
"""

# FILE LINE MESSAGE, below tests/weave/lint-bad.
LINTED = """
chapters/01-low/low.c 1 chapter 1 includes high.h of chapter 2; expected common/ or a ch
chapters/01-low/exercises/1.1-up.c 1 chapter 1 includes high.h of chapter 2; expected
chapters/01-low/low.c 2 includes ../02-high/high.h by a path; expected the header's name
chapters/01-low/low.c 3 includes the .c file low.c; expected its header
common/sum.c 1 common/ includes low.h of chapter 1; expected no chapter's header
chapters/02-high/high.c 1 function helper is defined at tests/weave/lint-bad/chapters/01
chapters/02-high/high.c 9 7 lines of high are in sum at tests/weave/lint-bad/common/sum.
chapters/01-low/low.c 5 'calls' is a variable at file level; expected const or an argume
chapters/01-low/low.c 6 'name' is a variable at file level; expected const or an argumen
chapters/01-low/low.c 15 'last' is a static variable that can change; expected const or
chapters/01-low/low.c 16 'printf' is called in a module; expected it in main.c
chapters/01-low/low.c 18 'srand' is called in a module; expected it in main.c
chapters/02-high/sizes.c 1 function longest has 62 lines; expected at most 60
chapters/02-high/sizes.c 64 a tab; expected spaces
chapters/02-high/sizes.c 65 spaces at the end; expected none
chapters/02-high/sizes.c 66 a line of 94 columns; expected at most 88
chapters/02-high/sizes.c 66 a byte that is not ASCII; expected none
chapters/02-high/sizes.c 401 a file of 401 lines; expected at most 400
"""

TRACED = """
README.md 3 equation 'mean' has no test; expected eq:mean in the test that checks it
README.md 6 equation 'slope' has no function; expected eq:slope in the comment of the C
../tests/test_x.c 3 eq:slop is the label of no equation; the nearest is 'slope'
"""

# In the good text, what is damaged and how: update makes it whole.
MENDED = [
    ("    return error * x;\n", "    return error;\n    // old\n"),
    ("> Then say why it never is 0.\n", "> 0.5\n"),
    ("  slope by the nudge       -3.998000\n", ""),
    ("  real neuron_slope(real w, real x, real y);\n  ```", "  int f(void);\n  ```"),
    ("```text\none weight: w 0.5, x 2, y 3\n  slope by the nudge       -3.998000\n"
     "  slope by the derivation  -4.000000\n```\n", ""),
    (r" \tag{1.1} $$", " $$"),
    (" \\tag{1.2}\n$$", "\n$$"),
    (r"\tag{1.2}", r"\tag{4.7}"),
    ("**Figure 1.1.** The", "The"),
    ("**Figure 1.1.** The", "**Figure 3.** The"),
    ("**Table 1.1.**", "**Table 1.2.**"),
    ("[equation 1.1]", "[equation 2.9]"),
    ("[Equation 0.1]", "[Equation]"),
    ("[table\n1.1]", "[table\n1.2]"),
    ("(../00-base/README.md#eq:mean)", "(#eq:mean)"),
    ("(#eq:slope)", "(../../elsewhere.md#eq:slope)"),
]


def load(name):
    """A program of tools/ as a module."""
    loader = importlib.machinery.SourceFileLoader(name, f"tools/{name}")
    spec = importlib.util.spec_from_loader(name, loader)
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


PROGRAMS = {name: load(name) for name in ("book", "lint")}


def run(program, *words):
    """Exit status of a program, and what it says."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            status = PROGRAMS[program].main(list(words))
        except SystemExit as end:
            status = end.code
    return status, said.getvalue()


class Refused(unittest.TestCase):
    """One method a line of the tables above, and what they cannot say."""

    maxDiff = None

    def expect(self, status, line, *words):
        """The program ends so, and one line that it says begins so."""
        ended, said = run(*words)
        self.assertEqual(ended, status, said)
        begins = any(each.startswith(line) for each in said.splitlines())
        self.assertTrue(begins, f"{line}\n--- {said}")

    def test_good_text(self):
        self.expect(0, "book: 2 texts, 4 listings, 1 output, 14 numbers, 3 equations, "
                    "0 figures: all come out of the run", "book", "check", *RUN, *GOOD)

    def test_odd_c_is_understood(self):
        self.expect(0, "book: 1 text, 3 listings, 0 outputs", "book", "check", *RUN,
                    "tests/weave/scanner/01-x/README.md")

    def test_no_other_number_is_unbound(self):
        text = "tests/weave/unbound-number/01-x/README.md"
        _, said = run("book", "check", *RUN, text)
        self.assertEqual(said.count("\n"), 3, said)

    def test_text_that_is_not_there(self):
        for path, reason in (("tests/weave/none.md", "No such file or directory"),
                             ("tests/weave", "Is a directory")):
            said = f"{path}:1: {reason}; expected a text"
            self.expect(1, said, "book", "check", path)

    def test_command_line(self):
        wrong = "", "wave x", "check --fast x", "check x --run", "check", "trace x"
        for words in wrong:
            self.assertEqual(run("book", *words.split())[0], 2, words)
        self.expect(0, "usage: tools/book", "book", "--help")

    def test_trace_shows_all_corners(self):
        words = ["book", "trace", "--tests", "tests/weave/trace/tests",
                 "tests/weave/trace/01-x/README.md"]
        self.expect(0, "| slope | (1.3) tests/weave/trace/01-x/README.md:9 | `slope` "
                    "tests/weave/trace/01-x/x.c:11 | `x.slope_by_nudge` "
                    "tests/weave/trace/tests/test_x.c:15 |", *words)
        self.expect(0, "| chain | (1.2) tests/weave/trace/01-x/README.md:6 | -", *words)

    def test_good_code(self):
        self.expect(0, "lint: 6 files, 4 functions", "lint", "tests/weave/lint-good")
        self.expect(1, "tests/weave/trace:1: no C file in common/", "lint",
                    "tests/weave/trace")


class Mended(unittest.TestCase):
    """A copy of the good texts, damaged; update writes what it can generate."""

    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)
        shutil.copytree("tests/weave/good", f"{self.folder}/good")
        self.texts = [f"{self.folder}/good/{n}/README.md" for n in ("00-base", "01-x")]
        self.good = self.text()

    def text(self):
        """The second text as it is now."""
        with open(self.texts[1], encoding="utf-8") as file:
            return file.read()

    def update(self, old="", new=""):
        """Damages the text and updates it; returns the status and what was said."""
        self.assertIn(old, self.good)
        with open(self.texts[1], "w", encoding="utf-8") as file:
            file.write(self.good.replace(old, new, 1))
        return run("book", "update", *RUN, *self.texts)

    def test_good_text_stays(self):
        self.assertEqual(self.update(), (0, ""))
        self.assertEqual(self.text(), self.good)

    def test_equations_after_a_new_one(self):
        old = "<!-- equation: slope -->"
        new = "<!-- equation: first derivation -->\n$$ a = b $$\n\n" + old
        self.assertEqual(self.update(old, new)[0], 0)
        text = self.text()
        for part in (r"$$ a = b \tag{1.1} $$", r"x \tag{1.2} $$",
                     "- 3 \\tag{1.3}\n$$\n", "[equation 1.2](#eq:slope)"):
            self.assertIn(part, text)
        self.assertEqual(run("book", "update", *RUN, *self.texts), (0, ""))

    def test_measured_numbers_are_not_touched(self):
        old = re.search(r"loss = 0\.435;(.*\n)*?.*again: 0\.435", self.good)[0]
        status, said = self.update(old, old.replace("0.435", "0.436"))
        self.assertEqual(status, 1)
        self.assertIn("number 0.436 is stale: the run gives 0.435", said)
        self.assertIn("again: 0.436", self.text())


def add_tests():
    """One test for each line of the tables."""
    def refusal(line, *words):
        return lambda self: self.expect(1, line, *words)

    def mended(old, new):
        def test(self):
            status, said = self.update(old, new)
            self.assertEqual((status, said), (0, f"book: updated {self.texts[1]}\n"))
            self.assertEqual(self.text(), self.good)
        return test

    for number, row in enumerate(REFUSED.strip().splitlines()):
        name, line, message = row.split(" ", 2)
        fixture, _, file = name.partition("/")
        folder = f"tests/weave/{fixture}/01-x"
        place, text = f"{folder}/{file or 'README.md'}:{line}", f"{folder}/README.md"
        test = refusal(f"{place}: {message}", "book", "check", *RUN, text)
        setattr(Refused, f"test_{number:02}_{re.sub('[^a-z]', '_', fixture)}", test)
    for number, row in enumerate(LINTED.strip().splitlines()):
        file, line, message = row.split(" ", 2)
        test = refusal(f"tests/weave/lint-bad/{file}:{line}: {message}", "lint",
                       "tests/weave/lint-bad")
        setattr(Refused, f"test_lint_{number:02}", test)
    for number, row in enumerate(TRACED.strip().splitlines()):
        file, line, message = row.split(" ", 2)
        path = os.path.normpath(f"tests/weave/trace-bad/01-x/{file}")
        bad = "tests/weave/trace-bad"
        test = refusal(f"{path}:{line}: {message}", "book", "trace", "--tests",
                       f"{bad}/tests", f"{bad}/01-x/README.md")
        setattr(Refused, f"test_trace_{number}", test)
    for number, (old, new) in enumerate(MENDED):
        setattr(Mended, f"test_mended_{number:02}", mended(old, new))


if __name__ == "__main__":
    add_tests()
    suite = unittest.defaultTestLoader.loadTestsFromModule(sys.modules["__main__"])
    result = unittest.TextTestRunner(stream=io.StringIO()).run(suite)
    for test, trace in result.failures + result.errors:
        print(f"FAILED: {test.id()}\n{trace}")
    failed = len(result.failures) + len(result.errors)
    print(f"{result.testsRun - failed} passed, {failed} failed")
    sys.exit(failed > 0 or result.testsRun < 80)
