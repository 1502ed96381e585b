// Claims that wait, oldest first. Who works here all day uses A, R, J, K, X and N: the next claim opens by itself, once the
// service has answered and never before.
import { get, send } from '../frame/api.js';
import { confirm, toast } from '../frame/dialogs.js';
import { html, live, nothing, repeat } from '../frame/lit.js';
import { Listing } from '../frame/listing.js';
import { badge, button, changing, empty, ident, loading, name, notice, problem, time } from '../frame/parts.js';
import { href } from '../frame/router.js';
import * as session from '../frame/session.js';
import { codeName, t } from '../frame/texts.js';
import { eventChooser } from '../domain/filters.js';
import { measured, rewardList, rewardsText } from '../domain/measured.js';
import { called, eventLink, learn, who } from '../domain/names.js';
import { notes } from '../domain/notes.js';

const BESIDE = 8;
const TOGETHER = 200;
const SHORT = 20;
const DECISIONS = { APPROVE: 'approval', REJECT: 'rejection' };
const KEYS_OFF = 'laurel.keysOff';

export function open(page) {
  const queue = new Listing(page, '/claims', () => ({ status: 'PENDING_APPROVAL', order: 'oldest', eventId: page.query.eventId }));
  const chooseEvent = eventChooser(page);
  const notesOf = notes(page);
  const decided = new Set();
  const state = { claim: null, beside: null, chosen: new Set(), conflict: null, problem: null, undone: [], busy: false, said: '' };

  const mine = (claim) => claim.userId === session.user()?.id;
  const waits = (claim) => claim?.status === 'PENDING_APPROVAL';
  const inQueue = (id) => queue.items?.findIndex((it) => it.id === id) ?? -1;

  // ---- what is open

  /** Opens a claim; the queue knows it already, what surrounds it comes after. */
  async function show(claim, focus = false) {
    if (page.signal.aborted) return;
    Object.assign(state, { claim, beside: null, conflict: null, problem: null });
    if (claim?.id !== page.query.claim) page.setQuery({ claim: claim?.id });
    page.update();
    if (!claim) return;
    if (focus) requestAnimationFrame(() => document.getElementById('claim-open')?.focus());
    await page.load(async (signal) => {
      const event = `/events/${encodeURIComponent(claim.eventId)}`;
      const [claims, attempts] = await Promise.all([
        get('/claims', { userId: claim.userId, limit: BESIDE + 1 }, signal),
        get(`${event}/attempts`, { userId: claim.userId, limit: BESIDE }, signal),
      ]);
      if (state.claim?.id !== claim.id) return;
      state.beside = { claims: claims.items.filter((it) => it.id !== claim.id).slice(0, BESIDE), attempts: attempts.items };
    });
  }

  async function start() {
    state.claim = null;
    await queue.load();
    const id = page.query.claim;
    if (id) await page.load(async (signal) => show(queue.items?.[inQueue(id)] ?? (await get(`/claims/${encodeURIComponent(id)}`, {}, signal))));
    else await show(queue.items?.[0] ?? null);
  }

  /** What came meanwhile, and what colleagues decided. */
  async function look(signal) {
    if (!queue.items || state.busy) return;
    await queue.refresh(signal);
    // What was decided while this was read.
    queue.items = queue.items.filter((it) => !decided.has(it.id));
    const { claim } = state;
    if (!claim) {
      if (queue.items.length > 0) await show(queue.items[0]);
    } else if (waits(claim) && inQueue(claim.id) < 0 && !queue.nextCursor) {
      const now = await get(`/claims/${encodeURIComponent(claim.id)}`, {}, signal);
      if (state.claim === claim && !waits(now)) Object.assign(state, { claim: now, conflict: { now } });
    }
  }

  function step(by) {
    const next = queue.items?.[Math.max(0, inQueue(state.claim?.id) + by)];
    if (next && next.id !== state.claim?.id) show(next, true);
  }

  // ---- decisions

  /** Takes what is decided out of the queue, opens what stood behind it, and reads on where the queue grows short. */
  function goOn(ids) {
    const gone = new Set(ids);
    ids.forEach((id) => decided.add(id));
    const from = Math.max(0, inQueue(state.claim?.id));
    const left = queue.items.filter((it) => !gone.has(it.id));
    const next = queue.items.slice(from).find((it) => !gone.has(it.id)) ?? left.at(-1) ?? null;
    queue.items = left;
    state.chosen = new Set([...state.chosen].filter((id) => !gone.has(id)));
    show(next, true);
    if (left.length < SHORT && queue.nextCursor) {
      queue.next().then(() => {
        if (!state.claim && queue.items.length > 0) show(queue.items[0], true);
      });
    }
  }

  /** Gives true once it is decided, or somebody else did; the next one can be decided as soon as it is open. */
  async function decide(decision, reason) {
    const { claim } = state;
    if (state.busy || !waits(claim) || mine(claim) || !session.mayChange()) return false;
    Object.assign(state, { busy: true, problem: null });
    page.update();
    try {
      await send('POST', `/claims/${encodeURIComponent(claim.id)}/${DECISIONS[decision]}`, { body: reason && { reason } });
      state.said = t(`approvals.said.${decision}`, { who: called(page, claim.userId, claim.username) });
      goOn([claim.id]);
    } catch (cause) {
      if (cause.code !== 'claim-not-pending') throw cause;
      const now = await get(`/claims/${encodeURIComponent(claim.id)}`);
      Object.assign(state, { claim: now, conflict: { now, wanted: decision } });
    } finally {
      state.busy = false;
      page.update();
    }
    return true;
  }

  async function approve() {
    try {
      await decide('APPROVE');
    } catch (cause) {
      if (cause.status === undefined) throw cause;
      state.problem = cause;
      page.update();
    }
  }

  function reject() {
    const { claim } = state;
    if (state.busy || !waits(claim) || mine(claim) || !session.mayChange()) return;
    confirm({
      title: t('approvals.reject', { who: called(page, claim.userId, claim.username) }),
      text: t('approvals.rejectText'), action: t('action.reject'), reason: 'required',
      run: (reason) => decide('REJECT', reason),
    });
  }

  function together(decision) {
    const claimIds = [...state.chosen].slice(0, TOGETHER);
    confirm({
      title: t(`approvals.together.${decision}`, { n: claimIds.length }),
      text: t(`approvals.togetherText.${decision}`), action: t(`approvals.do.${decision}`),
      tone: decision === 'APPROVE' ? 'primary' : 'danger', reason: decision === 'REJECT' ? 'required' : undefined,
      run: async (reason) => {
        const { results } = (await send('POST', '/claims/decisions', { body: { decision, claimIds, ...(reason && { reason }) } })).body;
        state.undone = results.filter((it) => it.code);
        toast(t('approvals.done', { done: results.length - state.undone.length, n: results.length }), state.undone.length > 0 ? 'warn' : 'good');
        state.chosen = new Set();
        goOn(results.filter((it) => !it.code || it.status !== 'PENDING_APPROVAL').map((it) => it.claimId));
      },
    });
  }

  function choose(id) {
    const next = new Set(state.chosen);
    if (!next.delete(id)) next.add(id);
    state.chosen = next;
    page.update();
  }

  // Single letters get in the way of who speaks to the browser; they can be turned off.
  const keysOff = () => sessionStorage.getItem(KEYS_OFF) !== null;

  const keys = {
    a: approve,
    r: reject,
    j: () => step(1),
    k: () => step(-1),
    x: () => waits(state.claim) && !mine(state.claim) && session.mayChange() && choose(state.claim.id),
    n: () => document.getElementById('notes')?.focus(),
  };

  addEventListener('keydown', (event) => {
    const act = keys[event.key.toLowerCase()];
    const typing = event.target.closest?.('input:not([type="checkbox"]), textarea, select, dialog');
    if (!act || typing || keysOff() || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
    event.preventDefault();
    act();
  }, { signal: page.signal });

  // ---- what is seen

  const rows = () => html`<ol class="queue" aria-label=${t('page.approvals')}>${repeat(queue.items, (it) => it.id, (it) => html`
    <li class=${it.id === state.claim?.id ? 'at' : ''}>
      ${session.mayChange() ? html`<input type="checkbox" aria-label=${t('approvals.choose', { who: called(page, it.userId, it.username) })}
        .checked=${live(state.chosen.has(it.id))} ?disabled=${mine(it)} @change=${() => choose(it.id)}>` : nothing}
      <a href=${href('approvals', { ...page.query, claim: it.id })} aria-current=${it.id === state.claim?.id ? 'true' : nothing}
        @click=${(event) => { event.preventDefault(); show(it, true); }}>
        <span class="strong">${name(it.username ?? it.userId)}</span>
        <span class="faint">${time(it.requestedAt, { relative: true })}</span>
        <span class="what"><bdi>${rewardsText(it.rewards)}</bdi></span></a>
    </li>`)}</ol>`;

  const many = () => html`<div class="many">
    <label><input type="checkbox" .checked=${live(state.chosen.size > 0 && queue.items.every((it) => mine(it) || state.chosen.has(it.id)))}
      @change=${(event) => { state.chosen = new Set(event.target.checked ? queue.items.filter((it) => !mine(it)).map((it) => it.id) : []); page.update(); }}>
      ${state.chosen.size > 0 ? t('approvals.chosen', { n: state.chosen.size }) : t('approvals.all')}</label>
    ${state.chosen.size > 0 ? html`${changing({ text: `${t('action.approve')}…`, tone: 'small', run: () => together('APPROVE') })}
      ${changing({ text: `${t('action.reject')}…`, tone: 'small danger', run: () => together('REJECT') })}` : nothing}
  </div>`;

  const undone = () => notice('warn', html`<p class="strong">${t('approvals.undone', { n: state.undone.length })}</p>
    <ul>${state.undone.map((it) => html`<li><a href=${href('claim', it.claimId)}><code>${it.claimId}</code></a>
      ${it.status ? badge('claim', it.status) : nothing} ${codeName(it.code)}</li>`)}</ul>
    ${button({ text: t('action.close'), tone: 'small', run: () => { state.undone = []; page.update(); } })}`);

  function conflict() {
    const { now, wanted } = state.conflict;
    const last = now.history.at(-1);
    return html`<div class="notice warn" role="alert"><div class="sides">
      ${wanted ? html`<div><p class="strong">${t('conflict.wanted')}</p><p>${t(`approvals.do.${wanted}`)}</p></div>` : nothing}
      <div><p class="strong">${t('conflict.now')}</p><p>${badge('claim', now.status)} ${who(page, last.by)} · ${time(last.at, { relative: true })}</p>
        ${last.reason ? html`<p dir="auto">${last.reason}</p>` : nothing}</div>
    </div></div>`;
  }

  function deeds(claim) {
    if (!session.mayChange()) return nothing;
    if (mine(claim)) return notice('info', t('claims.own'));
    if (!waits(claim)) return html`<p class="deeds">${button({ text: t('approvals.goOn'), tone: 'primary', run: () => goOn([claim.id]) })}</p>`;
    return html`<p class="deeds">
      ${button({ text: html`${t('action.approve')} <kbd aria-hidden="true">A</kbd>`, tone: 'primary', run: approve, disabled: state.busy })}
      ${button({ text: html`${t('action.reject')}… <kbd aria-hidden="true">R</kbd>`, tone: 'danger', run: reject, disabled: state.busy })}</p>`;
  }

  function one(claim) {
    learn(claim.userId, claim.username);
    return html`<section class="card" aria-labelledby="claim-open">
      <header><h2 id="claim-open" tabindex="-1">${name(called(page, claim.userId, claim.username))} ${badge('claim', claim.status)}</h2></header>
      <div class="in opened"><p class="facts-line"><span>${eventLink(page, claim.eventId)}</span><span>${t('approvals.asked')} ${time(claim.requestedAt)} (${time(claim.requestedAt, { relative: true })})</span>
        ${claim.requestedBy ? html`<span>${t('claims.requestedBy')} ${who(page, claim.requestedBy)}</span>` : nothing}
        <span><a href=${href('claim', claim.id)}>${t('approvals.whole')}</a></span> ${ident(claim.id)}</p>
      ${state.conflict ? conflict() : nothing}
      ${problem(state.problem)}
      ${deeds(claim)}
      <div class="halves">
        <div><h3>${t('claims.rewards')}</h3>${rewardList(claim.rewards)}
          <h3>${t('claims.conditions')}</h3>${measured(claim.conditions)}</div>
        <div><h3>${t('approvals.player')}</h3>${beside(claim)}</div>
      </div>
      <h3>${t('notes.title')}</h3>${notesOf(claim)}</div>
    </section>`;
  }

  function beside(claim) {
    if (!state.beside) return loading();
    const { claims, attempts } = state.beside;
    return html`<p><a href=${href('player', claim.userId)}>${t('approvals.toPlayer')}</a></p>
      ${claims.length === 0 && attempts.length === 0 ? html`<p class="faint">${t('approvals.nothingElse')}</p>` : nothing}
      <ul class="entries">
        ${claims.map((it) => html`<li>${badge('claim', it.status)} <a href=${href('claim', it.id)}><bdi>${rewardsText(it.rewards)}</bdi></a>
          <span class="faint">${eventLink(page, it.eventId)} · ${time(it.requestedAt, { relative: true })}</span></li>`)}
        ${attempts.map((it) => html`<li>${t('attempts.refused', { n: it.count })} <span class="faint">${codeName(it.lastCode)}
          · ${time(it.lastAt, { relative: true })}</span></li>`)}
      </ul>`;
  }

  const help = () => html`<p class="keys"><label class="check"><input type="checkbox" .checked=${!keysOff()} @change=${(event) => {
      if (event.target.checked) sessionStorage.removeItem(KEYS_OFF);
      else sessionStorage.setItem(KEYS_OFF, 'yes');
    }}> ${t('approvals.keys')}</label> ${['a', 'r', 'j', 'k', 'x', 'n'].map((key) => html`<span><kbd>${key.toUpperCase()}</kbd> ${t(`approvals.key.${key}`)}</span>`)}</p>`;

  page.view = () => html`
    <p class="unseen" role="status">${state.said}</p>
    <form class="filters" role="search" @submit=${(event) => event.preventDefault()}>
      ${chooseEvent({ value: page.query.eventId, change: (eventId) => page.setQuery({ eventId, claim: undefined }) })}
      ${session.mayChange() ? help() : nothing}</form>
    ${state.undone.length > 0 ? undone() : nothing}
    ${!queue.items ? (page.busy ? loading() : nothing)
      : queue.items.length === 0 && !state.claim ? empty(t('approvals.none'))
        : html`<div class="desk"><div class="waiting">${session.mayChange() && queue.items.length > 0 ? many() : nothing}
            ${queue.items.length > 0 ? rows() : html`<p class="faint">${t('approvals.none')}</p>`}${queue.more()}</div>
            <div>${state.claim ? one(state.claim) : loading()}</div></div>`}`;

  let event = page.query.eventId;
  start();
  page.every(10, look);

  return {
    changed() {
      const claim = page.query.claim;
      if (page.query.eventId !== event) {
        event = page.query.eventId;
        state.chosen = new Set();
        start();
      } else if (claim && claim !== state.claim?.id) {
        const known = queue.items?.[inQueue(claim)];
        if (known) show(known);
        else start();
      }
    },
  };
}
