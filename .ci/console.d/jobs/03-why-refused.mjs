export const name = 'find a player, and see why she was refused and how far she is';
export const as = 'operator';

export async function run(somebody, { api, expect }) {
  const operator = await api('operator');
  const jun = (await operator('GET', '/users?q=jun&limit=100')).items.find((user) => user.username === 'jun');
  await somebody.press('Players', 'nav');
  await somebody.type('.filters input[type="search"]', 'jun');
  await somebody.page.waitForFunction(() => /q=jun/.test(location.hash));
  await somebody.press('jun', 'tbody');
  await somebody.sees('jun', 'h1');
  await somebody.quiet();
  expect('whose page it is', await somebody.page.evaluate(() => location.hash), `#/player/${jun.id}`);
  await somebody.sees('Come seven days in a row', '.progress-card');
  await somebody.sees('Conditions not met', '.whys .no');
  await somebody.page.evaluate(() => document.querySelectorAll('.refusals').forEach((each) => { each.open = true; }));
  await somebody.sees('conditions-not-met', '.refusals');
  await somebody.sees('Come seven days in a row', '.refusals');
  await somebody.judge('a player who was refused');
}
