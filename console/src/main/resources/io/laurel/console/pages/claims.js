// Claims of everybody, by every filter that the API has.
import { all, send } from '../frame/api.js';
import { dialog } from '../frame/dialogs.js';
import { html, nothing } from '../frame/lit.js';
import { Listing } from '../frame/listing.js';
import { button, choice, empty, loading, select } from '../frame/parts.js';
import * as session from '../frame/session.js';
import { t } from '../frame/texts.js';
import { claimTable } from '../domain/claimtable.js';
import { anyOf, eventChooser, exact, filters, instant } from '../domain/filters.js';

const STATUSES = ['PENDING_APPROVAL', 'GRANTED', 'REJECTED', 'REVOKED'];
/** As long as an access token is good. */
const EXPORT_MS = 900_000;
const FILTERS = ['status', 'eventId', 'rewardId', 'userId', 'from', 'to'];

export function open(page) {
  const filter = () => Object.fromEntries(FILTERS.map((it) => [it, page.query[it]]));
  const list = new Listing(page, '/claims', () => ({ ...filter(), order: page.query.order }));
  const chooseEvent = eventChooser(page);
  let rewards = { of: undefined, items: [] };

  async function read() {
    const { eventId } = page.query;
    if (eventId !== rewards.of) {
      rewards = { of: eventId, items: [] };
      if (eventId) page.load(async (signal) => { rewards.items = await all(`/events/${encodeURIComponent(eventId)}/rewards`, {}, signal); });
    }
    await list.load();
  }

  /** The rows are read as they come and kept as a file; a link cannot bear a token. */
  function take() {
    let format = 'csv';
    dialog({
      title: t('claims.exportTitle'),
      view: (d) => html`<p>${t('claims.exportText')}</p>
        ${choice({ label: t('claims.format'), options: [['csv', 'CSV'], ['excel', t('claims.excel')], ['ndjson', 'NDJSON']], value: format, change: (value) => { format = value; d.update(); } })}`,
      actions: () => [{
        text: t('claims.save'),
        run: async () => {
          const rows = format === 'ndjson' ? 'ndjson' : 'csv';
          const { body, headers } = await send('GET', '/claims/export', {
            query: { ...filter(), format: rows }, accept: 'text/csv, application/x-ndjson', patience: EXPORT_MS,
          });
          // Excel reads UTF-8 as such where a byte order mark says so.
          save(new Blob([format === 'excel' ? '\ufeff' : '', body], { type: headers.get('Content-Type') }), `claims.${rows}`);
        },
      }],
    });
  }

  page.actions = () => (session.is('AUDITOR', 'ADMIN') ? button({ text: t('claims.export'), run: take }) : nothing);

  page.view = () => html`
    ${filters(page, FILTERS, html`
      ${select({ label: t('claims.status'), options: anyOf(STATUSES, (it) => t(`claim.${it}`)), value: page.query.status, change: (status) => page.setQuery({ status }) })}
      ${chooseEvent({ value: page.query.eventId, change: (eventId) => page.setQuery({ eventId, rewardId: undefined }) })}
      ${page.query.eventId ? select({
        label: t('claims.reward'), options: anyOf(rewards.items.map((it) => it.id), (id) => rewards.items.find((it) => it.id === id).name),
        value: page.query.rewardId, change: (rewardId) => page.setQuery({ rewardId }),
      }) : nothing}
      ${exact({ label: t('claims.player'), value: page.query.userId, placeholder: 'usr_…', change: (userId) => page.setQuery({ userId }) })}
      ${instant({ label: t('filter.from'), value: page.query.from, change: (from) => page.setQuery({ from }) })}
      ${instant({ label: t('filter.to'), value: page.query.to, change: (to) => page.setQuery({ to }) })}
      ${select({ label: t('filter.order'), options: [['', t('filter.newest')], ['oldest', t('filter.oldest')]], value: page.query.order, change: (order) => page.setQuery({ order }) })}`)}
    ${list.items
      ? html`${claimTable(page, list.items, ['at', 'player', 'event', 'rewards', 'status', 'decided', 'deliveries'], empty(t('claims.none')))}
          ${list.items.length > 0 ? list.more() : nothing}`
      : page.problem ? nothing : loading()}`;

  read();
  return { changed: read };
}

function save(blob, filename) {
  const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(blob), download: filename });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
