export const name = 'make an endpoint, test it, rotate its secret; each secret is shown once';
export const as = 'admin';

export async function run(somebody, { api, expect }) {
  const { page } = somebody;
  await somebody.press('Endpoints', 'nav');
  await somebody.press('New endpoint…');
  await somebody.type('#endpoint-name', 'Game back end');
  await somebody.type('#endpoint-url', 'https://10.0.0.7/rewards');
  somebody.allow(400);
  await somebody.press('Create', 'dialog');
  await somebody.there('#endpoint-url[aria-invalid="true"]');
  await somebody.type('#endpoint-url', 'https://game.invalid/rewards');
  await somebody.judge('new endpoint');
  await somebody.press('Create', 'dialog');
  const shown = async () => (await somebody.there('.secret code')).evaluate((it) => it.textContent);
  const first = await shown();
  await somebody.judge('a secret, shown once');
  await somebody.picture('secret-once');
  await somebody.press('I have kept it', 'dialog');
  await somebody.sees('Game back end', 'h1');
  await somebody.press('Send a test', '.head');
  await somebody.sees('Not taken', '.notice');
  await somebody.press('New secret…', '.head');
  await somebody.press('New secret', 'dialog');
  const second = await shown();
  await somebody.press('I have kept it', 'dialog');
  await somebody.quiet();
  await somebody.sees(`…${second.slice(-4)}`);
  const id = await page.evaluate(() => location.hash.split('/')[2]);
  const { secrets } = await (await api('admin'))('GET', `/endpoints/${id}`);
  expect('secrets that sign', secrets.map((it) => it.ends), [second.slice(-4), first.slice(-4)]);
  const left = await page.evaluate(() => document.documentElement.innerHTML);
  if (left.includes(first) || left.includes(second)) throw new Error('a secret is still in the page');
}
