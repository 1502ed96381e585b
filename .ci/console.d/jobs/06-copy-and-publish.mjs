export const name = 'copy an event, move its dates, pass the checklist, publish';
export const as = 'operator';

export async function run(somebody, { expect, api }) {
  const { page } = somebody;
  await somebody.open('#/events?q=arena');
  await somebody.press('Arena season', 'tbody');
  await somebody.sees('Arena season', 'h1');
  await somebody.press('Copy', '.head');
  await somebody.type('#event-name', 'Arena season, once more');
  const start = Math.floor(Date.now() / 60_000) * 60_000 + 5 * 86_400_000;
  await somebody.time('#event-starts', start);
  await somebody.time('#event-ends', start + 20 * 86_400_000);
  await somebody.press('Make the copy', 'dialog');
  await somebody.sees('Arena season, once more', 'h1');
  await somebody.quiet();
  await somebody.sees('Draft');
  await somebody.sees('Golden cup');
  await somebody.press('Publish …', '.head');
  await somebody.sees('Has rewards', 'dialog');
  await somebody.sees('Golden cup', 'dialog .as-player');
  await somebody.judge('checklist');
  await somebody.picture('checklist');
  await somebody.press('Publish', 'dialog');
  await somebody.sees('Upcoming', 'main');
  const id = await page.evaluate(() => location.hash.split('/')[2]);
  const event = await (await api('operator'))('GET', `/events/${id}`);
  expect('what the API says', [event.state, event.startsAt], ['PUBLISHED', new Date(start).toISOString()]);
}
