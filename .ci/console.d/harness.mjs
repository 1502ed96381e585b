// Somebody at a browser. What goes wrong without anybody asking is noted: errors on the browser's console, reports of
// its policy, requests that fail, answers that a job does not expect, and what axe finds serious.
import { readFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import puppeteer from 'puppeteer-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PATIENCE_MS = 20_000;
const PASSWORDS = {
  admin: process.env.ADMIN_PASSWORD, operator: process.env.OPERATOR_PASSWORD, auditor: process.env.AUDITOR_PASSWORD, mina: process.env.PLAYER_PASSWORD,
};

export const launch = () => puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-dev-shm-usage', '--lang=en-US', '--force-prefers-reduced-motion'],
});

/** The API as somebody, without a browser: `await api('admin')('GET', '/events')`; gives the answer's body. */
export const apiOf = (origin) => async (login) => {
  const signedIn = await (await fetch(`${origin}/api/v1/auth/login`, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ login, password: PASSWORDS[login] }),
  })).json();
  return async (method, path, body, headers = {}) => {
    const answer = await fetch(`${origin}/api/v1${path}`, {
      method, headers: { Authorization: `Bearer ${signedIn.accessToken}`, ...(body ? { 'Content-Type': 'application/json' } : {}), ...headers },
      body: body && JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text ? JSON.parse(text) : undefined;
  };
};

export class Somebody {
  #allowed = new Set();
  wrong = [];
  requests = [];

  static async at(browser, origin, pictures, { width = 1440, height = 900 } = {}) {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    const it = new Somebody();
    Object.assign(it, { context, page, origin, pictures });
    page.setDefaultTimeout(PATIENCE_MS);
    await page.setViewport({ width, height });
    page.on('console', (message) => {
      const status = /status of (\d+)/.exec(message.text())?.[1];
      const lost = /net::ERR_FAILED/.test(message.text()) && it.#allowed.has(0);
      if (['error', 'warn'].includes(message.type()) && !lost && !it.#allowed.has(Number(status))) it.wrong.push(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => it.wrong.push(`error: ${error.stack ?? error}`));
    page.on('requestfailed', (request) => {
      const reason = request.failure()?.errorText;
      if (reason !== 'net::ERR_ABORTED' && !it.#allowed.has(0)) it.wrong.push(`failed: ${request.method()} ${request.url()} ${reason}`);
    });
    page.on('request', (request) => {
      it.requests.push(request);
      // The browser's own pictures, such as that of a field for a date, are data.
      if (!request.url().startsWith(origin) && !request.url().startsWith('data:')) it.wrong.push(`asks ${request.url()}`);
    });
    page.on('response', (response) => {
      if (response.status() >= 400 && !it.#allowed.has(response.status())) {
        it.wrong.push(`${response.status()}: ${response.request().method()} ${response.url()}`);
      }
    });
    await page.evaluateOnNewDocument(() => addEventListener('securitypolicyviolation', (event) =>
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`)));
    return it;
  }

  /** Answers that this job provokes; 0 for a request that fails. */
  allow(...statuses) {
    statuses.forEach((status) => this.#allowed.add(status));
  }

  async signIn(login, password = PASSWORDS[login]) {
    await this.page.goto(`${this.origin}/console/`);
    await this.type('#login', login);
    await this.type('#password', password);
    await this.page.keyboard.press('Enter');
    await this.there('.frame main h1');
  }

  /** Waits for an element. */
  there = (selector) => this.page.waitForSelector(selector, { visible: true });

  gone = (selector) => this.page.waitForSelector(selector, { hidden: true });

  /** Waits until a text stands somewhere, or within an element. */
  sees(text, within = 'body') {
    return this.page.waitForFunction((wanted, selector) => [...document.querySelectorAll(selector)].some((each) => each.innerText.includes(wanted)), {}, text, within)
      .catch(async () => { throw new Error(`"${text}" does not come in ${within}: ${await this.page.evaluate(() => document.body.innerText.slice(-1500))}`); });
  }

  /** Presses what bears this name for who cannot see it: a button or a link, the first one in `within`. */
  async press(name, within = 'body') {
    const find = () => this.page.evaluateHandle((wanted, selector) => {
      const last = [...document.querySelectorAll(selector)].at(-1);
      return [...(last?.querySelectorAll('button, a, [role="button"]') ?? [])].find((each) =>
        (each.getAttribute('aria-label') ?? each.innerText).trim() === wanted && !each.disabled && each.checkVisibility()) ?? null;
    }, name, within);
    for (const end = Date.now() + PATIENCE_MS; ;) {
      const element = (await find()).asElement();
      if (element) return element.click();
      if (Date.now() > end) throw new Error(`nothing in ${within} is called "${name}": ${await this.page.evaluate(() => document.body.innerText.slice(0, 1500))}`);
      await new Promise((resolve) => { setTimeout(resolve, 100); });
    }
  }

  /** Types into a field, in place of what stands there. */
  async type(selector, text) {
    const field = await this.there(selector);
    await field.evaluate((it) => { it.focus(); it.select?.(); });
    await this.page.keyboard.press('Backspace');
    await field.type(text);
  }

  /** A time into a field for one, which takes no ordinary typing. */
  async time(selector, millis) {
    const text = await this.page.evaluate((at) => new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 16), millis);
    await this.page.$eval(selector, (it, value) => {
      it.value = value;
      it.dispatchEvent(new Event('input', { bubbles: true }));
    }, text);
  }

  /** Goes to a page and waits until it has read what it shows. */
  async open(hash) {
    await this.page.evaluate((to) => { location.hash = to; }, hash);
    await this.quiet();
  }

  async quiet() {
    await this.page.waitForNetworkIdle({ idleTime: 250, timeout: PATIENCE_MS });
    await this.page.waitForFunction(() => !document.querySelector('main[aria-busy="true"], .loading'));
  }

  /** What axe finds serious, at what stands there now. */
  async judge(name) {
    if (!(await this.page.evaluate(() => 'axe' in globalThis))) await this.page.evaluate(axe);
    const { violations } = await this.page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
    for (const each of violations.filter(({ impact }) => ['serious', 'critical'].includes(impact))) {
      this.wrong.push(`axe at ${name}: ${each.id}: ${each.nodes.slice(0, 3).map((node) => `${node.target} ${node.failureSummary}`).join(' | ')}`);
    }
    await this.fits(name);
  }

  /** Nothing but what scrolls by itself is wider than the window. */
  async fits(name) {
    const wide = await this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0) this.wrong.push(`${name} is ${wide} px wider than its window`);
  }

  /** A picture, as CI's output. */
  async picture(name, fullPage = false) {
    mkdirSync(this.pictures, { recursive: true });
    await this.page.screenshot({ path: `${this.pictures}/${name}.png`, fullPage });
  }

  close = () => this.context.close();
}

export function expect(what, real, wanted) {
  if (JSON.stringify(real) !== JSON.stringify(wanted)) throw new Error(`${what}: ${JSON.stringify(real)} instead of ${JSON.stringify(wanted)}`);
}
