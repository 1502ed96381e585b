// One endpoint: whether it is well, a test of it, its secrets, and what it was sent.
import { send } from '../frame/api.js';
import { confirm, dialog, toast } from '../frame/dialogs.js';
import { html, nothing } from '../frame/lit.js';
import { Listing } from '../frame/listing.js';
import { badge, button, card, empty, errorAt, facts, ident, loading, problem, select, time } from '../frame/parts.js';
import { href } from '../frame/router.js';
import * as session from '../frame/session.js';
import { number, t } from '../frame/texts.js';
import { edit } from '../domain/editing.js';
import { deliveryError, ENDPOINT_FIELDS, endpointForm, health } from '../domain/endpoints.js';
import { anyOf } from '../domain/filters.js';
import { moment } from '../domain/forms.js';
import { who } from '../domain/names.js';
import { showOnce } from '../domain/once.js';
import { rows } from '../domain/rows.js';

const STATES = ['PENDING', 'DELIVERED', 'FAILED', 'DROPPED'];

export function open(page) {
  const id = page.params[0];
  const path = `/endpoints/${encodeURIComponent(id)}`;
  const deliveries = new Listing(page, '/deliveries', () => ({ endpointId: id, state: page.query.state }));
  let endpoint;
  let etag;
  let tested;
  let testing = false;

  function take(answer) {
    ({ body: endpoint, etag } = answer);
    page.update();
    return endpoint;
  }

  const read = async (signal) => take(await send('GET', path, { signal }));

  const edited = ({ name, url, address, concurrency }) => ({ name, url, address, concurrency });

  async function editIt() {
    const saved = await edit({
      title: t('endpoint.edit', { name: endpoint.name }), path, size: '', draftOf: edited, placed: () => ENDPOINT_FIELDS,
      view: (draft, change, d, it) => endpointForm(it.channel, draft, change, d), nameOf: (field) => t(`endpoints.${field}`),
    });
    if (!saved) return;
    toast(t('endpoint.saved'));
    await page.load(read);
  }

  function able() {
    const enabled = !endpoint.enabled;
    const deed = enabled ? 'enable' : 'disable';
    confirm({
      title: t(`endpoint.${deed}`, { name: endpoint.name }), text: t(`endpoint.${deed}Text`), action: t(`action.${deed}`), tone: enabled ? 'primary' : 'danger',
      run: async () => { take(await send('PATCH', path, { body: { enabled }, etag })); },
    });
  }

  async function test() {
    Object.assign((tested = {}), { waiting: true });
    testing = true;
    page.update();
    try {
      tested = (await send('POST', `${path}/test`)).body;
    } catch (cause) {
      if (cause.status === undefined) throw cause;
      tested = { problem: cause };
    }
    testing = false;
    page.update();
  }

  async function rotate() {
    const rotated = await confirm({
      title: t('endpoint.rotate', { name: endpoint.name }), text: t('endpoint.rotateText'), action: t('action.rotate'), tone: 'primary',
      run: async () => take(await send('POST', `${path}/secret`, { etag })),
    });
    if (rotated?.secret) await showOnce({ title: t('endpoint.secretOf', { name: endpoint.name }), text: t('endpoint.secretText'), secret: rotated.secret });
  }

  function redeliver() {
    const span = {};
    const at = (d, name, label) => moment({
      id: `redeliver-${name}`, label, optional: true, value: span[name], error: errorAt(d.problem, `/${name}`),
      set: (instant) => { span[name] = instant; },
    });
    dialog({
      title: t('endpoint.redeliver', { name: endpoint.name }), placed: () => ['/from', '/to'],
      view: (d) => html`<p>${t('endpoint.redeliverText')}</p><div class="grid">${at(d, 'from', t('filter.from'))}${at(d, 'to', t('filter.to'))}</div>`,
      actions: () => [{
        text: t('action.redeliver'),
        run: async () => {
          const { count } = (await send('POST', `${path}/redelivery`, { body: span })).body;
          toast(t('endpoint.redelivered', { n: count }));
          await deliveries.load();
        },
      }],
    });
  }

  page.title = () => endpoint?.name ?? t('page.endpoint');
  page.actions = () => (!endpoint || !session.mayChange() ? nothing : html`
    ${session.is('ADMIN') ? html`${button({ text: `${t('action.edit')}…`, mark: 'edit', run: editIt })}
      ${button({ text: `${t(endpoint.enabled ? 'action.disable' : 'action.enable')}…`, run: able })}
      ${endpoint.channel === 'WEBHOOK' ? button({ text: `${t('action.rotate')}…`, mark: 'key', run: rotate }) : nothing}` : nothing}
    ${button({ text: `${t('action.redeliver')}…`, run: redeliver })}
    ${button({ text: t('endpoint.test'), tone: 'primary', disabled: testing, run: test })}`);

  function outcome() {
    if (!tested || tested.waiting) return nothing;
    if (tested.problem) return problem(tested.problem);
    return html`<div class="notice ${tested.delivered ? 'good' : 'bad'}" role="status"><div>
      ${t(tested.delivered ? 'endpoint.testTaken' : 'endpoint.testFailed', { ms: tested.durationMs })}
      ${tested.status ? html`<code>${tested.status}</code>` : nothing} ${tested.error ? deliveryError(tested.error) : nothing}</div></div>`;
  }

  const state = () => card({
    title: t('endpoints.health'),
    body: facts([
      [t('endpoint.state'), health(endpoint)],
      [t('endpoint.since'), time(endpoint.health.since)],
      [t('endpoints.channel'), t(`endpoints.channel.${endpoint.channel}`)],
      [t('endpoints.to'), html`<code><bdi>${endpoint.url ?? endpoint.address}</bdi></code>`],
      [t('endpoints.concurrency'), number(endpoint.concurrency)],
      [t('users.changed'), time(endpoint.updatedAt)],
      ['ID', ident(endpoint.id)],
    ]),
  });

  const secrets = () => card({
    title: t('endpoint.secrets'),
    body: html`<div class="in">${endpoint.secrets.length === 0 ? html`<p class="faint">${t('endpoint.noSecrets')}</p>` : html`<ul class="entries">
      ${endpoint.secrets.map((it, index) => html`<li><code>…${it.ends}</code> ${index === 0 ? badge('secret', 'CURRENT') : badge('secret', 'OLD')}
        <span class="faint">${t('endpoint.secretSince')} ${time(it.since)}${it.until ? html` · ${t('endpoint.secretUntil')} ${time(it.until)}` : nothing}</span></li>`)}</ul>`}</div>`,
  });

  const sent = () => card({
    title: t('claims.deliveries'),
    actions: select({ label: t('deliveries.state'), options: anyOf(STATES, (it) => t(`delivery.${it}`)), value: page.query.state, change: (it) => page.setQuery({ state: it }) }),
    body: deliveries.items ? html`${rows({
      caption: t('claims.deliveries'), rows: deliveries.items, link: (it) => href('claim', it.claimId), none: empty(t('deliveries.none')),
      columns: [
        { head: t('deliveries.since'), cell: (it) => time(it.createdAt), cls: 'tight' },
        { head: t('deliveries.kind'), cell: (it) => t(`deliveries.kind.${it.kind}`), cls: 'wide' },
        { head: t('claims.player'), cell: (it) => who(page, it.userId), cls: 'grow' },
        { head: t('deliveries.state'), cell: (it) => badge('delivery', it.state), cls: 'tight' },
        { head: t('deliveries.attempts'), cell: (it) => number(it.attempts), cls: 'num' },
        { head: t('deliveries.when'), cell: (it) => (it.deliveredAt ? time(it.deliveredAt) : time(it.nextAt, { relative: true })), cls: 'wide' },
        { head: t('deliveries.error'), cell: (it) => deliveryError(it.lastError) },
      ],
    })}${deliveries.items.length > 0 ? html`<div class="in">${deliveries.more()}</div>` : nothing}` : loading(),
  });

  page.view = () => (!endpoint ? (page.problem ? nothing : loading()) : html`${outcome()}
    <div class="columns">${state()}${secrets()}</div>${sent()}`);

  deliveries.load();
  page.every(5, read);
  return { changed: deliveries.load };
}
