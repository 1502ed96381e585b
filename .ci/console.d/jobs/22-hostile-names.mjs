// What people call things, and what would follow where that was taken for markup.
const NAMES = ['<img src=x onerror=alert(1)>', '\u202eevil\u202c \u05d0\u05d1\u05d2', '𝔘𝔫𝔦𝔠𝔬𝔡𝔢 🎁', 'W'.repeat(120), '${7*7}{{7*7}}', '"\'><script>alert(1)</script>'];

export const name = 'hostile names break nothing, at 1440 and 390 px';
export const as = 'admin';

export async function run(somebody, { api, expect }) {
  const { page } = somebody;
  const admin = await api('admin');
  page.on('dialog', (dialog) => { somebody.wrong.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  let last;
  for (const each of NAMES) {
    last = await admin('POST', '/events', {
      name: each, description: each.repeat(3), startsAt: '2026-01-01T00:00:00Z', endsAt: '2099-01-01T00:00:00Z',
      conditions: [{ type: 'ACTIVITY_COUNT', params: { activity: 'WIN', subject: each, target: 1 }, label: each }],
    });
    await admin('POST', `/events/${last.id}/rewards`, { name: each, description: each, type: 'ITEM', stock: 3 });
    await admin('PUT', `/events/${last.id}/state`, { state: 'PUBLISHED' });
    for (const width of [1440, 390]) {
      await page.setViewport({ width, height: 900 });
      for (const hash of [`#/event/${last.id}`, '#/events', '#/events?view=timeline', '#/overview']) {
        await somebody.open(hash);
        await somebody.judge(`${hash} with ${each.slice(0, 20)} at ${width}`);
      }
    }
  }
  await somebody.open('#/events');
  const shown = await page.$$eval('tbody .row-link', (links) => links.map((link) => link.textContent.trim()));
  for (const each of NAMES) if (!shown.includes(each)) throw new Error(`${each} is not shown as it is`);
  expect('elements that names made', await page.$$eval('main img, main script', (found) => found.length), 0);
  await somebody.picture('hostile-names');
  for (const event of (await admin('GET', '/events?limit=100')).items.filter((each) => NAMES.includes(each.name))) {
    await admin('PUT', `/events/${event.id}/state`, { state: 'CANCELED', reason: 'It was a trial.' });
  }
}
