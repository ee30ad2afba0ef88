// Makes FOLDER/search-index.js from the built pages: one entry a section.
import { readFileSync, readdirSync, writeFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import MiniSearch from "./node_modules/minisearch/dist/es/index.js";

const folder = process.argv[2];

const pages = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
  if (entry.isFile() && entry.name.endsWith(".html") && entry.name !== "terms.html")
    return [entry.name];
  if (entry.isDirectory() && /^\d\d-/.test(entry.name))
    return ["index.html", "paper.html"].map((name) => join(entry.name, name))
      .filter((path) => existsSync(join(folder, path)));
  return [];
});

const entities = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: " " };
const plain = (html) => html
  .replace(/<math[\s\S]*?<\/math>/g, " ")
  .replace(/<details class="number">[\s\S]*?<\/details>/g, " ")
  .replace(/<[^>]*>/g, " ")
  .replace(/&(\w+);/g, (all, name) => entities[name] ?? " ")
  .replace(/\s+/g, " ").trim();

const sections = [];
for (const page of pages) {
  const html = readFileSync(join(folder, page), "utf8");
  const main = html.match(/<main[^>]*>([\s\S]*?)<nav class="steps"/)?.[1] ?? "";
  const parts = main.split(/(?=<h[123][ >])/);
  let book = "";
  for (const part of parts) {
    const head = part.match(/^<h([123])[^>]*?(?: id="([^"]*)")?[^>]*>([\s\S]*?)<\/h\1>/);
    if (!head) continue;
    const title = plain(head[3]);
    if (head[1] === "1") book = title;
    const text = plain(part.slice(head[0].length));
    sections.push({ id: sections.length, title, page: book,
      url: page + (head[1] === "1" || !head[2] ? "" : "#" + head[2]), text });
  }
}

const options = { fields: ["title", "text"], storeFields: ["title", "page", "url", "start"] };
const index = new MiniSearch(options);
index.addAll(sections.map((s) => ({ ...s, start: s.text.slice(0, 140) })));
writeFileSync(join(folder, "search-index.js"),
  `bookSearch(${JSON.stringify({ options, index: JSON.stringify(index) })});\n`);
console.log(`book: search over ${sections.length} sections of ${pages.length} pages`);
