export const name = 'a session that ends in the middle of an edit loses nothing that was typed; a conflict shows both sides';
export const as = 'operator';

export async function run(somebody, { api, expect }) {
  const { page } = somebody;
  const admin = await api('admin');
  const event = await admin('POST', '/events', { name: 'Of two people', startsAt: '2099-01-01T00:00:00Z', endsAt: '2099-02-01T00:00:00Z' });
  await somebody.open(`#/event/${event.id}`);
  await somebody.press('Edit', '.head');
  await somebody.type('#event-name', 'What I typed');
  await admin('PATCH', `/events/${event.id}`, { description: 'What she wrote' }, { 'If-Match': '"1"' });
  somebody.allow(401, 412);
  const operator = await api('operator');
  await operator('DELETE', '/auth/sessions');
  await somebody.press('Save', 'dialog');
  await somebody.sees('Sign in again', 'dialog');
  await somebody.picture('session-ended');
  await somebody.type('dialog:last-of-type #password', process.env.OPERATOR_PASSWORD);
  await page.keyboard.press('Enter');
  await somebody.sees('Somebody else saved a change', 'dialog');
  await somebody.sees('What she wrote', 'dialog .diff');
  await somebody.sees('What I typed', 'dialog .diff');
  await somebody.judge('conflict');
  await somebody.picture('conflict');
  await somebody.press('Save what I changed', 'dialog');
  await somebody.sees('What I typed', 'h1');
  const now = await admin('GET', `/events/${event.id}`);
  expect('what is saved', [now.name, now.description], ['What I typed', 'What she wrote']);
}
