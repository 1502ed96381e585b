// How this tab looks: its language, light or dark.
import { icon } from './icons.js';
import { html } from './lit.js';
import { languages, speak, spoken, t } from './texts.js';

const KEPT = 'laurel.theme';
const THEMES = ['auto', 'light', 'dark'];
let repaint = () => {};

const theme = () => sessionStorage.getItem(KEPT) ?? 'auto';

function apply() {
  document.documentElement.dataset.theme = theme();
}

/** Begins with what the tab remembers; `paint` is called when something was chosen. */
export function prepare(paint) {
  repaint = paint;
  apply();
}

/** The choice of a language. */
export const language = () => html`<label class="language"><span class="unseen">${t('frame.language')}</span>
  <select @change=${async (event) => { await speak(event.target.value); repaint(); }}>
    ${languages.map((each) => html`<option value=${each} lang=${each} ?selected=${each === spoken()}>${new Intl.DisplayNames([each], { type: 'language' }).of(each)}</option>`)}
  </select></label>`;

/** The button that goes through light, dark, and what the system has. */
export const preferences = () => html`<button type="button" class="button quiet" title=${t(`theme.${theme()}`)} aria-label=${t(`theme.${theme()}`)}
  @click=${() => {
    sessionStorage.setItem(KEPT, THEMES[(THEMES.indexOf(theme()) + 1) % THEMES.length]);
    apply();
    repaint();
  }}>${icon(theme())}</button>`;
