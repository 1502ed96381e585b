// node million.mjs ORIGIN FOLDER: how long each page takes an administrator, from the change of the address until it has
// read all that it shows; the longest of ROUNDS. Fails where one takes longer than LIMIT_MS.
import { album } from './album.mjs';
import { apiOf, launch, Somebody } from './harness.mjs';

const LIMIT_MS = 1_000;
const ROUNDS = 5;

const [origin, folder] = process.argv.slice(2);
const browser = await launch();
const somebody = await Somebody.at(browser, origin, folder);
await somebody.signIn('admin');
const admin = await apiOf(origin)('admin');
const { pending } = await admin('GET', '/overview');
console.log(`${pending.count} claims wait`);
await somebody.page.evaluate(() => performance.setResourceTimingBufferSize(100_000));

/** Until the last answer and the last that is busy; it has read all once there was neither for a while. */
const taken = (hash) => somebody.page.evaluate((to) => new Promise((resolve) => {
  const QUIET_MS = 400;
  const began = performance.now();
  let last = began;
  location.hash = to;
  const look = () => {
    const now = performance.now();
    if (document.querySelector('main[aria-busy="true"], .loading')) last = now;
    last = Math.max(last, performance.getEntriesByType('resource').at(-1)?.responseEnd ?? 0);
    if (now - last < QUIET_MS) requestAnimationFrame(look);
    else resolve(last - began);
  };
  requestAnimationFrame(look);
}), hash);

let slow = 0;
// Of the demo's events the one that has most.
for (const each of await album(somebody.page, admin, 'Ration of the day')) {
  const times = [];
  for (let i = 0; i < ROUNDS; i++) {
    await taken(each === 'system' ? '#/users' : '#/system');
    times.push(Math.round(await taken(`#/${each}`)));
  }
  await somebody.picture(each.replace(/[/?].*/, ''), true);
  const longest = Math.max(...times);
  console.log(`${longest > LIMIT_MS ? 'SLOW ' : '     '} ${String(longest).padStart(6)} ms  ${each}  (${times.join(', ')})`);
  if (longest > LIMIT_MS) slow += 1;
}
somebody.wrong.forEach((each) => console.log(`    ${each}`));
await browser.close();
process.exit(slow > 0 || somebody.wrong.length > 0 ? 1 : 0);
