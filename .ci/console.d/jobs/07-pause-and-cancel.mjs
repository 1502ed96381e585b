export const name = 'write an event, publish it, pause it, cancel it with a reason';
export const as = 'operator';

export async function run(somebody, { api, expect }) {
  const { page } = somebody;
  await somebody.open('#/events');
  await somebody.press('New event');
  await somebody.type('#event-name', 'A mistake');
  await somebody.press('Add a condition', 'dialog');
  await somebody.type('#condition-0-days', '3');
  await somebody.sees('Log in on 3 days in a row', 'dialog');
  await somebody.judge('new event');
  await somebody.picture('new-event');
  await somebody.press('Create draft', 'dialog');
  await somebody.sees('A mistake', 'h1');
  await somebody.press('Add a reward');
  await somebody.type('#reward-name', 'A hat');
  await somebody.type('#reward-type', 'item');
  await somebody.type('#reward-stock', '5');
  await somebody.judge('new reward');
  await somebody.press('Add', 'dialog footer');
  await somebody.sees('5 of 5 left');
  await somebody.press('Publish …', '.head');
  await somebody.sees('Has rewards', 'dialog');
  await somebody.press('Publish', 'dialog');
  await somebody.press('Pause', '.head');
  await somebody.press('Pause', 'dialog');
  await somebody.sees('Paused', 'main .terms');
  await somebody.press('Cancel event', '.head');
  expect('without a reason', await page.$eval('dialog button[type="submit"]', (button) => button.disabled), true);
  await somebody.type('#reason', 'It was a mistake.');
  await somebody.press('Cancel event', 'dialog');
  await somebody.sees('Canceled', 'main .terms');
  const id = await page.evaluate(() => location.hash.split('/')[2]);
  const audit = await (await api('auditor'))('GET', `/audit/entries?target=${id}&limit=1`);
  expect('the reason that is kept', audit.items[0].reason, 'It was a mistake.');
}
