#!/usr/bin/env python3
"""Gives identifiers, files, messages and comments of a tree their names by terms.md.

usage: rename.py [TREE]     (default: the current folder, a git checkout)

The tables are in rename.d/*.txt beside this script. It prints what it could not apply.
Running it twice is harmless. Sections of a table, each with optional globs:
  [files]            old path (may end in *) => new path
  [labels]           equation, figure and table labels
  [values] N         value names of chapter N: a regex on the whole name => replacement
  [blocks] N         names of output blocks of chapter N
  [code] GLOB...     identifiers; a name with _ or a capital inside also in comments
  [text] GLOB...     phrases in comments and strings of C, and in other files' whole text
  [exact] GLOB...    substrings of the whole file
  [regex] GLOB...    regular expressions on the whole file
A phrase that begins with "~ " is a regular expression.
"""
import fnmatch
import functools
import glob
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
WIDTH = 88
SKIP = ('tests/weave/', 'tests/book/small/', 'tests/fuzz/found/', 'book/weave/',
        'book/fonts/', 'book/package', 'CHANGELOG.md', 'LICENSE', 'findings/',
        'book/references.bib', 'data/', 'tests/real-data')
TEXT = ('.c .h .gp .lua .py .mk .md .sh .mjs .js .txt .tsv .html .css .json .yml .tex '
        '.sed').split()
SPECIFIER = re.compile(r'%[-+#0-9\\.*]*(?:ll|l|z)?[a-z](?:%%)?')
TOKEN = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)
report = []


def read(path):
    """The text of a file, or None when it is not text."""
    try:
        with open(path, encoding='utf-8', newline='') as file:
            return file.read()
    except (UnicodeDecodeError, OSError):
        return None


def tables():
    """All sections of rename.d as (kind, globs, [(line, old, new)])."""
    sections = []
    for path in sorted(glob.glob(os.path.join(HERE, 'rename.d', '*.txt'))):
        with open(path, encoding='utf-8') as file:
            for number, line in enumerate(file, 1):
                line = line.rstrip('\n')
                if not line.strip() or line.startswith('#'):
                    continue
                head = re.fullmatch(r'\[(\w+)\]\s*(.*)', line)
                if head:
                    sections.append((head[1], head[2].split(), []))
                    continue
                old, arrow, new = line.partition(' => ')
                if not arrow:
                    if line.endswith(' =>'):
                        old, new = line[:-3], ''
                    else:
                        sys.exit(f'{path}:{number}: no " => "')
                where = f'{os.path.basename(path)}:{number}'
                sections[-1][2].append((where, old, new))
    return [(k, g, tuple(p)) for k, g, p in sections]


def matches(path, globs):
    """True when the path is one of the globs (none: every path)."""
    wanted = [g for g in globs if not g.startswith('!')]
    refused = [g[1:] for g in globs if g.startswith('!')]
    return (not wanted or any(fnmatch.fnmatch(path, g) for g in wanted)) and \
        not any(fnmatch.fnmatch(path, g) for g in refused)


def tracked():
    """The tracked text files of the tree, but fixtures."""
    names = subprocess.run(['git', 'ls-files'], capture_output=True, text=True,
                           check=True).stdout.split('\n')
    return [n for n in names if n and os.path.isfile(n) and not os.path.islink(n)
            and not n.startswith(SKIP)
            and (os.path.splitext(n)[1] in TEXT or not os.path.splitext(n)[1]
                 or n == '.ci/run')]


# --- files ------------------------------------------------------------------------------

def move(pairs):
    """git mv old new; returns (old path, new path) of those that are or were moved."""
    moved = []
    for where, old, new in pairs:
        if old.endswith('*'):
            found = sorted(glob.glob(old))
            for path in found:
                moved.append((path, new.rstrip('*') + path[len(old) - 1:]))
            if not found and not glob.glob(new):
                report.append(f'{where}: no file {old}')
            if not found:  # references that came since
                moved.extend((old[:-1] + p[len(new) - 1:], p) for p in glob.glob(new))
        elif os.path.exists(old):
            moved.append((old, new))
        elif os.path.exists(new):
            moved.append((old, new))
        else:
            report.append(f'{where}: no file {old}')
    for old, new in moved:
        if not os.path.exists(old):
            continue
        if os.path.exists(new):
            report.append(f'{old}: {new} exists already')
            continue
        os.makedirs(os.path.dirname(new) or '.', exist_ok=True)
        subprocess.run(['git', 'mv', old, new], check=True)
    return moved


def stem(path):
    """The path without its last extension."""
    return os.path.splitext(path)[0]


def references(moved, path, text):
    """The text with the new names of moved files."""
    for old, new in moved:
        if old == new:
            continue
        text = re.sub(rf'(?<![\w-]){re.escape(old)}(?![\w-])', new, text)
        a, b = os.path.basename(old), os.path.basename(new)
        if a in ('measure.c', 'measure.h') and (path.startswith('bench/')
                                                or path == 'Makefile'
                                                or 'bench' in path):
            continue
        if a == b:
            continue
        text = re.sub(rf'(?<![\w-])(?<!bench/){re.escape(a)}(?![\w-])', b, text)
        if a.endswith(('.c', '.h')):  # objects
            text = re.sub(rf'(?<=/){re.escape(stem(a))}\.o\b', stem(b) + '.o', text)
            full = (re.escape(stem(old)), stem(new))
            text = re.sub(rf'(?<![\w-]){full[0]}(?![\w.-])', full[1], text)
    return text


# --- words ------------------------------------------------------------------------------

def distinct(name):
    """True for a name that no sentence holds by chance."""
    return '_' in name or re.search(r'[a-z][A-Z]', name) is not None


@functools.lru_cache(None)
def words(pairs, only_distinct):
    """A function that replaces whole identifiers."""
    table = {old: new for _, old, new in pairs if not only_distinct or distinct(old)}
    if not table:
        return lambda text: text
    pattern = re.compile(r'(?<![\w$\\])(' + '|'.join(
        sorted(map(re.escape, table), key=len, reverse=True)) + r')(?![\w$])')

    def change(match):
        name, after = match[1], match.string[match.end():match.end() + 1]
        if name == 'floor' and after == '(':
            return name
        return table[name]
    return lambda text: pattern.sub(change, text)


def in_code(pairs):
    """Replaces identifiers in C: everywhere in code, distinct ones in the rest too."""
    every, some = words(pairs, False), words(pairs, True)

    def change(text):
        out, at = [], 0
        for match in TOKEN.finditer(text):
            out.append(every(text[at:match.start()]))
            part = match[0]
            if part.startswith('/* STUB'):
                part = every(part)
            elif part.startswith(('/*', '//')):
                part = some(part)
                part = re.sub(r'`[^`]*`', lambda m: every(m[0]), part)
            elif part[0] == '"' and not text[:match.start()].endswith('#include '):
                part = some(part)
            out.append(part)
            at = match.end()
        out.append(every(text[at:]))
        return ''.join(out)
    return change


def in_markdown(pairs):
    """Replaces identifiers in fences, backticks and directives of Markdown."""
    every, some, code = words(pairs, False), words(pairs, True), in_code(pairs)
    part = re.compile(r'^```.*?^```|<!--.*?-->|`[^`\n]+`', re.S | re.M)

    def change(match):
        text = match[0]
        if text.startswith('<!--'):
            return every(text) if text.startswith('<!-- code:') else some(text)
        if text.startswith('```'):
            return code(text) if text.startswith('```c') else some(text)
        return text if re.match(r'`(--|make |[\w. ]+ --)', text) else every(text)
    return lambda text: part.sub(change, text)


def pattern_of(old):
    """A phrase as a pattern; a blank may be a line break of a comment."""
    if old.startswith('~ '):
        return re.compile(old[2:])
    gap = r'(?: +|\s*\n[ \t]*(?:\* ?|// ?|# ?)?[ \t]*| ?"\s*\n\s*" ?)'
    body = gap.join(SPECIFIER.sub(lambda m: m[0] + r'(\{[^}]*\})?', re.escape(p))
                    for p in old.split(' '))
    left = r'(?<!\w)' if re.match(r'\w', old) else ''
    right = r'(?!\w)' if re.search(r'\w$', old) else ''
    return re.compile(left + body + right)


def replacement(new, regex):
    """What takes a match's place: it keeps one line break where the match had one."""
    def change(match):
        names = iter(match.groups()) if not regex else iter(())
        text = match.expand(new) if regex else SPECIFIER.sub(
            lambda m: m[0] + (next(names, None) or ''), new)
        # `"\n    "` joins two strings
        gap = re.search(r' ?"\s*\n\s*" ?|\n[ \t]*(?:\* ?|// ?|# ?)?[ \t]*', match[0])
        if not gap or regex:
            return text
        share = gap.start() / max(1, len(match[0]))
        blanks = [m.start() for m in re.finditer(' ', text)]
        lead = ' ' if re.match(r'"[^ ]*\s*\n\s*"$', gap[0]) else ''
        if not blanks:
            return text + '\x01' + lead + gap[0] + '\x02'
        best = min(blanks, key=lambda b: abs(b - share * len(text)))
        return text[:best] + lead + gap[0] + text[best + 1:]
    return change


def settle(text):
    """Puts a line break that a replacement carries behind its word's punctuation."""
    text = re.sub(r'\x01([^\x02]*)\x02([^\s"]*) ', r'\2\1', text)
    text = re.sub(r'\x01[^\x02]*\x02', '', text)
    return text


@functools.lru_cache(None)
def compile_all(pairs):
    """The phrases of a section as patterns and replacements."""
    def once(old, new, pattern):
        """The pattern, but not where its replacement stands already."""
        if old.startswith('~ ') or old == new or old not in new or new.startswith(old):
            return pattern
        before = new[:new.index(old)]
        return re.compile(f'(?<!{re.escape(before)})' + pattern.pattern)

    longest_first = sorted(pairs, key=lambda p: (p[1].startswith('~ '), -len(p[1])))
    return [(w, once(o, n, pattern_of(o)), replacement(n, o.startswith('~ ')))
            for w, o, n in longest_first]


def in_text(path, pairs, used):
    """Replaces phrases in comments and strings of C; elsewhere in the whole text."""
    compiled = compile_all(pairs)

    def all_of(text):
        for where, pattern, new in compiled:
            text, count = pattern.subn(new, text)
            if count:
                used.add(where)
                text = settle(text)
        return text

    if not path.endswith(('.c', '.h')):
        return all_of

    def change(text):
        # strings that follow one another are one text
        joined = re.compile(r'(?:"(?:\\.|[^"\\\n])*"\s*)+|/\*.*?\*/|//[^\n]*'
                            r'(?:\n[ \t]*//[^\n]*)*|\'(?:\\.|[^\'\\\n])*\'', re.S)

        def part(match):
            text = match[0]
            if text[0] == "'" or text.startswith('/* STUB'):
                return text
            if text[0] == '"' and match.string[:match.start()].endswith('#include '):
                return text
            return all_of(text)
        return joined.sub(part, text)
    return change


def unescape(text):
    """The text of an [exact] entry: \\n is a line break, \\\\ a backslash."""
    return re.sub(r'\\([n\\])', lambda m: '\n' if m[1] == 'n' else '\\', text)


# --- values and labels ------------------------------------------------------------------

def name_change(pairs):
    """A function on one value name."""
    rules = [(re.compile(old), new) for _, old, new in pairs]

    def change(name):
        for pattern, new in rules:
            name = pattern.sub(new, name)
        return name
    return change


def in_values(path, chapter, pairs, text):
    """Renames values of a chapter in its program, its tests, its text."""
    change = name_change(pairs)
    own = fnmatch.fnmatch(path, f'chapters/{int(chapter):02d}-*') or \
        re.match(rf'tests/(chapters?/)?chapter{chapter}\D', path)
    name = r"[A-Za-z0-9_'%-]+(?:\.[A-Za-z0-9_'%.-]+)+"
    if own and path.endswith(('.c', '.h')):
        def string(match):
            return f'"{change(match[1])}"'
        text = re.sub(rf'"({name})"', string, text)
        text = re.sub(rf'\{{({name})\}}', lambda m: '{' + change(m[1]) + '}', text)
    if own and path.endswith('README.md'):
        def directive(match):
            return re.sub(rf'({name})(?= = )', lambda m: change(m[1]), match[0])
        text = re.sub(r'<!-- value:.*?-->', directive, text, flags=re.S)
    if own and path.endswith('values.tsv'):
        text = re.sub(rf'^({name})(?=\t)', lambda m: change(m[1]), text, flags=re.M)
    return text


def in_labels(pairs, text):
    """Renames labels in references and in the directives that define them."""
    for _, old, new in pairs:
        old = re.escape(old)
        text = re.sub(rf'(?<=\beq:){old}(?![\w-])', new, text)
        text = re.sub(rf'(?<=\b(?:fig|tab):){old}(?![\w-])', new, text)
        text = re.sub(rf'(?<=<!-- )(equation|figure|table): {old}(?![\w-])',
                      rf'\1: {new}', text)
    return text


def in_blocks(path, chapter, pairs, text):
    """Renames output blocks of a chapter in its program, its tests, its text."""
    own = fnmatch.fnmatch(path, f'chapters/{int(chapter):02d}-*') or \
        re.match(rf'tests/(chapters?/)?chapter{chapter}\D', path)
    for _, old, new in pairs:
        if own and path.endswith(('.c', '.h')):
            text = text.replace(f'"{old}"', f'"{new}"')
            text = text.replace(f'\\"{old}\\"', f'\\"{new}\\"')
        if own and path.endswith('.md'):
            text = text.replace(f'"{old}"', f'"{new}"')
        if own and path.endswith(('.md', 'output.txt')):
            text = text.replace(f'output: chapter{chapter} "{old}"',
                                f'output: chapter{chapter} "{new}"')
            text = re.sub(rf'^{re.escape(old)}(?=: )', new, text, flags=re.M)
    return text


LISTS = ('tests/mutants/equivalent', 'tests/exercises/equivalent', 'course/hidden/ranges',
         'tests/exercises/coarse', 'tests/exercises/counts')


def in_list(sections, text):
    """Renames in lines that begin with a file or an exercise: by that file's tables."""
    lines = text.split('\n')
    for at, line in enumerate(lines):
        head = re.match(r'(\S+\.[ch]) |(\d+)\.(\d+)\b', line)
        if not head:
            continue
        path = head[1]
        if not path:
            found = glob.glob(f'chapters/{int(head[2]):02d}-*')
            path = f'{found[0]}/exercises/{head[2]}.{head[3]}-x.c' if found else '-'
        for kind, globs, pairs in sections:
            if kind == 'code' and matches(path, globs):
                line = in_code(pairs)(line)
            elif kind == 'exact' and matches(path, globs):
                for _, old, new in pairs:
                    line = line.replace(unescape(old), unescape(new))
            elif kind == 'regex' and matches(path, globs):
                for _, old, new in pairs:
                    line = re.sub(old, new, line)
        lines[at] = line
    return '\n'.join(lines)


# --- layout -----------------------------------------------------------------------------

def wrap(text):
    """Breaks comment lines that became too long: the last words go to the next line."""
    lines = text.split('\n')
    at, inside = 0, False
    while at < len(lines):
        line = lines[at]
        rule = re.fullmatch(r'( *(?:/\*|//) -{3} .*? )-+( \*/)?', line)
        if rule and len(line) > WIDTH:
            end = rule[2] or ''
            lines[at] = line = rule[1] + '-' * (WIDTH - len(rule[1] + end)) + end
        head = re.match(r'( *)(/\* |\* )(?!-{3}|\$\$)', line)
        if len(line) > WIDTH and head and not re.search(r'\s\|\s', line):
            body = line[len(head[0]):]
            cut = line.rfind(' ', len(head[0]) + 1, WIDTH + 1)
            if cut > 0 and line.rstrip().endswith('*/') and cut >= len(line.rstrip()) - 3:
                cut = line.rfind(' ', len(head[0]) + 1, cut)
            if cut > 0:
                rest = line[cut + 1:]
                prefix = head[1] + (' * ' if head[2] == '/* ' else '* ')
                indent = re.match(r' *', body)[0] if head[2] != '/* ' else ''
                follow = lines[at + 1] if at + 1 < len(lines) else ''
                joins = '*/' not in line and re.match(
                    re.escape(prefix + indent) + r'[^\s*]', follow) \
                    and not re.match(r' *\* (Hint \d|Think of|kind:|Write |\$\$)', follow)
                lines[at] = line[:cut].rstrip()
                rest = rest.lstrip()
                if joins:
                    lines[at + 1] = prefix + indent + rest + ' ' + \
                        follow[len(prefix + indent):]
                else:
                    lines.insert(at + 1, prefix + indent + rest)
        at += 1
    return '\n'.join(lines)


def main():
    """Applies all tables to the tree."""
    if len(sys.argv) > 1:
        os.chdir(sys.argv[1])
    sections = tables()
    moved = move([p for k, _, pairs in sections if k == 'files' for p in pairs])
    used, changed, news, layout = set(), 0, [], []
    for path in tracked():
        text = before = read(path)
        if text is None or text.startswith('\0'):
            continue
        text = references(moved, path, text)
        if path in LISTS:
            text = in_list(sections, text)
        for kind, globs, pairs in sections:
            if kind == 'labels':
                text = in_labels(pairs, text)
            elif kind == 'values':
                text = in_values(path, globs[0], pairs, text)
            elif kind == 'blocks':
                text = in_blocks(path, globs[0], pairs, text)
            elif kind == 'code' and matches(path, globs):
                if path.endswith(('.c', '.h')):
                    text = in_code(pairs)(text)
                elif path.endswith('.md'):
                    text = in_markdown(pairs)(text)
                else:
                    text = words(pairs, True)(text)
            elif kind == 'text' and (matches(path, globs) if globs else
                                     path.endswith(('.c', '.h'))):
                text = in_text(path, pairs, used)(text)
            elif kind == 'regex' and matches(path, globs):
                for _, old, new in pairs:
                    text = re.sub(old, new, text)
            elif kind == 'exact' and matches(path, globs):
                for where, old, new in pairs:
                    old, new = unescape(old), unescape(new)
                    if old in text and not (old in new and new in text):
                        used.add(where)
                        text = text.replace(old, new)
        if text != before:
            if path.endswith(('.c', '.h')):
                text = wrap(text)
            changed += 1
            with open(path, 'w', encoding='utf-8', newline='') as file:
                file.write(text)
            if path.endswith(('.c', '.h')):
                layout.append(path)
        news.append(text)
    for first in 2 * list(range(0, len(layout), 40)):
        subprocess.run(['clang-format', '-i'] + layout[first:first + 40], check=True)
    whole = re.sub(r'\s*\n[ \t]*(?:\* ?|// ?|# ?)?[ \t]*', ' ', '\n'.join(news))
    for kind, globs, pairs in sections:
        if kind in ('text', 'exact'):
            for where, old, new in pairs:
                if kind == 'exact':
                    old, new = (re.sub(r'\s*\n\s*', ' ', unescape(s)) for s in (old, new))
                if where not in used and not old.startswith('~ ') and (
                        not new or new not in whole):
                    report.append(f'{where}: not found: {old}')
    for line in report:
        print(line)
    print(f'{changed} files changed, {len(report)} entries not applied')


if __name__ == '__main__':
    main()
