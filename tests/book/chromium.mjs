// Chromium without a window, driven over a pipe: just what the tests of the book need.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export async function open() {
  const profile = mkdtempSync(join(tmpdir(), "book-chromium-"));
  const program = process.env.CHROMIUM ?? "chromium";
  const chromium = spawn(program, ["--headless", "--no-sandbox", "--disable-gpu",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run", "--hide-scrollbars", `--user-data-dir=${profile}`,
    "--remote-debugging-pipe", "about:blank"], { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
  const waiting = new Map();
  const sessions = new Map();
  let number = 0;
  let rest = "";

  chromium.stdio[4].setEncoding("utf8");
  chromium.stdio[4].on("data", (data) => {
    const messages = (rest + data).split("\0");
    rest = messages.pop();
    for (const text of messages) {
      const message = JSON.parse(text);
      if (message.id !== undefined) {
        const { done, fail } = waiting.get(message.id);
        waiting.delete(message.id);
        if (message.error) fail(new Error(message.error.message));
        else done(message.result);
      } else sessions.get(message.sessionId)?.(message.method, message.params);
    }
  });
  chromium.on("error", (error) => { for (const { fail } of waiting.values()) fail(error); });

  const send = (method, params = {}, sessionId = undefined) => new Promise((done, fail) => {
    const id = ++number;
    waiting.set(id, { done, fail });
    chromium.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
  });

  async function tab({ width, height, theme, script = true }) {
    const { targetId } = await send("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
    const ask = (method, params) => send(method, params, sessionId);
    const errors = [];
    let loaded = () => {};
    sessions.set(sessionId, (method, params) => {
      if (method === "Page.loadEventFired") loaded();
      if (method === "Runtime.exceptionThrown") errors.push(params.exceptionDetails.text
        + " " + (params.exceptionDetails.exception?.description ?? ""));
      if (method === "Runtime.consoleAPICalled" && params.type === "error")
        errors.push(params.args.map((a) => a.value).join(" "));
      if (method === "Log.entryAdded" && params.entry.level === "error")
        errors.push(`${params.entry.text} ${params.entry.url ?? ""}`);
    });
    for (const domain of ["Page", "Runtime", "Log"]) await ask(`${domain}.enable`);
    await ask("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1,
      mobile: width < 600 });
    await ask("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: theme }] });
    if (!script) await ask("Emulation.setScriptExecutionDisabled", { value: true });
    return {
      errors,
      async go(url) {
        const ready = new Promise((resolve) => { loaded = resolve; });
        await ask("Page.navigate", { url });
        await ready;
      },
      async run(expression) {
        const { result, exceptionDetails } = await ask("Runtime.evaluate",
          { expression, awaitPromise: true, returnByValue: true });
        if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
        return result.value;
      },
      // Presses a key as a reader does; `text` is what it writes.
      async key(name, text) {
        const codes = { Tab: 9, Enter: 13, Escape: 27, ArrowUp: 38, ArrowDown: 40 };
        const key = { key: name, code: codes[name] ? name : "", windowsVirtualKeyCode: codes[name] ?? 0,
          ...(name === "Enter" ? { text: "\r" } : text ? { text } : {}) };
        await ask("Input.dispatchKeyEvent", { type: "keyDown", ...key });
        await ask("Input.dispatchKeyEvent", { type: "keyUp", ...key });
      },
      async move(x, y) { await ask("Input.dispatchMouseEvent", { type: "mouseMoved", x, y }); },
      async type(text) { for (const letter of text) await this.key(letter, letter); },
      // Until the expression holds, for ten seconds at most.
      async until(expression) {
        for (let i = 0; i < 200; i++) {
          if (await this.run(expression)) return true;
          await new Promise((resolve) => { setTimeout(resolve, 50); });
        }
        return false;
      },
      async picture(wide, high) {
        const { data } = await ask("Page.captureScreenshot", { captureBeyondViewport: true,
          clip: { x: 0, y: 0, width: wide, height: high, scale: 1 } });
        return Buffer.from(data, "base64");
      },
      async close() {
        sessions.delete(sessionId);
        await send("Target.closeTarget", { targetId });
      },
    };
  }

  async function close() {
    const ended = new Promise((resolve) => { chromium.on("exit", resolve); });
    await send("Browser.close").catch(() => {});
    await ended;
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }

  return { tab, close };
}
