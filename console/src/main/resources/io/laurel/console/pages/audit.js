// Who changed what and how. Auditors and administrators read all of it, an operator what happened to one event.
import { html, nothing, repeat } from '../frame/lit.js';
import { diff } from '../frame/diff.js';
import { Listing } from '../frame/listing.js';
import { empty, ident, loading, name, select, time } from '../frame/parts.js';
import { href } from '../frame/router.js';
import * as session from '../frame/session.js';
import { has, t } from '../frame/texts.js';
import { anyOf, eventChooser, exact, filters, instant } from '../domain/filters.js';
import { called, nameOf, who } from '../domain/names.js';

const FILTERS = ['eventId', 'actor', 'action', 'target', 'from', 'to'];
const ACTIONS = [
  'accessCode.addWord', 'accessCode.generate', 'accessCode.void', 'auth.updateProfile', 'claim.annotate', 'claim.approve', 'claim.decideMany',
  'claim.redeliver', 'claim.reject', 'claim.revoke', 'definition.create', 'definition.update', 'endpoint.create', 'endpoint.redeliver', 'endpoint.rotate',
  'endpoint.update', 'event.copy', 'event.create', 'event.delete', 'event.setState', 'event.update', 'key.create', 'key.revoke',
  'reward.create', 'reward.delete', 'reward.importCodes', 'reward.update', 'user.create', 'user.setRoles', 'user.setSuspension',
];

/** The page on which an object is looked at, by the beginning of its id. */
const PLACES = { evt: 'event', clm: 'claim', end: 'endpoint', usr: 'player' };

export function open(page) {
  const list = new Listing(page, '/audit/entries', () => Object.fromEntries(FILTERS.map((it) => [it, page.query[it]])));
  const chooseEvent = eventChooser(page);
  const readable = () => session.is('AUDITOR', 'ADMIN') || page.query.eventId;
  const read = () => (readable() ? list.load() : undefined);

  /** What it is called now, or was called by the change. */
  const targetName = (it) => (it.action === 'event.delete' ? undefined : nameOf(page, it.target)) ?? it.after?.name ?? it.before?.name;

  const actor = (it) => (it.actor === 'system' ? t('part.system') : called(page, it.actor, it.username));
  const target = (it) => name(targetName(it) ?? (it.target.startsWith('rwd_') ? t('audit.reward') : short(it.target)));

  /** Where it is looked at; a reward at its event. */
  function place(it) {
    if (it.target.startsWith('rwd_') && it.eventId) return href('event', it.eventId);
    const at = PLACES[it.target.slice(0, 3)];
    return at && href(at, it.target);
  }

  const entry = (it) => html`<li class="card">
    <details>
      <summary><span class="when">${time(it.at)}</span> <span class="strong">${name(actor(it))}</span>
        <span>${has(`audit.did.${it.action}`) ? t(`audit.did.${it.action}`) : it.action}</span> <span class="of">${target(it)}</span>
        ${it.reason ? html`<q dir="auto">${it.reason}</q>` : nothing}</summary>
      <div class="in">
        ${diff([[t('audit.before'), it.before ?? {}], [t('audit.after'), it.after ?? {}]])}
        <p class="facts-line faint"><code>${it.action}</code> <span>${time(it.at, { relative: true })}</span> <span>${t('audit.actor')} ${who(page, it.actor, it.username)}</span>
          <span>${t('audit.target')} ${place(it) ? html`<a href=${place(it)}>${target(it)}</a>` : nothing} ${ident(it.target)}</span>
          ${it.requestId ? html`<span>${t('audit.request')} ${ident(it.requestId)}</span>` : nothing}
          <a href=${href('audit', { target: it.target, eventId: session.is('AUDITOR', 'ADMIN') ? undefined : page.query.eventId })}>${t('audit.sameTarget')}</a></p>
      </div>
    </details></li>`;

  page.view = () => html`
    ${filters(page, FILTERS, html`
      ${chooseEvent({ value: page.query.eventId, change: (eventId) => page.setQuery({ eventId }) })}
      ${exact({ label: t('audit.actor'), value: page.query.actor, placeholder: 'usr_… / system', change: (actor) => page.setQuery({ actor }) })}
      ${select({ label: t('audit.action'), options: anyOf(ACTIONS, (it) => it), value: page.query.action, change: (action) => page.setQuery({ action }) })}
      ${exact({ label: t('audit.target'), value: page.query.target, placeholder: 'evt_… / clm_…', change: (of) => page.setQuery({ target: of }) })}
      ${instant({ label: t('filter.from'), value: page.query.from, change: (from) => page.setQuery({ from }) })}
      ${instant({ label: t('filter.to'), value: page.query.to, change: (to) => page.setQuery({ to }) })}`)}
    ${!readable() ? empty(t('audit.chooseEvent')) : !list.items ? (page.problem ? nothing : loading())
      : list.items.length === 0 ? empty(t('audit.none'))
        : html`<ol class="audit">${repeat(list.items, (it) => it.id, entry)}</ol>${list.more()}`}`;

  read();
  return { changed: read };
}

const short = (id) => (id.length > 16 ? `${id.slice(0, 4)}…${id.slice(-6)}` : id);
