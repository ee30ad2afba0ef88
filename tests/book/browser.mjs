// Opens every page of the built site in headless Chromium as readers do: phone and
// desktop, light and dark. No error in the console, no sideways scrolling, no overlap of
// blocks, images that are there, axe-core content; the search finds; one page without
// JavaScript. Screenshots go under build/. Prints `N passed, N failed`.
// usage: node tests/book/browser.mjs SITE SCREENSHOTS
import { readdirSync, readFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { open } from "./chromium.mjs";
import { keyboard } from "./keyboard.mjs";

const [site, shots] = process.argv.slice(2).map((path) => resolve(path));
const address = (page) => pathToFileURL(join(site, page)).href;
const axe = readFileSync(new URL("../../book/node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

const pages = readdirSync(site, { withFileTypes: true }).flatMap((entry) => {
  if (entry.name.endsWith(".html")) return [entry.name];
  if (!/^\d\d-/.test(entry.name)) return [];
  return ["index.html", "paper.html"].map((name) => `${entry.name}/${name}`)
    .filter((name) => existsSync(join(site, name)));
});
// Of the sources, one of each kind.
for (const name of ["source/common/matrix.c.html", "source/README.md.html"])
  if (existsSync(join(site, name))) pages.push(name);

let passed = 0;
const failures = [];
function hold(what, good, detail = "") {
  if (good) passed++;
  else failures.push(`${what}${detail ? `: ${detail}` : ""}`);
}

// What is wrong with the page that stands; runs inside of it.
const inspect = `(async () => {
  await document.fonts.ready;
  const wide = [...document.querySelectorAll("body *")].filter((e) => {
    if (e.closest("pre, .table, .results, p:has(> .formula), .picture, math, .skip, .preview, details > div")) return false;
    if (getComputedStyle(e.parentElement).overflowX === "auto") return false;
    return e.getBoundingClientRect().right > innerWidth + 1;
  }).slice(0, 3).map((e) => e.tagName + "." + e.className + " " + e.textContent.trim().slice(0, 40));
  const blocks = [...document.querySelectorAll("main > *")].map((e) => [e, e.getBoundingClientRect()])
    .filter(([, r]) => r.height > 0);
  const overlap = [];
  for (let i = 1; i < blocks.length; i++)
    if (blocks[i][1].top < blocks[i - 1][1].bottom - 1.5) overlap.push(blocks[i][0].textContent.trim().slice(0, 40));
  const images = [...document.images].filter((i) => !i.complete || i.naturalWidth === 0 || !i.alt || !i.width)
    .map((i) => i.src);
  const shift = performance.getEntriesByType("layout-shift").reduce((sum, e) => sum + e.value, 0);
  const paint = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0;
  // What a page waits for before it is seen: its style sheets, and no script.
  const blocking = [...document.scripts].filter((s) => !s.defer && !s.async && !s.closest("main"))
    .map((s) => s.src || "a script in the page").filter((s) => !s.includes("/search"));
  const sheets = document.querySelectorAll('link[rel="stylesheet"]').length;
  return { blocking, sheets, sideways: document.documentElement.scrollWidth > innerWidth, wide, overlap, images, shift, paint,
    height: document.documentElement.scrollHeight };
})()`;

// A heading that is a formula has its text in MathML, where axe does not look.
const accessible = `axe.run(document, { resultTypes: ["violations"] }).then((r) =>
  r.violations.filter((v) => v.id !== "empty-table-header"
    || v.nodes.some((n) => !n.html.includes("<math"))).map((v) => v.id + " (" + v.nodes.length + "): " + v.nodes[0].html.slice(0, 90)
    + " " + (v.nodes[0].any[0]?.message ?? "").slice(0, 120)))`;

const browser = await open();
rmSync(shots, { recursive: true, force: true });
mkdirSync(shots, { recursive: true });
const sizes = { phone: [390, 844], desktop: [1280, 900] };
let slowest = 0;
try {
  for (const page of pages) {
    for (const [size, [width, height]] of Object.entries(sizes)) {
      for (const theme of ["light", "dark"]) {
        const what = `${page}, ${size}, ${theme}`;
        const tab = await browser.tab({ width, height, theme });
        await tab.go(address(page));
        const seen = await tab.run(inspect);
        hold(`${what}: console`, tab.errors.length === 0, tab.errors.join("; "));
        hold(`${what}: no sideways scrolling`, !seen.sideways && seen.wide.length === 0, seen.wide.join("; "));
        hold(`${what}: no overlap`, seen.overlap.length === 0, seen.overlap.join("; "));
        hold(`${what}: images`, seen.images.length === 0, seen.images.join("; "));
        hold(`${what}: layout stays`, seen.shift < 0.01, `${seen.shift}`);
        hold(`${what}: nothing but two style sheets is waited for`, seen.blocking.length === 0
          && seen.sheets === 2, `${seen.sheets} sheets; ${seen.blocking.join("; ")}`);
        slowest = Math.max(slowest, seen.paint);
        // Colours and structure do not depend on the width alone; phone light, desktop dark.
        if ((size === "phone") === (theme === "light")) {
          // The shadows at edges would keep axe from telling the contrast.
          await tab.run(`document.head.append(Object.assign(document.createElement("style"),
            { textContent: "* { background-image: none !important; }" })); ` + axe + "; true");
          const found = await tab.run(accessible);
          hold(`${what}: axe`, found.length === 0, found.join("; "));
        }
        const name = `${page.replace(/[/.]/g, "-").replace(/-html$/, "")}-${size}-${theme}.png`;
        writeFileSync(join(shots, name), await tab.picture(width, Math.min(seen.height, 16000)));
        await tab.close();
      }
    }
  }

  const chapter = pages.find((page) => /^01-.*index/.test(page)) ?? pages[0];
  const tab = await browser.tab({ width: 1280, height: 900, theme: "light" });
  await tab.go(address(chapter));
  if (existsSync(join(site, "search-index.js"))) {
    for (const [word, want] of [["perceptron", "perceptron"], ["neuron_forward", ""], ["zzqqxx", null]]) {
      const found = await tab.run(`(async () => {
        const field = document.querySelector("#search input");
        field.focus(); field.value = ${JSON.stringify(word)};
        field.dispatchEvent(new Event("input"));
        for (let i = 0; i < 100; i++) {
          if (document.querySelector(".results li")) break;
          await new Promise((r) => setTimeout(r, 50));
        }
        return [...document.querySelectorAll(".results a")].map((a) => [a.textContent, a.href]);
      })()`);
      if (want === null) hold("search finds nothing for a word that is not there", found.length === 0);
      else {
        hold(`search finds ${word}`, found.length > 0
          && found.some(([text]) => text.toLowerCase().includes(want)));
        for (const [, href] of found.slice(0, 3))
          hold(`search leads to a page: ${href}`, existsSync(new URL(href.replace(/#.*/, ""))));
      }
    }
  } else console.log("search: skipped: the site was built without it; ./setup all brings it");
  const note = await tab.run(`(() => {
    const d = document.querySelector("details.number"); d.open = true;
    const box = d.querySelector("div").getBoundingClientRect();
    return [box.width > 100, box.right <= innerWidth, d.textContent.length > 10];
  })()`);
  hold("an equation's number opens its note", note.every(Boolean), note.join());
  await keyboard(browser, address(chapter), existsSync(join(site, "search-index.js")), hold);
  const next = await tab.run(`document.querySelector('a[rel="next"]').href`);
  hold("next leads on", existsSync(new URL(next)));
  await tab.close();

  const bare = await browser.tab({ width: 1280, height: 900, theme: "light", script: false });
  await bare.go(address(chapter));
  writeFileSync(join(shots, "without-script.png"), await bare.picture(1280, 900));
  hold("without JavaScript no console error", bare.errors.length === 0);
  await bare.close();
} finally {
  await browser.close();
}
// How long that takes is measured by `make book-paint`; nothing here depends on a time.
hold("pages are painted", slowest > 0);
console.log(`${pages.length} pages; slowest first paint ${Math.round(slowest)} ms, whatever else ran; screenshots in ${shots}`);
for (const failure of failures) console.log(`FAILED: ${failure}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length === 0 ? 0 : 1);
