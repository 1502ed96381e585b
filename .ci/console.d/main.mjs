// node main.mjs ORIGIN FOLDER [JOB…]: does each job of jobs/, in the order of their names.
// A job exports `name`, `as` (who signs in; nothing for nobody) and `run(somebody, {api, browser, expect})`; with `alongside`
// it is done in a browser of its own while the others are: it takes long, and changes nothing.
import { readdirSync } from 'node:fs';
import { apiOf, expect, launch, Somebody } from './harness.mjs';

const [origin, folder, ...wanted] = process.argv.slice(2);
const jobs = [];
for (const file of readdirSync(new URL('jobs/', import.meta.url)).filter((name) => name.endsWith('.mjs')).sort()) {
  const job = { file: file.replace('.mjs', ''), ...(await import(`./jobs/${file}`)) };
  if (wanted.length === 0 || wanted.some((each) => job.file.startsWith(each))) jobs.push(job);
}
const api = apiOf(origin);
let failed = 0;

async function does(browser, job) {
  const began = Date.now();
  const somebody = await Somebody.at(browser, origin, folder, job.window);
  try {
    if (job.as) await somebody.signIn(job.as);
    await job.run(somebody, { api, browser, expect, origin, folder });
  } catch (cause) {
    somebody.wrong.push(cause.stack ?? String(cause));
    await somebody.picture(`failed-${job.file}`).catch(() => {});
  }
  console.log(`${somebody.wrong.length === 0 ? 'did it ' : 'FAILED '} ${job.file}: ${job.name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  somebody.wrong.forEach((each) => console.log(`    ${each}`));
  if (somebody.wrong.length > 0) failed += 1;
  await somebody.close();
}

async function all(wanted) {
  if (wanted.length === 0) return;
  const browser = await launch();
  try {
    for (const job of wanted) await does(browser, job);
  } finally {
    await browser.close();
  }
}

await Promise.all([all(jobs.filter((job) => !job.alongside)), all(jobs.filter((job) => job.alongside))]);
if (failed > 0) {
  console.log(`console: ${failed} jobs failed`);
  process.exit(1);
}
console.log('console: all jobs done; no error on the browser\'s console, nothing serious to axe');
