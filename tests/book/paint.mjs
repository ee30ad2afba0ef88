// How soon each page is seen when it is opened from disk: the median of several first
// paints in headless Chromium. A measurement, no test: let nothing else run beside it.
// usage: node tests/book/paint.mjs SITE [RUNS]
import { existsSync, readdirSync, statSync } from "node:fs";
import { loadavg } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { open } from "./chromium.mjs";

const site = resolve(process.argv[2]);
const runs = Number(process.argv[3] ?? 9);
const pages = readdirSync(site).map((name) => (name.endsWith(".html") ? name : join(name, "index.html")))
  .filter((name) => !name.startsWith("source") && existsSync(join(site, name)));

const painted = `new Promise((done) => { (function look() {
  const entry = performance.getEntriesByName("first-contentful-paint")[0];
  if (entry) done(entry.startTime); else setTimeout(look, 20);
})(); })`;

console.log(`load when it began: ${loadavg()[0].toFixed(2)}; wanted: medians under 300 ms`);
const browser = await open();
let slowest = 0;
try {
  for (const page of pages) {
    const times = [];
    for (let i = 0; i < runs; i++) {
      const tab = await browser.tab({ width: 1280, height: 900, theme: "light" });
      await tab.go(pathToFileURL(join(site, page)).href);
      times.push(await tab.run(painted));
      await tab.close();
    }
    times.sort((a, b) => a - b);
    const median = times[runs >> 1];
    slowest = Math.max(slowest, median);
    const size = Math.round(statSync(join(site, page)).size / 1000);
    console.log(`${median.toFixed(0).padStart(5)} ms  ${times[0].toFixed(0)} to ${times.at(-1).toFixed(0)}  ${page}, ${size} kB`);
  }
} finally {
  await browser.close();
}
console.log(`slowest median: ${slowest.toFixed(0)} ms; load when it ended: ${loadavg()[0].toFixed(2)}`);
