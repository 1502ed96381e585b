export const name = 'sign in, be told what is wrong, go on after a reload, sign out';

export async function run(somebody, { expect }) {
  somebody.allow(401);
  const { page } = somebody;
  const cdp = await page.createCDPSession();
  await cdp.send('Network.enable');
  let loaded = 0;
  cdp.on('Network.loadingFinished', ({ encodedDataLength }) => { loaded += encodedDataLength; });
  await page.goto(`${somebody.origin}/`, { waitUntil: 'networkidle0' });
  if (loaded > 100 * 1024) throw new Error(`the first load is ${loaded} bytes`);
  expect('where / leads', new URL(page.url()).pathname, '/console/');
  await somebody.there('#login');
  await somebody.judge('sign-in');
  await somebody.type('#login', 'operator');
  await somebody.type('#password', 'not this one');
  await page.keyboard.press('Enter');
  await somebody.sees('Login or password is wrong.');
  await somebody.signIn('operator');
  await page.reload();
  await somebody.there('.frame main h1');
  const kept = await page.evaluate(() => ({ local: { ...localStorage }, session: Object.keys(sessionStorage), cookie: document.cookie }));
  expect('what is kept', kept, { local: {}, session: ['laurel.refresh'], cookie: '' });
  await somebody.press('Sign out');
  await somebody.there('#login');
  await page.reload();
  await somebody.there('#login');
}
