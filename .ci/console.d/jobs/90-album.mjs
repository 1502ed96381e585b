// Each page of the menu, and those that others lead to, in each look; each is judged by axe.
import { album } from '../album.mjs';

export const name = 'every page, light and dark, at 1440 and 390 px, in English and Korean';
export const as = 'admin';
export const alongside = true;

export async function run(somebody, { api }) {
  const { page } = somebody;
  const pages = await album(page, await api('admin'));
  for (const scheme of ['light', 'dark']) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    for (const width of [1440, 390]) {
      await page.setViewport({ width, height: width > 1000 ? 900 : 844 });
      for (const each of pages) {
        await somebody.open(`#/${each}`);
        // What is dark and narrow has the colors of the one and the places of the other.
        if (scheme === 'light' || width > 1000) await somebody.judge(`${each} ${scheme} ${width}`);
        else await somebody.fits(`${each} ${scheme} ${width}`);
        await somebody.picture(`${each.replace(/^player$/, 'players').replace(/[/?].*/, '').concat(each.includes('timeline') ? '-timeline' : '')}-${scheme}-${width}`, true);
      }
    }
  }
  await page.setViewport({ width: 1440, height: 900 });
  await page.select('.language select', 'ko');
  await somebody.sees('이벤트', 'nav');
  for (const each of pages) {
    await somebody.open(`#/${each}`);
    // Keys of texts that have none. Operations and codes look like that too, and stand in elements of their own.
    const left = await page.evaluate(() => {
      const found = [];
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const { data, parentElement } = texts.currentNode;
        if (!parentElement.closest('code, bdi, option, script, .diff, a[href^="/"]')) found.push(...(data.match(/\b[a-zA-Z]+\.[a-zA-Z_.]+[a-zA-Z]\b/g) ?? []));
      }
      return found;
    });
    if (left.length > 0) somebody.wrong.push(`${each}: ${left.join(', ')} are no texts`);
  }
  await somebody.picture('korean', true);
}
