"""The figures beside a text are those that the chapter's run draws."""

import os
import re
import shutil

from weave.book import files


def release(path):
    """The release of gnuplot that drew a figure; its SVG differs between releases."""
    with open(path, encoding="utf-8") as file:
        drawn = re.search(r"<desc>Produced by GNUPLOT (.*?) *</desc>", file.read())
    return drawn and drawn[1]


def same(one, other):
    """Whether two files hold the same bytes."""
    with open(one, "rb") as a, open(other, "rb") as b:
        return a.read() == b.read()


def check_figures(book, text):
    """Compares the figures beside a text with the run's, if one gnuplot drew both."""
    drawn_in = f"{book.run}/chapter{text.chapter}/figures"
    if not os.path.isdir(drawn_in):
        return
    for figure in files(f"{text.folder}/figures", ".svg"):
        drawn = f"{drawn_in}/{os.path.basename(figure)}"
        if not os.path.isfile(drawn):
            book.problems.add(figure, 1, "the chapter's run draws no such figure")
        elif release(figure) == release(drawn):
            book.tally["figure"] += 1
            if not same(figure, drawn):
                book.problems.add(figure, 1, "not what the run draws; make weave "
                                  "copies it")


def copy_figures(book, text):
    """Copies the figures that the run draws; says which."""
    for drawn in files(f"{book.run}/chapter{text.chapter}/figures", ".svg"):
        figure = f"{text.folder}/figures/{os.path.basename(drawn)}"
        if not (os.path.isfile(figure) and same(figure, drawn)):
            os.makedirs(os.path.dirname(figure), exist_ok=True)
            shutil.copyfile(drawn, figure)
            print(f"book: updated {figure}")
