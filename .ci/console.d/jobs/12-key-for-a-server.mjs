export const name = 'open an account for a game server and make its key, shown once; revoke it';
export const as = 'admin';

export async function run(somebody, { expect, origin }) {
  const { page } = somebody;
  await somebody.press('Users and keys', 'nav');
  await somebody.press('New game server…');
  await somebody.type('#account-username', 'shard-9');
  await somebody.type('#account-email', 'shard-9@example.com');
  await somebody.judge('new game server');
  await somebody.press('Create', 'dialog');
  await somebody.type('#key-name', 'shard 9, rack 2');
  await somebody.press('Create', 'dialog');
  const key = await (await somebody.there('.secret code')).evaluate((it) => it.textContent);
  await somebody.press('I have kept it', 'dialog');
  await somebody.sees('shard 9, rack 2', 'tbody');
  const signIn = async () => (await fetch(`${origin}/api/v1/auth/token`, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ key }),
  })).status;
  expect('the key', await signIn(), 200);
  await somebody.judge('an account with a key');
  if ((await page.evaluate(() => document.documentElement.innerHTML)).includes(key)) throw new Error('the key is still in the page');
  await somebody.press('Revoke…', 'tbody');
  await somebody.press('Revoke', 'dialog');
  await somebody.sees('No keys.');
  // Within a second everywhere.
  await new Promise((resolve) => { setTimeout(resolve, 1_000); });
  expect('the key, revoked', await signIn(), 401);
}
