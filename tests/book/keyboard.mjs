// The book by keyboard and pointer, with keys pressed as readers press them: the skip link,
// the order of Tab, a focus that is seen, search, equations and the copying of code.

const focus = `(() => {
  const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();
  return { tag: e.tagName, class: e.className, text: e.textContent.trim().slice(0, 40),
    seen: s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2 && r.width > 0
      && r.left >= 0 && r.right <= innerWidth + 1 && r.bottom > 0 && r.top < innerHeight,
    place: [...document.querySelectorAll("*")].indexOf(e) };
})()`;

async function order(tab, hold) {
  await tab.key("Tab");
  const skip = await tab.run(focus);
  hold("the first Tab shows the skip link", skip.class === "skip" && skip.seen, JSON.stringify(skip));
  await tab.key("Enter");
  hold("the skip link leads to the text", await tab.until('document.activeElement.id === "text"'));
  let last = -1;
  const hidden = [], back = [];
  for (let i = 0; i < 60; i++) {
    await tab.key("Tab");
    const at = await tab.run(focus);
    if (!at.seen) hidden.push(`${at.tag}.${at.class} ${at.text}`);
    if (at.place < last) back.push(`${at.tag} ${at.text}`);
    last = at.place;
  }
  hold("60 Tabs, each focus is seen", hidden.length === 0, hidden.slice(0, 3).join("; "));
  hold("60 Tabs go down the page", back.length === 0, back.join("; "));
  const lost = await tab.run(`[...document.querySelectorAll("pre, .table, .picture")].filter((e) =>
    e.scrollWidth > e.clientWidth + 1 && e.tabIndex < 0).length`);
  hold("what scrolls sideways has a place in the order of Tab", lost === 0, `${lost} have not`);
}

async function search(tab, hold) {
  const results = 'document.querySelectorAll(".results a").length';
  const active = (test) => `(() => { const e = document.activeElement; return ${test}; })()`;
  await tab.key("/", "/");
  hold("/ goes to the search", await tab.run(active('e.matches("#search input") && e.value === ""')));
  await tab.type("perceptron");
  hold("typing finds", await tab.until(`${results} > 1`));
  await tab.key("ArrowDown");
  hold("arrow down: the first result", await tab.run(active('e === document.querySelector(".results a")')));
  await tab.key("ArrowDown");
  hold("arrow down: the second", await tab.run(active('e === document.querySelectorAll(".results a")[1]')));
  await tab.key("ArrowUp");
  await tab.key("ArrowUp");
  hold("arrow up: the field again", await tab.run(active('e.matches("#search input")')));
  await tab.key("Escape");
  hold("Escape empties it", await tab.run(active(`e.value === "" && ${results} === 0`)));
  await tab.type("softmax");
  await tab.until(`${results} > 0`);
  await tab.key("Tab");
  await tab.run('document.querySelector("main > p a").focus()');
  hold("leaving the search closes it", await tab.run('document.querySelector(".results").hidden'));
  await tab.key("/", "/");
  await tab.until('!document.querySelector(".results").hidden');
  const want = await tab.run('document.querySelector(".results a").href');
  await tab.key("Enter");
  hold("Enter goes to the first result", await tab.until(`location.href === ${JSON.stringify(want)}`), want);
}

async function equation(tab, hold) {
  const open = 'document.querySelector("details.number").open';
  await tab.run('document.querySelector("details.number summary").focus()');
  await tab.key("Enter");
  hold("Enter on an equation's number opens its note", await tab.until(open));
  await tab.key("Tab");
  hold("Tab goes into the note", await tab.run('document.activeElement.closest("details.number > div") !== null'));
  await tab.key("Escape");
  hold("Escape closes the note and goes back to the number",
    await tab.run(`!${open} && document.activeElement.matches("details.number summary")`));
  const link = `document.querySelector('main > p a[href^="#eq:"]')`;
  const shown = 'document.querySelector(".preview .formula") !== null && /Computed by|on paper/.test(document.querySelector(".preview").textContent)';
  await tab.run(`${link}.scrollIntoView({ block: "center" }); ${link}.focus({ focusVisible: true })`);
  hold("a reference's focus shows its equation, code and test", await tab.until(shown));
  await tab.run(`${link}.blur()`);
  hold("it goes with the focus", await tab.run('document.querySelector(".preview") === null'));
  const at = await tab.run(`(() => { const r = ${link}.getClientRects()[0]; return [r.x + r.width / 2, r.y + r.height / 2]; })()`);
  await tab.move(...at);
  hold("a reference under the pointer shows them", await tab.until(shown));
  await tab.move(2, 2);
  hold("it goes with the pointer", await tab.until('document.querySelector(".preview") === null'));
}

// Where no pointer can hover, a narrow page has no room for the button.
async function copy(tab, hold) {
  if (await tab.run('getComputedStyle(document.querySelector("button.copy")).display === "none"')) {
    hold("no copy button only on a narrow page", await tab.run("innerWidth < 720"));
    return;
  }
  await tab.run('document.querySelector("button.copy").focus()');
  hold("the copy button is seen when it has the focus",
    await tab.until('getComputedStyle(document.querySelector("button.copy")).opacity === "1"'));
  await tab.key("Enter");
  hold("Enter copies the code", await tab.until(
    '/Copied|Selected/.test(document.querySelector("button.copy").textContent)'));
}

export async function keyboard(browser, url, searchable, hold) {
  for (const [width, height] of [[1280, 900], [390, 844]]) {
    const what = (name, good, detail) => hold(`${name}, ${width} wide`, good, detail);
    const tab = await browser.tab({ width, height, theme: "light" });
    const parts = [order, equation, copy, ...(searchable ? [search] : [])];
    for (const part of parts) {
      await tab.go(url);
      await part(tab, what);
    }
    what("keys: console", tab.errors.length === 0, tab.errors.join("; "));
    await tab.close();
  }
}
