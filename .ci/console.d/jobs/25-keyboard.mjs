export const name = 'sign in, find an event, pause it and let it go on by keyboard alone, and see where one is';

export async function run(somebody, { api, expect }) {
  const { page } = somebody;
  const { keyboard } = page;
  // Until the key has come to something that is called so; each stop on the way can be seen.
  const tabTo = async (wanted) => {
    for (let i = 0; i < 120; i++) {
      const [called, visible, html] = await page.evaluate(() => {
        const it = document.activeElement;
        const style = getComputedStyle(it);
        return [(it.getAttribute('aria-label') ?? it.innerText ?? '').trim(), it === document.body || it.id === 'main' || style.outlineStyle !== 'none' || it.tagName === 'DIALOG', it.outerHTML.slice(0, 200)];
      });
      if (!visible) throw new Error(`nobody sees the focus on ${html}`);
      if (called === wanted) return;
      await keyboard.press('Tab');
    }
    throw new Error(`no way by Tab to "${wanted}"`);
  };
  const operator = await api('operator');
  const event = (await operator('GET', '/events?limit=100')).items.find((each) => each.name === 'Seven days in a row');
  await page.goto(`${somebody.origin}/console/`);
  await somebody.there('#login:focus');
  await keyboard.type('operator');
  await keyboard.press('Tab');
  await keyboard.type(process.env.OPERATOR_PASSWORD);
  await keyboard.press('Enter');
  await somebody.there('.frame main h1');
  await somebody.quiet();
  await tabTo('Events');
  await keyboard.press('Enter');
  await somebody.sees('Seven days in a row', 'tbody');
  await tabTo('Seven days in a row');
  await keyboard.press('Enter');
  await somebody.sees('Seven days in a row', 'h1');
  await somebody.quiet();
  for (const [does, becomes] of [['Pause', 'Paused'], ['Resume', 'Running']]) {
    await tabTo(does);
    await keyboard.press('Enter');
    await somebody.there('dialog[open]');
    await tabTo(does);
    await keyboard.press('Enter');
    await somebody.gone('dialog[open]');
    await somebody.sees(becomes, 'main .terms');
  }
  expect('its state', (await operator('GET', `/events/${event.id}`)).state, 'PUBLISHED');
  await tabTo('Edit');
  await keyboard.press('Enter');
  await somebody.there('dialog[open] #event-name');
  await keyboard.press('Escape');
  await somebody.gone('dialog[open]');
}
