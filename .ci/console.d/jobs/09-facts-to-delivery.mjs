import { createServer } from 'node:http';
import { failing } from '../fixtures.mjs';

export const name = 'follow a claim from the facts to a delivery that failed, and deliver again';
export const as = 'operator';

export async function run(somebody, { api, expect }) {
  const { page } = somebody;
  const { claim, port } = await failing(api);
  await somebody.open(`#/player/${encodeURIComponent(claim.userId)}`);
  await somebody.sees('WIN', '.day-field');
  await page.evaluate((id) => document.querySelector(`a[href="#/claim/${id}"]`).click(), claim.id);
  await somebody.sees('Win twice', '.measured');
  await somebody.there('.delivery-FAILED');
  await somebody.judge('a claim whose delivery failed');
  await somebody.picture('claim-delivery-failed', true);

  const received = [];
  const game = createServer((request, response) => {
    received.push(request.headers['webhook-id']);
    response.writeHead(204).end();
  });
  await new Promise((resolve) => { game.listen(port, '127.0.0.1', resolve); });
  try {
    await somebody.press('Deliver again…', '.head');
    await somebody.press('Deliver again', 'dialog');
    await somebody.there('.delivery-DELIVERED');
  } finally {
    game.close();
  }
  expect('what the game received', received, [`${claim.id}-1`]);
  await somebody.press('In the audit', 'main');
  await somebody.sees('delivered again', '.audit');
}
