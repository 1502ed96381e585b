export const name = 'read who changed an event, and how';
export const as = 'operator';

export async function run(somebody, { api, expect }) {
  const { page } = somebody;
  const admin = await api('admin');
  const event = await admin('POST', '/events', { name: 'Kettle of the patient', startsAt: '2099-01-01T00:00:00Z', endsAt: '2099-02-01T00:00:00Z' });
  await admin('PATCH', `/events/${event.id}`, { name: 'Kettle of the very patient', endsAt: '2099-03-01T00:00:00Z' }, { 'If-Match': '"1"' });
  await somebody.open(`#/event/${event.id}`);
  for (const end = Date.now() + 20_000; ;) {
    await somebody.press('Who changed it', 'main');
    await somebody.quiet();
    if ((await page.$$('.audit > li')).length === 2) break;
    if (Date.now() > end) throw new Error('The audit does not hear of the change');
    await somebody.open(`#/event/${event.id}`);
  }
  await page.click('.audit summary .when');
  await somebody.sees('admin', '.audit summary');
  await somebody.sees('changed the event', '.audit summary');
  await somebody.sees('Kettle of the patient', '.audit del');
  await somebody.sees('Kettle of the very patient', '.audit ins');
  await somebody.judge('an entry of the audit');
  await somebody.picture('audit-entry');
  // Of all events nobody but auditors and administrators.
  await somebody.press('Clear filters');
  await somebody.sees('Choose an event');
  expect('the address', await page.evaluate(() => location.hash), '#/audit');
}
