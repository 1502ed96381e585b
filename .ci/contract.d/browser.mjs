// Looks at /docs and at a problem's page in Chromium: signs in, authorizes, tries an operation, and takes pictures.
// node browser.mjs ORIGIN FOLDER. Whatever the console calls an error is one.
import { mkdirSync } from 'node:fs';
import puppeteer from 'puppeteer-core';

const [origin, folder] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-dev-shm-usage'],
});
const errors = [];
try {
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 1000 });
  page.setDefaultTimeout(30_000);
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('requestfailed', (request) => errors.push(`${request.url()} ${request.failure()?.errorText}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(origin) && !request.url().startsWith('data:')) errors.push(`asks ${request.url()}`);
  });
  const picture = (name) => page.screenshot({ path: `${folder}/${name}.png` });

  // Opens an operation, sends what stands there, and gives the status of the answer.
  const tried = async (id, change) => {
    // Swagger UI puts a backslash before the dot into the id itself.
    const block = `div[id$="-${id.replace('.', '\\\\.')}"]`;
    await page.waitForSelector(block);
    if (!(await page.$eval(block, (it) => it.classList.contains('is-open')))) {
      await page.$eval(`${block} .opblock-summary-control`, (it) => it.click());
    }
    await page.waitForSelector(`${block} .execute`);
    if (change) await change(block);
    await page.$eval(`${block} .execute`, (it) => it.click());
    const status = await page.waitForSelector(`${block} .live-responses-table tbody .response-col_status`);
    const text = await page.waitForFunction(
      (it) => /[0-9]{3}/.exec(it.textContent)?.[0],
      {},
      status,
    );
    return [Number(await text.jsonValue()), block];
  };
  const expect = (what, real, wanted) => {
    if (real !== wanted) throw new Error(`${what}: ${real} instead of ${wanted}`);
  };

  await page.goto(`${origin}/docs/`, { waitUntil: 'networkidle0' });
  await page.waitForSelector('.filter .operation-filter-input');
  await picture('docs');

  // The examples as they stand work: an account, and its token.
  expect('auth.register', (await tried('auth.register'))[0], 201);
  const [signedIn, block] = await tried('auth.login');
  expect('auth.login', signedIn, 200);
  const token = await page.$eval(
    `${block} .live-responses-table .highlight-code`,
    (it) => /"accessToken":\s*"([^"]+)"/.exec(it.textContent)[1],
  );
  await picture('docs-signed-in');

  // By hand, as people do it who have a token from elsewhere.
  await page.click('.auth-wrapper .authorize');
  await page.waitForSelector('.modal-ux');
  if (await page.$('.modal-ux .auth-container input')) {
    await page.type('.modal-ux .auth-container input', token);
    await page.click('.modal-ux .auth-btn-wrapper .authorize');
  }
  await page.waitForFunction(() => /Logout/.test(document.querySelector('.modal-ux').textContent));
  await picture('docs-authorize');
  await page.click('.modal-ux .close-modal');

  // Kept over a reload.
  await page.reload({ waitUntil: 'networkidle0' });
  const [me, meBlock] = await tried('auth.me');
  expect('auth.me', me, 200);
  const roles = await page.$eval(`${meBlock} .opblock-description`, (it) => it.textContent);
  if (!/Roles/.test(roles)) throw new Error('no roles are shown');
  await picture('docs-tried');

  await page.type('.filter .operation-filter-input', 'claims');
  await page.waitForFunction(() => document.querySelectorAll('.opblock-tag-section').length === 1);
  await picture('docs-filter');

  await page.goto(`${origin}/problems/already-claimed`, { waitUntil: 'networkidle0' });
  await picture('problem');
  await page.goto(`${origin}/problems/`, { waitUntil: 'networkidle0' });
  await picture('problems');
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
  await page.goto(`${origin}/problems/conditions-not-met`, { waitUntil: 'networkidle0' });
  await picture('problem-dark');
} finally {
  await browser.close();
}
if (errors.length > 0) throw new Error(`the console complains: ${errors.join('; ')}`);
console.log('browser: signed in, authorized, tried; no error on the console');
