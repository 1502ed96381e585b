// All events, as a table or on a calendar.
import { all } from '../frame/api.js';
import { html, nothing } from '../frame/lit.js';
import { Listing } from '../frame/listing.js';
import { badge, button, changing, choice, dayFilter, empty, loading, name, search, select, table, time } from '../frame/parts.js';
import { meter, timeline } from '../frame/plots.js';
import { go, href } from '../frame/router.js';
import { mayChange } from '../frame/session.js';
import { date, month, shortDate, t } from '../frame/texts.js';
import { dayStart } from '../frame/times.js';
import { soon, window as windowOf } from '../domain/words.js';

const STATUSES = ['ACTIVE', 'UPCOMING', 'PAUSED', 'DRAFT', 'ENDED', 'CANCELED'];
const ORDERS = ['newest', 'startsAt', 'endsAt'];
const DAYS = { month: 35, quarter: 98, year: 371 };
const MOST = 500;

export function open(page) {
  const filters = () => ({ status: page.query.status, q: page.query.q });
  const at = (text, days) => (/^\d{4}-\d\d-\d\d$/.test(text ?? '') ? new Date(dayStart(`${text}T12:00:00`, days)).toISOString() : undefined);
  const list = new Listing(page, '/events', () => ({ ...filters(), order: page.query.order, from: at(page.query.since, 0), to: at(page.query.until, 1) }));
  let onCalendar;

  const range = () => {
    const days = DAYS[page.query.span] ?? DAYS.quarter;
    const from = page.query.from ? dayStart(`${page.query.from}T12:00:00`) : dayStart(Date.now(), -Math.round(days / 4));
    return { from, to: dayStart(from, days), days };
  };
  const read = async (signal) => {
    if (page.query.view !== 'timeline') return list.refresh(signal);
    const { from, to } = range();
    onCalendar = await all('/events', {
      ...filters(), order: 'startsAt', from: new Date(from).toISOString(), to: new Date(to).toISOString(),
    }, signal, MOST);
  };
  const move = (by) => {
    const { from, days } = range();
    const at = new Date(dayStart(from, by * Math.round(days / 2)));
    page.setQuery({ from: `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}` });
  };
  const create = async () => {
    const { editEvent } = await import('../domain/event-form.js');
    const made = await editEvent();
    if (made) go('event', made.id);
  };
  const copy = async (event) => {
    const { copyEvent } = await import('../domain/event-form.js');
    const made = await copyEvent(event);
    if (made) go('event', made.id);
  };

  const asTable = () => {
    if (!list.items) return loading();
    return html`${table({
      caption: t('page.events'),
      rows: list.items,
      link: (event) => href('event', event.id),
      none: empty(t(Object.keys(page.query).length > 0 ? 'events.noMatch' : 'events.none'),
        mayChange() ? button({ text: t('events.new'), mark: 'plus', run: create }) : undefined),
      columns: [
        { head: t('event.name'), cls: 'grow', cell: (event) => name(event.name) },
        { head: t('event.status'), cls: 'tight', cell: (event) => badge('event', event.status) },
        { head: t('events.now'), cell: (event) => html`<span class="soon">${soon(event)}${event.status === 'ACTIVE' ? elapsed(event) : nothing}</span>` },
        { head: t('event.startsAt'), cls: 'wide tight', cell: (event) => time(event.startsAt) },
        { head: t('event.endsAt'), cls: 'wide tight', cell: (event) => time(event.endsAt) },
        { head: t('events.kind'), cls: 'wide', cell: (event) => kinds(event) },
        ...(mayChange() ? [{ head: '', cls: 'wide tight num', cell: (event) => button({ text: t('action.copy'), mark: 'copy', tone: 'quiet small', run: () => copy(event) }) }] : []),
      ],
    })}${list.more()}`;
  };
  const asTimeline = () => {
    const { from, to, days } = range();
    return html`<section class="card timeline-card">
      <header>
        <h2>${date(from)} – ${date(to - 1)}</h2>
        <div class="actions">
          ${choice({ label: t('events.span'), value: page.query.span ?? 'quarter', options: Object.keys(DAYS).map((each) => [each, t(`span.${each}`)]), change: (span) => page.setQuery({ span }) })}
          ${button({ text: t('events.earlier'), mark: 'previous', tone: 'quiet', run: () => move(-1) })}
          ${button({ text: t('events.today'), tone: 'quiet', run: () => page.setQuery({ from: undefined }) })}
          ${button({ text: t('events.later'), mark: 'next', tone: 'quiet after', run: () => move(1) })}
        </div>
      </header>
      <div class="in">${!onCalendar ? loading() : html`
        ${timeline({
          label: t('events.timeline', { n: onCalendar.length }), from, to, now: Date.now(), ticks: ticks(from, to, days),
          bars: onCalendar.map((event) => ({
            id: event.id, name: event.name, cls: `bar-${event.status}`, href: href('event', event.id),
            start: Date.parse(event.startsAt), end: Date.parse(event.endsAt), until: Date.parse(event.claimUntil),
            title: `${event.name} · ${t(`event.${event.status}`)} · ${windowOf(event)}`,
          })),
        })}
        ${onCalendar.length === 0 ? empty(t('events.noneThen')) : nothing}`}</div>
    </section>`;
  };

  page.actions = () => changing({ text: t('events.new'), mark: 'plus', tone: 'primary', run: create });
  page.view = () => html`
    <div class="filters">
      ${choice({ label: t('events.view'), value: page.query.view ?? 'table', options: [['table', t('events.asTable')], ['timeline', t('events.asTimeline')]], change: (view) => page.setQuery({ view: view === 'table' ? undefined : view }) })}
      ${search({ label: t('events.search'), value: page.query.q, change: (q) => page.setQuery({ q }) })}
      ${select({ label: t('event.status'), value: page.query.status, options: [['', t('part.all')], ...STATUSES.map((each) => [each, t(`event.${each}`)])], change: (status) => page.setQuery({ status }) })}
      ${page.query.view === 'timeline' ? nothing : html`
        ${dayFilter({ label: t('events.since'), value: page.query.since, change: (since) => page.setQuery({ since }) })}
        ${dayFilter({ label: t('events.until'), value: page.query.until, change: (until) => page.setQuery({ until }) })}
        ${select({ label: t('events.order'), value: page.query.order ?? 'newest', options: ORDERS.map((each) => [each, t(`events.order.${each}`)]), change: (order) => page.setQuery({ order: order === 'newest' ? undefined : order }) })}`}
    </div>
    ${page.query.view === 'timeline' ? asTimeline() : asTable()}`;
  page.every(15, read);
  return { changed: () => page.load(read) };
}

const elapsed = (event) => {
  const start = Date.parse(event.startsAt);
  return meter([[Math.max(0, Date.now() - start), 1]], Date.parse(event.endsAt) - start);
};

const kinds = (event) => html`<span class="faint small">${[
  event.approval === 'MANUAL' ? t('approval.MANUAL') : undefined,
  event.access === 'CODE' ? t('access.CODE') : undefined,
  event.claimMode === 'ALL' ? t('claimMode.ALL') : undefined,
].filter(Boolean).join(' · ')}</span>`;

/** Weeks, or months where there are many. */
function ticks(from, to, days) {
  const every = [];
  for (let at = new Date(from); at < to; at.setDate(at.getDate() + 1)) {
    const monthly = days > 120;
    if (monthly ? at.getDate() === 1 : at.getDay() === 1) {
      every.push({ at: at.getTime(), text: monthly ? month(at) : shortDate(at) });
    }
  }
  return every.filter((_, i) => days <= 120 || i % 2 === 0);
}
