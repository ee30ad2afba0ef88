"""The instructor's page: the class at a glance, drawn as SVG inside of one HTML file."""

from __future__ import annotations

import html
from typing import Any

BLUE, ORANGE = "#0072B2", "#D55E00"  # Okabe and Ito
BINS = 10

STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
svg { width: 100%; height: auto; } svg text { fill: currentColor; font-size: 12px; }
table { border-collapse: collapse; width: 100%; } td, th { text-align: left; padding: .2rem .6rem; }
tr + tr { border-top: 1px solid #8886; } td.number { text-align: right; font-variant-numeric: tabular-nums; }
"""


def text(words: Any) -> str:
    return html.escape(str(words), quote=True)


def distribution(records: list[dict[str, Any]]) -> str:
    """How many students have which share of the points: ten bars."""
    counts = [0] * BINS
    for record in records:
        share = record["score"] / record["max_score"] if record["max_score"] else 0
        counts[min(BINS - 1, max(0, int(share * BINS)))] += 1
    high = max(counts) or 1
    parts = []
    for k, count in enumerate(counts):
        tall = 180 * count / high
        x = 50 + 64 * k
        parts.append(f'<rect x="{x}" y="{210 - tall:.1f}" width="58" height="{tall:.1f}" fill="{BLUE}"/>')
        parts.append(f'<text x="{x + 29}" y="{204 - tall:.1f}" text-anchor="middle">{count}</text>')
        parts.append(f'<text x="{x + 29}" y="228" text-anchor="middle">{10 * k} to {10 * k + 10}</text>')
    words = ", ".join(f"{c} with {10 * k} to {10 * k + 10}%" for k, c in enumerate(counts) if c)
    return (f'<svg viewBox="0 0 720 260" role="img" aria-label="Students by share of the points: {words}">'
            + "".join(parts) + '<line x1="44" x2="696" y1="210" y2="210" stroke="currentColor"/>'
            '<text x="370" y="252" text-anchor="middle">share of the points, in percent</text>'
            '<text x="16" y="120" text-anchor="middle" transform="rotate(-90 16 120)">students</text></svg>')


def hardest_tests(records: list[dict[str, Any]], most: int = 15) -> list[tuple[str, int, int]]:
    """Of those who handed in: which tests most of them fail."""
    counts: dict[tuple[str, str, int], list[int]] = {}
    for record in records:
        for row in record["exercises"]:
            if row["status"] != "graded":
                continue
            for k, test in enumerate(row["tests"]):
                count = counts.setdefault((row["number"], test["name"], k), [0, 0])
                count[0] += not (test["passed"] and row["compiled"])
                count[1] += 1
    named = [(f"{number} {name}", failed, of) for (number, name, _), (failed, of) in counts.items()]
    return sorted((t for t in named if t[1]), key=lambda t: (-t[1] / t[2], t[0]))[:most]


def hardest(records: list[dict[str, Any]]) -> str:
    tests = hardest_tests(records)
    if not tests:
        return "<p>Every test is passed by everyone who handed in.</p>"
    parts = []
    for k, (name, failed, of) in enumerate(tests):
        y, wide = 10 + 24 * k, 300 * failed / of
        parts.append(f'<text x="378" y="{y + 13}" text-anchor="end">{text(name)}</text>')
        parts.append(f'<rect x="386" y="{y}" width="{wide:.1f}" height="17" fill="{ORANGE}"/>')
        parts.append(f'<text x="{392 + wide:.1f}" y="{y + 13}">{failed} of {of}</text>')
    tall = 20 + 24 * len(tests)
    words = "; ".join(f"{name}: {failed} of {of}" for name, failed, of in tests)
    return (f'<svg viewBox="0 0 760 {tall}" role="img" aria-label="Tests that most fail: {text(words)}">'
            + "".join(parts) + "</svg>")


def page(records: list[dict[str, Any]]) -> str:
    """The whole page; nothing in it comes from elsewhere."""
    handed = [r for r in records if any(row["status"] == "graded" for row in r["exercises"])]
    mean = sum(r["score"] for r in handed) / len(handed) if handed else 0
    most = records[0]["max_score"] if records else 0
    backend = records[0]["backend"] if records else {"name": "-", "promise": "-"}
    lines = ["<!doctype html>", '<html lang="en"><head><meta charset="utf-8">',
             '<meta name="viewport" content="width=device-width"><title>The class</title>',
             f"<style>{STYLE}</style></head><body>", "<h1>The class</h1>",
             f"<p>{len(handed)} of {len(records)} students handed in. The mean of these is "
             f"{mean:.1f} of {most:g} points. Sandbox: {text(backend['name'])} "
             f"({text(backend['promise'])}).</p>",
             "<h2>Scores</h2>", distribution(records), "<h2>The hardest tests</h2>", hardest(records)]
    notes = [(r["student"]["id"], note) for r in records for note in r["notes"]]
    notes += [(r["student"]["id"], f"{row['number']}: {words}") for r in records
              for row in r["exercises"] for words in row["trouble"] if "not allowed" in words]
    lines += ["<h2>To look at</h2>", "<table><tr><th>student</th><th>what</th></tr>"]
    lines += [f"<tr><td>{text(who)}</td><td>{text(what)}</td></tr>" for who, what in notes]
    lines += ["</table><h2>Students</h2>",
              "<table><tr><th>id</th><th>name</th><th>score</th><th>late</th></tr>"]
    for record in records:
        student = record["student"]
        lines.append(f"<tr><td>{text(student['id'])}</td><td>{text(student['name'])}</td>"
                     f"<td class=\"number\">{record['score']:g}</td>"
                     f"<td>{record['late']['days'] or ''}</td></tr>")
    return "\n".join([*lines, "</table></body></html>"]) + "\n"
