export const name = 'an auditor sees everything that she may, and can send nothing that changes';
export const as = 'auditor';

export async function run(somebody, { api, expect }) {
  const { page } = somebody;
  const auditor = await api('auditor');
  const [event] = (await auditor('GET', '/events?limit=1')).items;
  const menu = await page.$$eval('nav a', (links) => links.map((link) => link.getAttribute('href')));
  const [claim] = (await auditor('GET', '/claims?status=PENDING_APPROVAL&limit=1')).items;
  const [endpoint] = (await auditor('GET', '/endpoints?limit=1')).items;
  for (const hash of [...menu, `#/event/${event.id}`, `#/claim/${claim.id}`, `#/player/${encodeURIComponent(claim.userId)}`, `#/endpoint/${endpoint.id}`]) {
    await somebody.open(hash);
    await somebody.judge(`${hash} of an auditor`);
    const changing = await page.$$eval('main button', (buttons) => buttons.map((button) => button.innerText.trim())
      .filter((text) => /^(new|add|edit|delete|copy|pause|cancel|publish|approve|reject|revoke|redeliver|import|rotate|test|suspend)/i.test(text)));
    expect(`what changes something at ${hash}`, changing, []);
  }
  await somebody.open(`#/approvals?claim=${claim.id}`);
  for (const key of ['a', 'r', 'x']) await page.keyboard.press(key);
  expect('what keys open', await page.$$eval('dialog[open], .queue input', (found) => found.length), 0);
  const refused = await page.evaluate(async () => {
    const base = document.querySelector('script[type="module"]').src.replace('app.js', '');
    const { send } = await import(`${base}api.js`);
    return send('POST', '/events', { body: {} }).then(() => 'sent', (problem) => problem.code);
  });
  expect('a request that somebody forces', refused, 'forbidden');
  const sent = somebody.requests.filter((request) => request.method() !== 'GET' && !request.url().includes('/auth/'));
  expect('requests that change', sent.map((request) => request.url()), []);
}
