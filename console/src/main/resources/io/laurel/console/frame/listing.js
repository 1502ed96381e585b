// A list of the API, read page by page.
import { get } from './api.js';
import { html, nothing } from './lit.js';
import { t } from './texts.js';

/**
 * A list of `path` for an open page; `query` is a function that gives the filters as they are now.
 * `load()` begins anew, `next()` reads on, `refresh()` reads again what is shown. `items` is undefined
 * until something came.
 */
export class Listing {
  #page;
  #path;
  #query;
  #turn = 0;

  constructor(page, path, query = () => ({}), { limit = 50 } = {}) {
    Object.assign(this, { items: undefined, nextCursor: undefined, limit });
    this.#page = page;
    this.#path = path;
    this.#query = query;
  }

  /** From its beginning, by the filters as they are now. */
  load = () => this.#page.load((signal) => this.#read(signal, this.limit));

  /** What is shown, as it is now; no more than a hundred. */
  refresh = (signal = this.#page.signal) => this.#read(signal, Math.min(100, Math.max(this.limit, this.items?.length ?? 0)));

  async #read(signal, limit) {
    const turn = (this.#turn += 1);
    const page = await get(this.#path, { ...this.#query(), limit }, signal);
    if (turn !== this.#turn) return; // Other filters were chosen meanwhile.
    const rest = this.items?.slice(page.items.length) ?? [];
    const kept = page.items.length === 100 && rest.length > 0 && limit === 100;
    this.items = kept ? [...page.items, ...rest] : page.items;
    this.nextCursor = kept ? this.nextCursor : page.nextCursor;
  }

  next = () => this.#page.load(async (signal) => {
    const turn = this.#turn;
    const page = await get(this.#path, { ...this.#query(), limit: this.limit, cursor: this.nextCursor }, signal);
    if (turn !== this.#turn) return;
    this.items = [...this.items, ...page.items];
    this.nextCursor = page.nextCursor;
  });

  /** What reads on, where there is more. */
  more = () => html`<p class="more">${this.nextCursor
    ? html`<button type="button" class="button" @click=${this.next}>${t('part.more')}</button>` : nothing}
    <span class="faint">${this.items ? t('part.shown', { n: this.items.length }) : nothing}</span></p>`;
}
