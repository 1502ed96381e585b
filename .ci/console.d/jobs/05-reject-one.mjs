import { waiting } from '../fixtures.mjs';

export const name = 'write notes, reject a claim with a reason, which a session that ends does not lose';
export const as = 'operator';

export async function run(somebody, { api, expect }) {
  const { page } = somebody;
  const operator = await api('operator');
  const { event, players } = await waiting(api, 2);
  await somebody.open(`#/approvals?eventId=${event.id}`);
  await somebody.sees(players[0], '#claim-open');
  await page.keyboard.press('n');
  await page.keyboard.type('Asked twice, by mail');
  await page.keyboard.down('Control');
  await page.keyboard.press('Enter');
  await page.keyboard.up('Control');
  await somebody.sees('Saved.', '.notes');
  // Typed and not saved; it is still there afterwards.
  await page.keyboard.type('; and a third time');
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('r');
  expect('without a reason', await page.$eval('dialog button[type="submit"]', (button) => button.disabled), true);
  await somebody.type('#reason', 'All three friends came from one address');
  somebody.allow(401);
  await operator('DELETE', '/auth/sessions');
  // Every node knows within a second.
  await new Promise((resolve) => { setTimeout(resolve, 1_200); });
  await somebody.press('Reject', 'dialog');
  await somebody.sees('Sign in again', 'dialog');
  await somebody.type('dialog:last-of-type #password', process.env.OPERATOR_PASSWORD);
  await page.keyboard.press('Enter');
  await somebody.sees(players[1], '#claim-open');
  await page.keyboard.press('k');
  const [claim] = (await (await api('operator'))('GET', `/claims?eventId=${event.id}&userId=${encodeURIComponent(players[0])}`)).items;
  expect('what the API says', [claim.status, claim.reason, claim.notes], ['REJECTED', 'All three friends came from one address', 'Asked twice, by mail']);
}
