// One player: who it is, how far it is with what runs and why it gets nothing, what it claimed and did.
import { all, get } from '../frame/api.js';
import { html, nothing } from '../frame/lit.js';
import { Listing } from '../frame/listing.js';
import { badge, button, card, empty, facts, ident, loading, name, time } from '../frame/parts.js';
import { go, href } from '../frame/router.js';
import * as session from '../frame/session.js';
import { day, number, t } from '../frame/texts.js';
import { claimTable } from '../domain/claimtable.js';
import { dayField, later } from '../domain/days.js';
import { learn } from '../domain/names.js';
import { searchPlayers } from '../domain/player-search.js';
import { progressCard, running } from '../domain/progress.js';
import { rows } from '../domain/rows.js';

const RUNNING = 12;
const SPAN = 30;
const AHEAD_MS = 14 * 3_600_000;
const MOST_FACTS = 1_000;

export const open = (page) => (page.params[0] ? one(page, page.params[0]) : searchPlayers(page));

function one(page, id) {
  const ours = /^usr_/.test(id);
  const claims = new Listing(page, '/claims', () => ({ userId: id }), { limit: 20 });
  const known = { account: undefined, running: undefined, facts: undefined };
  page.title = () => known.account?.username ?? id;

  const readAccount = () => page.load(async (signal) => {
    known.account = await get(`/users/${encodeURIComponent(id)}`, {}, signal);
    learn(id, known.account.username);
  });

  const readRunning = async (signal) => { known.running = await running(id, RUNNING, signal); };

  // Days of the game are of its zone, which is not known here: the last one is the latest that it is anywhere.
  function span() {
    const to = page.query.to ?? later(new Date(Date.now() + AHEAD_MS).toISOString().slice(0, 10), 1);
    return { from: page.query.from ?? later(to, -SPAN), to };
  }

  const readFacts = () => page.load(async (signal) => {
    const { from, to } = span();
    known.facts = { from, to, items: await all(`/users/${encodeURIComponent(id)}/facts`, { from, to }, signal, MOST_FACTS) };
  });

  page.actions = () => html`
    ${ours && session.is('ADMIN') ? button({ text: t('player.manage'), run: () => go('user', id) }) : nothing}
    ${session.is('AUDITOR', 'ADMIN') ? html`<a class="button" href=${href('audit', { target: id })}>${t('player.toAudit')}</a>` : nothing}`;

  const account = () => {
    const it = known.account;
    if (!ours) return html`<p class="in">${t('player.foreign')}</p>${facts([['ID', ident(id)]])}`;
    return it ? facts([
      [t('users.username'), html`${name(it.username)} ${it.suspended ? badge('account', 'SUSPENDED') : nothing}`],
      [t('users.email'), it.email && name(it.email)],
      [t('users.roles'), html`${it.roles.map((role) => badge('role', role))}`],
      [t('users.since'), time(it.createdAt)],
      [t('users.changed'), time(it.updatedAt)],
      [t('users.external'), it.external && html`${name(it.external.subject)} <span class="faint">${name(it.external.issuer)}</span>`],
      ['ID', ident(it.id)],
    ]) : loading();
  };

  function doings() {
    if (!known.facts) return loading();
    const { from, to, items } = known.facts;
    const where = html`<p class="spans">
      <a href=${href('player', id, { from: later(from, -SPAN), to: from })}>← ${t('facts.earlier')}</a>
      <span class="faint">${day(from)} – ${day(later(to, -1))}</span>
      ${page.query.to ? html`<a href=${href('player', id)}>${t('facts.latest')}</a>` : nothing}</p>`;
    if (items.length === 0) return html`<p class="faint">${t('facts.none')}</p>${where}`;
    return html`${dayField(items, from, to)}${where}
      <details><summary>${t('facts.numbers')}</summary>${rows({
        caption: t('player.facts'), rows: items, id: (it) => `${it.day} ${it.type} ${it.subject ?? ''}`,
        columns: [
          { head: t('facts.on'), cell: (it) => day(it.day), cls: 'tight' },
          { head: t('facts.type'), cell: (it) => it.type },
          { head: t('facts.subject'), cell: (it) => name(it.subject ?? '–'), cls: 'grow' },
          { head: t('facts.count'), cell: (it) => number(it.count), cls: 'num' },
          { head: t('facts.sum'), cell: (it) => number(it.sum), cls: 'num' },
          { head: t('facts.max'), cell: (it) => number(it.max), cls: 'num' },
        ],
      })}${items.length >= MOST_FACTS ? html`<p class="faint">${t('facts.more')}</p>` : nothing}</details>`;
  }

  const events = () => {
    if (!known.running) return loading();
    const { items, more } = known.running;
    if (items.length === 0) return empty(t('progress.nothingRuns'));
    return html`<div class="cards">${items.map(progressCard)}</div>${more ? html`<p class="faint">${t('progress.more', { n: items.length })}</p>` : nothing}`;
  };

  page.view = () => html`
    <div class="columns">
      ${card({ title: t('player.account'), body: account() })}
      ${card({ title: t('player.facts'), body: html`<div class="in">${doings()}</div>` })}
    </div>
    <section class="part"><h2>${t('player.running')}</h2>${events()}</section>
    ${card({
      title: t('player.claims'), actions: html`<a href=${href('claims', { userId: id })}>${t('player.toClaims')}</a>`,
      body: claims.items ? html`${claimTable(page, claims.items, ['at', 'event', 'rewards', 'status', 'reason'], empty(t('player.noClaims')))}
        ${claims.items.length > 0 ? html`<div class="in">${claims.more()}</div>` : nothing}` : loading(),
    })}`;

  if (ours) readAccount();
  readFacts();
  claims.load();
  page.every(60, readRunning);
  let seen = JSON.stringify(span());
  return {
    changed() {
      if (JSON.stringify(span()) === seen) return;
      seen = JSON.stringify(span());
      readFacts();
    },
  };
}
