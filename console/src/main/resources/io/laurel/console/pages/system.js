// What runs here and whether it is well, and where who looks is signed in.
import { get, send } from '../frame/api.js';
import { confirm, toast } from '../frame/dialogs.js';
import { html, nothing } from '../frame/lit.js';
import { Listing } from '../frame/listing.js';
import { badge, button, card, empty, facts, loading, name, time } from '../frame/parts.js';
import * as session from '../frame/session.js';
import { number, t } from '../frame/texts.js';
import { rows } from '../domain/rows.js';

const ready = (it) => badge('health', it ? 'READY' : 'NOT_READY');

export function open(page) {
  const sessions = new Listing(page, '/auth/sessions');
  const admin = session.is('ADMIN');
  const seen = {};

  async function look(signal) {
    [seen.info, seen.overview, seen.services] = await Promise.all([
      get('/', {}, signal), get('/overview', {}, signal), admin ? get('/services', {}, signal) : undefined,
    ]);
  }

  const end = (it) => confirm({
    title: t('sessions.endOne'), text: it.userAgent ?? it.address, action: t('sessions.end'),
    run: async () => {
      await send('DELETE', `/auth/sessions/${encodeURIComponent(it.id)}`);
      toast(t('sessions.ended'));
      await sessions.load();
    },
  });

  const endAll = () => confirm({
    title: t('sessions.endAll'), text: t('sessions.endAllText'), action: t('sessions.endAll'),
    run: async () => {
      await send('DELETE', '/auth/sessions');
      await session.signOut();
    },
  });

  const about = () => card({
    title: t('system.about'),
    body: seen.info ? facts([
      [t('system.version'), html`<code>${seen.info.version}</code>`],
      [t('system.gateway'), badge('health', seen.info.status)],
      [t('system.health'), badge('health', seen.overview.health)],
      [t('system.nodes'), seen.services && number(nodesOf(seen.services.items).length)],
      [t('system.documents'), html`<a href="/docs/">/docs</a> · <a href="/openapi.yaml">openapi.yaml</a> · <a href="/problems/">/problems</a>`],
    ]) : loading(),
  });

  const nodes = () => card({
    title: t('system.instances'),
    body: seen.services ? rows({
      caption: t('system.instances'), rows: nodesOf(seen.services.items), id: (it) => it.node,
      columns: [
        { head: t('system.node'), cell: (it) => html`<code title=${it.node}>${it.node.slice(0, 8)}</code>` },
        { head: t('system.version'), cell: (it) => (it.version ? html`<code>${it.version}</code>` : t('system.foreign')) },
        { head: t('system.readiness'), cell: (it) => ready(it.healthy), cls: 'tight' },
        { head: t('system.since'), cell: (it) => time(it.since) },
        { head: t('system.serves'), cell: (it) => html`${number(it.addresses)} <span class="faint">${it.groups.join(', ')}</span>`, cls: 'grow' },
      ],
    }) : loading(),
  });

  const services = () => card({
    title: t('system.services'),
    body: seen.services ? html`<div class="in groups">${groupsOf(seen.services.items).map(([group, of]) => html`<details>
      <summary><code>${group}</code> <span class="faint">${t('system.operations', { n: of.length })}</span> ${of.every(served) ? nothing : ready(false)}</summary>
      <ul class="entries">${of.map((it) => html`<li><code>${it.address}</code>
        <span class="faint">${t('system.healthy', { healthy: it.instances.filter((one) => one.healthy).length, n: it.instances.length })}</span></li>`)}</ul></details>`)}</div>` : loading(),
  });

  const mine = () => card({
    title: t('sessions.title'), actions: button({ text: `${t('sessions.endAll')}…`, tone: 'small danger', run: endAll }),
    body: sessions.items ? html`${rows({
      caption: t('sessions.title'), rows: sessions.items, none: empty(t('part.none')),
      columns: [
        { head: t('sessions.client'), cell: (it) => html`<span title=${it.userAgent ?? ''}>${name(client(it.userAgent ?? '–'))}</span> ${it.current ? badge('session', 'CURRENT') : nothing}`, cls: 'grow' },
        { head: t('sessions.address'), cell: (it) => html`<code>${it.address ?? '–'}</code>` },
        { head: t('sessions.since'), cell: (it) => time(it.createdAt), cls: 'wide' },
        { head: t('sessions.used'), cell: (it) => time(it.lastUsedAt, { relative: true }) },
        { head: t('sessions.until'), cell: (it) => time(it.expiresAt), cls: 'wide' },
        { head: t('part.actions'), cls: 'tight',
          cell: (it) => (it.current ? button({ text: t('frame.signOut'), tone: 'small', run: session.signOut }) : button({ text: `${t('sessions.end')}…`, tone: 'small', run: () => end(it) })) },
      ],
    })}${sessions.nextCursor ? html`<div class="in">${sessions.more()}</div>` : nothing}` : loading(),
  });

  page.view = () => html`${about()}${admin ? nodes() : nothing}${mine()}${admin ? services() : nothing}`;

  sessions.load();
  page.every(5, look);
  return {};
}

const BROWSERS = [[/Edg\//, 'Edge'], [/Firefox\//, 'Firefox'], [/Chrome\//, 'Chrome'], [/Safari\//, 'Safari']];
const SYSTEMS = [[/iPhone|iPad/, 'iOS'], [/Android/, 'Android'], [/Windows/, 'Windows'], [/Mac OS X/, 'macOS'], [/Linux/, 'Linux']];

/** What people call a browser and its system; other clients as they call themselves. */
function client(userAgent) {
  const called = (names) => names.find(([pattern]) => pattern.test(userAgent))?.[1];
  const [browser, system] = [called(BROWSERS), called(SYSTEMS)];
  return browser && system ? t('sessions.on', { browser, system }) : userAgent;
}

const served = (it) => it.instances.some((one) => one.healthy);

/** What the addresses say about the nodes behind them. */
function nodesOf(addresses) {
  const nodes = new Map();
  for (const { address, instances } of addresses) {
    for (const it of instances) {
      const node = nodes.get(it.node) ?? { ...it, addresses: 0, groups: [] };
      node.addresses += 1;
      node.healthy &&= it.healthy;
      const group = address.split('.')[0];
      if (!node.groups.includes(group)) node.groups.push(group);
      nodes.set(it.node, node);
    }
  }
  return [...nodes.values()];
}

function groupsOf(addresses) {
  const groups = new Map();
  for (const it of addresses) {
    const group = it.address.split('.')[0];
    groups.set(group, [...(groups.get(group) ?? []), it]);
  }
  return [...groups];
}
