import { claims, record, runs } from '../fixtures.mjs';

// What people call things, and what would follow where that was taken for markup.
const NAMES = ['<img src=x onerror=alert(1)>', '\u202eevil\u202c \u05d0\u05d1\u05d2', '𝔘𝔫𝔦𝔠𝔬𝔡𝔢 🎁', 'W'.repeat(120), '${7*7}{{7*7}}', '"\'><script>alert(1)</script>'];
// A player of the studio's, whose id has no blanks and no control characters.
const PLAYERS = ['<img/src=x/onerror=alert(1)>', '\u05d0\u05d1\u05d2/\u0645\u0631\u062d\u0628\u0627', '🎁𝔘', 'W'.repeat(120)];

export const name = 'hostile names break nothing, at 1440 and 390 px';
export const as = 'admin';

export async function run(somebody, { api, expect }) {
  const { page } = somebody;
  const admin = await api('admin');
  page.on('dialog', (dialog) => { somebody.wrong.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  const events = [];
  for (const each of NAMES) {
    const conditions = [{ type: 'ACTIVITY_COUNT', params: { activity: 'WIN', subject: each.replace(/[\u202e\u202c]/g, ''), target: 1 }, label: each }];
    events.push(await runs(api, { name: each, description: each.repeat(3), approval: 'MANUAL', conditions }, { name: each, description: each, stock: 30 }));
  }
  await record(api, PLAYERS.flatMap((userId) => events.map((event) => ({ userId, type: 'WIN', hoursAgo: 1, subject: event.conditions[0].params.subject }))));
  const made = [];
  for (const player of PLAYERS) for (const event of events) made.push(await claims(api, event, player));
  await admin('POST', `/claims/${made[0].id}/rejection`, { reason: NAMES[0] });
  await admin('PUT', `/claims/${made[0].id}/notes`, { notes: NAMES[5] });

  const pages = [
    ...events.map((event) => `#/event/${event.id}`), '#/events', '#/events?view=timeline', '#/overview', '#/approvals', '#/claims', `#/claim/${made[0].id}`,
    ...PLAYERS.map((player) => `#/player/${encodeURIComponent(player)}`), `#/claims?userId=${encodeURIComponent(PLAYERS[0])}`, `#/audit?eventId=${events[3].id}`, '#/audit',
  ];
  for (const width of [1440, 390]) {
    await page.setViewport({ width, height: 900 });
    for (const hash of pages) {
      await somebody.open(hash);
      await page.evaluate(() => document.querySelectorAll('main details').forEach((each) => { each.open = true; }));
      await somebody.fits(`${hash} at ${width}`);
      expect('elements that names made', await page.$$eval('main img, main script', (found) => found.length), 0);
    }
  }
  await somebody.judge('hostile names');
  await page.setViewport({ width: 1440, height: 900 });
  await somebody.open('#/events');
  const shown = await page.$$eval('tbody .row-link', (links) => links.map((link) => link.textContent.trim()));
  for (const each of NAMES) if (!shown.includes(each)) throw new Error(`${each} is not shown as it is`);
  await somebody.picture('hostile-names');
  await somebody.open('#/approvals');
  await somebody.picture('hostile-players');
  for (const event of events) await admin('PUT', `/events/${event.id}/state`, { state: 'CANCELED', reason: 'It was a trial.' });
  for (const claim of made.slice(1)) await admin('POST', `/claims/${claim.id}/rejection`, { reason: 'It was a trial.' });
}
