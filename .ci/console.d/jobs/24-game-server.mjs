export const name = 'the account of a game server is told so and signed out';

export async function run(somebody, { api, expect }) {
  const admin = await api('admin');
  const password = 'quiet-harbor-lantern-7';
  const username = `arena-${Date.now()}`;
  await admin('POST', '/users', { email: `${username}@example.com`, username, password, roles: ['SERVICE'] });
  await somebody.page.goto(`${somebody.origin}/console/`);
  await somebody.type('#login', username);
  await somebody.type('#password', password);
  await somebody.page.keyboard.press('Enter');
  await somebody.sees('the account of a game server');
  expect('what is kept', await somebody.page.evaluate(() => Object.keys(sessionStorage)), []);
}
