// Enhancements; every page is complete without them: search, copying code, closing notes.
"use strict";

const root = document.querySelector('meta[name="root"]').content;

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

// Listings and commands can be copied; outputs need not be.
for (const block of document.querySelectorAll("main div.sourceCode:not(.file)")) {
  const button = make("button", { type: "button", class: "copy" }, "Copy");
  button.addEventListener("click", async () => {
    const text = block.querySelector("pre").innerText;
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(block.querySelector("pre"));
      button.textContent = "Selected";
    }
    setTimeout(() => { button.textContent = "Copy"; }, 1500);
  });
  block.append(button);
}

// What scrolls sideways can be reached and scrolled by keyboard.
function reachable() {
  for (const part of document.querySelectorAll("pre, .table, .picture, .wide td, p:has(> .formula)")) {
    if (part.scrollWidth > part.clientWidth + 1) part.tabIndex = 0;
    else if (!part.matches(".file > pre")) part.removeAttribute("tabindex");
  }
}
addEventListener("load", reachable);
addEventListener("resize", reachable);

// One note of an equation at a time; Escape or a click elsewhere closes it.
const notes = [...document.querySelectorAll("details.number")];
addEventListener("click", (event) => {
  for (const note of notes) if (!note.contains(event.target)) note.open = false;
});
addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  hide();
  for (const note of notes) {
    if (note.open) { note.open = false; note.querySelector("summary").focus(); }
  }
});

// A reference to an equation of this page shows it, with its code and test, under the
// pointer and at the keyboard's focus; an equation's number shows its code and test.
let preview = null;
function hide() { preview?.remove(); preview = null; }
function peek(anchor, ...parts) {
  hide();
  preview = make("div", { class: "preview", "aria-hidden": "true" });
  for (const part of parts) {
    const copy = part.cloneNode(true);
    for (const link of copy.querySelectorAll("a")) link.replaceWith(...link.childNodes);
    preview.append(copy);
  }
  document.body.append(preview);
  const place = anchor.getBoundingClientRect();
  preview.style.top = `${scrollY + place.bottom + 6}px`;
  const left = Math.min(place.left, document.documentElement.clientWidth - preview.offsetWidth - 8);
  preview.style.left = `${Math.max(8, left)}px`;
}
function peeks(anchor, parts) {
  for (const event of ["mouseenter", "focus"]) anchor.addEventListener(event, () => {
    if (!anchor.parentElement.open && (event !== "focus" || anchor.matches(":focus-visible")))
      peek(anchor, ...parts);
  });
  for (const event of ["mouseleave", "blur", "click"]) anchor.addEventListener(event, hide);
}
const told = (equation) => [...equation.querySelectorAll("details.number > div > p:not(:last-child)")];
for (const link of document.querySelectorAll('main a[href^="#eq:"]')) {
  const target = document.getElementById(link.hash.slice(1));
  const formula = target?.querySelector(".formula");
  if (formula && !target.contains(link)) peeks(link, [formula, ...told(target)]);
}
for (const note of notes) peeks(note.querySelector("summary"), told(note.parentElement));

// Search: its index is loaded when the box is first used, as a script, so that it works
// from a folder too. Without the index there is no box.
let finder = null;
let field, results;

function loadScript(name) {
  return new Promise((resolve, reject) => {
    const script = make("script", { src: root + name });
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });
}

window.bookSearch = ({ options, index }) => {
  finder = MiniSearch.loadJSON(index, options);
  show();
};

let loading = null;
function load() {
  loading ??= loadScript("search.js").then(() => loadScript("search-index.js"));
}

function show() {
  const words = field.value.trim();
  results.replaceChildren();
  results.hidden = words === "";
  if (!finder || words === "") return;
  const found = finder.search(words, { prefix: true, fuzzy: 0.15, combineWith: "AND",
    boost: { title: 4 } }).slice(0, 12);
  for (const hit of found) {
    results.append(make("li", {}, make("a", { href: root + hit.url }, make("b", {}, hit.title),
      ` ${hit.page === hit.title ? "" : hit.page}`, make("span", {}, hit.start))));
  }
  if (found.length === 0) results.append(make("li", { class: "none" }, "Nothing found"));
}

if (document.getElementById("search")) {
  field = make("input", { type: "search", placeholder: "Search the book", "aria-label": "Search the book",
    autocomplete: "off", spellcheck: "false" });
  results = make("ul", { class: "results", "aria-label": "Found" });
  results.hidden = true;
  field.addEventListener("focus", () => { load(); show(); });
  field.addEventListener("input", () => { load(); show(); });
  const box = document.getElementById("search");
  box.append(field, results);
  box.addEventListener("keydown", (event) => {
    const links = [...results.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "Escape") { field.value = ""; show(); field.focus(); }
    if (event.key === "ArrowDown") (links[at + 1] ?? links[0])?.focus();
    else if (event.key === "ArrowUp") (at > 0 ? links[at - 1] : field).focus();
    else if (event.key === "Enter" && event.target === field) links[0]?.click();
    else return;
    event.preventDefault();
  });
  addEventListener("click", (event) => { if (!box.contains(event.target)) results.hidden = true; });
  box.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !box.contains(event.relatedTarget)) results.hidden = true;
  });
  addEventListener("keydown", (event) => {
    if (event.key === "/" && !/^(INPUT|TEXTAREA)$/.test(event.target.tagName)) {
      event.preventDefault();
      field.focus();
    }
  });
}
