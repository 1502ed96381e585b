export const name = 'a player sees her own progress and claims, and no page of the staff';
export const as = 'mina';

export async function run(somebody, { expect }) {
  const { page } = somebody;
  await somebody.quiet();
  await somebody.sees('500 gems', 'main');
  await somebody.sees('Granted', 'main');
  await somebody.judge('a player\'s page');
  await somebody.picture('player-own');
  expect('her menu', await page.$$eval('nav a', (links) => links.map((link) => link.getAttribute('href'))), ['#/mine']);
  await somebody.open('#/events');
  await somebody.sees('My rewards', 'h1');
  expect('where she is', await page.evaluate(() => location.hash), '#/mine');
}
