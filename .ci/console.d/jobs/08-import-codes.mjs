export const name = 'import codes, of which an answer gets lost';
export const as = 'operator';

export async function run(somebody, { api, expect }) {
  const { page } = somebody;
  page.setDefaultTimeout(60_000);
  const operator = await api('operator');
  const event = await operator('POST', '/events', { name: 'Coupons', startsAt: '2099-01-01T00:00:00Z', endsAt: '2099-02-01T00:00:00Z' });
  const reward = await operator('POST', `/events/${event.id}/rewards`, { name: 'A coupon', type: 'COUPON', coded: true });
  await somebody.open(`#/event/${event.id}`);
  await somebody.press('Import codes');
  await somebody.there('#codes-text');
  const codes = Array.from({ length: 50_000 }, (_, i) => `CODE-${String(i).padStart(6, '0')}`);
  await page.$eval('#codes-text', (field, text) => {
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }, [...codes, 'CODE-000001', 'no code'].join('\n'));
  await somebody.sees('50,000 codes', 'dialog');
  await somebody.sees('One stands there more than once', 'dialog');

  // The second part is taken, and its answer does not come.
  let parts = 0;
  somebody.allow(0);
  await page.setRequestInterception(true);
  page.on('request', async (request) => {
    if (request.method() !== 'POST' || !request.url().endsWith('/codes') || (parts += 1) !== 2) return void request.continue();
    await fetch(request.url(), { method: 'POST', headers: request.headers(), body: await request.fetchPostData() });
    await request.abort('failed');
  });
  await somebody.press('Import', 'dialog footer');
  await somebody.sees('Done: 30,000 new codes.', 'dialog');
  await somebody.sees('20,000 were there already', 'dialog');
  await somebody.sees('One part was sent again', 'dialog');
  await somebody.judge('import');
  await somebody.picture('import-codes');
  expect('the stock', (await operator('GET', `/events/${event.id}/rewards/${reward.id}`)).stock, 50_000);
  await somebody.press('Done', 'dialog footer');
}
