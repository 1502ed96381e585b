export const name = 'find a running event by status and name, and on the calendar';
export const as = 'operator';

export async function run(somebody, { expect }) {
  const { page } = somebody;
  await somebody.press('Events', 'nav');
  await somebody.quiet();
  await page.select('.filters select', 'ACTIVE');
  await somebody.type('.filters input[type="search"]', 'arena');
  await page.waitForFunction(() => /status=ACTIVE/.test(location.hash) && /q=arena/.test(location.hash));
  await somebody.quiet();
  expect('events that fit', await page.$$eval('tbody .row-link', (links) => links.map((link) => link.innerText.trim())), ['Arena season']);
  // The address is enough for a colleague.
  await page.reload();
  await somebody.sees('Arena season', 'tbody');
  await somebody.press('Timeline');
  await somebody.there('x-timeline a.bar');
  await page.evaluate(() => document.querySelector('x-timeline a.bar').focus());
  await page.keyboard.press('Enter');
  await somebody.sees('Arena season', 'h1');
  await somebody.quiet();
  await somebody.sees('Win ten times');
}
