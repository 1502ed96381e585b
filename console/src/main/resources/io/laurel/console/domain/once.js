import { dialog } from '../frame/dialogs.js';
import { html } from '../frame/lit.js';
import { t } from '../frame/texts.js';

/** Shows a secret this once; it is left by saying that it is kept. */
export function showOnce({ title, text, secret }) {
  let copied = '';
  const copy = async (d) => {
    try {
      await navigator.clipboard.writeText(secret);
      copied = t('once.copied');
    } catch {
      // A page without HTTPS has no clipboard; the text is marked instead.
      getSelection().selectAllChildren(d.element.querySelector('.secret code'));
      copied = t('once.marked');
    }
    d.update();
  };
  return dialog({
    title, leave: false,
    view: (d) => html`<p>${text}</p>
      <p class="secret"><code>${secret}</code></p>
      <p><button type="button" class="button" @click=${() => copy(d)}>${t('once.copy')}</button> <span class="faint" role="status">${copied}</span></p>`,
    actions: () => [{ text: t('once.kept'), run: () => true }],
  });
}
