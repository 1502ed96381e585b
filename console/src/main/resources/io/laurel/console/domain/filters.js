// Filters of lists beside those of the frame. Each stands in the address, so that a page can be sent to a colleague.
import { get } from '../frame/api.js';
import { html, nothing } from '../frame/lit.js';
import { href } from '../frame/router.js';
import { t } from '../frame/texts.js';
import { toInput, fromInput } from '../frame/times.js';
import { learn, nameOf } from './names.js';

const SUGGESTIONS = 20;
const PAUSE_MS = 250;
const LONGEST = 120;

/** One of a few, or all: `values` are shown by `text`. */
export const anyOf = (values, text) => [['', t('part.all')], ...values.map((it) => [it, text(it)])];

/** A text that is compared as a whole, such as an id; taken when it is left, or by Enter. */
export const exact = ({ label, value, change, placeholder }) => html`<label class="filter"><span>${label}</span>
  <input type="search" autocomplete="off" autocapitalize="none" spellcheck="false" dir="auto" maxlength="254" .value=${value ?? ''}
    placeholder=${placeholder ?? nothing} @change=${(event) => change(event.target.value.trim())}></label>`;

/** An instant, in the time of the browser. */
export const instant = ({ label, value, change }) => html`<label class="filter"><span>${label}</span>
  <input type="datetime-local" max="9999-12-31T23:59" .value=${toInput(value)} @change=${(event) => change(fromInput(event.target.value, value))}></label>`;

/** An event, by the beginning of words of its name, or by its id. */
export function eventChooser(page) {
  const found = new Map();
  let waiting;

  const label = (event) => `${event.name} (${event.startsAt.slice(0, 10)}, ${event.id.slice(-4)})`;

  function typed(text) {
    clearTimeout(waiting);
    if (!/[\p{L}\p{N}]/u.test(text) || found.has(text) || /^evt_/.test(text)) return;
    waiting = setTimeout(() => page.load(async (signal) => {
      const { items } = await get('/events', { q: text.slice(0, LONGEST), limit: SUGGESTIONS }, signal);
      for (const event of items) {
        learn(event.id, event.name);
        found.set(label(event), event.id);
      }
    }), PAUSE_MS);
  }

  function left(input, change) {
    const text = input.value.trim();
    const id = text === '' ? '' : (found.get(text) ?? (/^evt_/.test(text) ? text : undefined));
    input.setCustomValidity(id === undefined ? t('filter.event.none') : '');
    if (id === undefined) input.reportValidity();
    else change(id);
  }

  return ({ value, change }) => html`<label class="filter"><span>${t('filter.event')}</span>
    <input type="search" list="events-found" autocomplete="off" dir="auto" maxlength="160" placeholder=${t('filter.event.hint')}
      .value=${value ? (nameOf(page, value) ?? value) : ''} @input=${(event) => typed(event.target.value.trim())}
      @change=${(event) => left(event.target, change)}></label>
    <datalist id="events-found">${[...found.keys()].map((it) => html`<option value=${it}></option>`)}</datalist>`;
}

/** The bar of filters; `cleared` is the name of the page without any, shown where one is set. */
export const filters = (page, names, content) => html`<form class="filters" role="search" @submit=${(event) => event.preventDefault()}>
  ${content}${names.some((it) => page.query[it]) ? html`<a class="button quiet" href=${href(page.name, ...page.params)}>${t('filter.clear')}</a>` : nothing}
</form>`;
