// Where granted rewards go, and whether they are taken there.
import { newKey, send } from '../frame/api.js';
import { dialog } from '../frame/dialogs.js';
import { html, nothing } from '../frame/lit.js';
import { Listing } from '../frame/listing.js';
import { button, choice, empty, loading, name, time } from '../frame/parts.js';
import { go, href } from '../frame/router.js';
import * as session from '../frame/session.js';
import { t } from '../frame/texts.js';
import { ENDPOINT_FIELDS, endpointForm, health } from '../domain/endpoints.js';
import { showOnce } from '../domain/once.js';
import { rows } from '../domain/rows.js';

export function open(page) {
  const list = new Listing(page, '/endpoints');

  async function create() {
    let channel = 'WEBHOOK';
    let draft = { concurrency: 10 };
    const key = newKey();
    const made = await dialog({
      title: t('endpoints.new'), placed: () => ENDPOINT_FIELDS,
      view: (d) => html`${choice({
        label: t('endpoints.channel'), value: channel, options: ['WEBHOOK', 'BUS'].map((it) => [it, t(`endpoints.channel.${it}`)]),
        change: (chosen) => {
          channel = chosen;
          draft = { name: draft.name, concurrency: draft.concurrency };
          d.update();
        },
      })}${endpointForm(channel, draft, (changes) => {
        draft = { ...draft, ...changes };
        d.update();
      }, d)}`,
      actions: () => [{
        text: t('action.create'), disabled: !draft.name?.trim() || !(draft.url ?? draft.address)?.trim(),
        run: async () => (await send('POST', '/endpoints', { body: { channel, ...draft }, key })).body,
      }],
    });
    if (!made) return;
    if (made.secret) await showOnce({ title: t('endpoint.secretOf', { name: made.name }), text: t('endpoint.secretText'), secret: made.secret });
    go('endpoint', made.id);
  }

  page.actions = () => (session.is('ADMIN') ? button({ text: `${t('endpoints.new')}…`, mark: 'plus', run: create }) : nothing);

  page.view = () => (list.items ? html`${rows({
    caption: t('page.endpoints'), rows: list.items, link: (it) => href('endpoint', it.id), none: empty(t('endpoints.none')),
    columns: [
      { head: t('endpoints.name'), cell: (it) => name(it.name) },
      { head: t('endpoints.channel'), cell: (it) => t(`endpoints.channel.${it.channel}`), cls: 'wide' },
      { head: t('endpoints.to'), cell: (it) => html`<code><bdi>${it.url ?? it.address}</bdi></code>`, cls: 'grow' },
      { head: t('endpoints.health'), cell: health, cls: 'tight' },
      { head: t('endpoints.secret'), cell: (it) => (it.secrets.length > 0 ? html`<code>…${it.secrets[0].ends}</code> <span class="faint">${time(it.secrets[0].since)}</span>` : '–'), cls: 'wide' },
    ],
  })}${list.nextCursor ? list.more() : nothing}` : page.problem ? nothing : loading());

  page.every(5, list.refresh);
  return {};
}
