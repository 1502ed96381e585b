import { waiting } from '../fixtures.mjs';

export const name = 'approve ten claims by keyboard, the next one opens by itself; two more at once';
export const as = 'operator';

export async function run(somebody, { api, expect }) {
  const { page } = somebody;
  const operator = await api('operator');
  const { event, players } = await waiting(api, 14);
  await somebody.open(`#/approvals?eventId=${event.id}`);
  for (const player of players.slice(0, 10)) {
    await somebody.sees(player, '#claim-open');
    await page.keyboard.press('a');
    await page.waitForFunction((was) => !document.querySelector('#claim-open').innerText.includes(was), {}, player);
  }
  const decided = async (status) => (await operator('GET', `/claims?eventId=${event.id}&status=${status}&limit=100`)).items.map((claim) => claim.userId).sort();
  expect('approved', await decided('GRANTED'), players.slice(0, 10));
  expect('where the focus is', await page.evaluate(() => document.activeElement.id), 'claim-open');

  // A colleague is faster: both sides are shown, and nothing is decided twice.
  // The page does not look by itself meanwhile.
  await page.evaluate(() => Object.defineProperty(document, 'hidden', { get: () => true, configurable: true }));
  const [claim] = (await operator('GET', `/claims?eventId=${event.id}&userId=${encodeURIComponent(players[10])}`)).items;
  await (await api('admin'))('POST', `/claims/${claim.id}/rejection`, { reason: 'I was faster' });
  somebody.allow(409);
  await page.keyboard.press('a');
  await somebody.sees('I was faster', '.notice');
  await somebody.sees('What you wanted', '.notice');
  await somebody.judge('a conflict of decisions');
  await page.evaluate(() => delete document.hidden);
  await somebody.press('Go on to the next');
  await somebody.sees(players[11], '#claim-open');

  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await somebody.sees('2 chosen');
  await somebody.press('Approve…', '.many');
  await somebody.judge('many at once');
  await somebody.press('Approve', 'dialog');
  await somebody.sees(players[13], '#claim-open');
  expect('approved at once', await decided('GRANTED'), [...players.slice(0, 10), players[11], players[12]]);
}
