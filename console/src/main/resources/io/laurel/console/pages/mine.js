// What a player has, and what she may still have.
import { all, get } from '../frame/api.js';
import { html, nothing } from '../frame/lit.js';
import { Listing } from '../frame/listing.js';
import { badge, card, empty, loading, name, table, time } from '../frame/parts.js';
import { codeName, number, t } from '../frame/texts.js';
import { measured, soon } from '../domain/words.js';

const MOST = 20;

export function open(page) {
  const claims = new Listing(page, '/me/claims', () => ({ status: page.query.status }));
  let running;
  const names = new Map();

  const read = async (signal) => {
    const events = (await all('/events', { status: 'ACTIVE' }, signal, 100)).slice(0, MOST);
    running = await Promise.all(events.map(async (event) => {
      const [progress, rewards] = await Promise.all([get(`/events/${event.id}/progress`, {}, signal), all(`/events/${event.id}/rewards`, {}, signal)]);
      names.set(event.id, event.name);
      return { event, progress, rewards };
    }));
    await claims.refresh(signal);
    await Promise.all([...new Set(claims.items.map((claim) => claim.eventId))].filter((id) => !names.has(id))
      .map(async (id) => names.set(id, (await get(`/events/${id}`, {}, signal)).name)));
  };

  const one = ({ event, progress, rewards }) => card({
    title: name(event.name), actions: html`<span class="small faint">${soon(event)}</span>`,
    body: html`<div class="in stack">
      ${event.description ? html`<p class="name" dir="auto">${event.description}</p>` : nothing}
      ${progress.conditions.length > 0 ? html`<ul class="progress-list">${progress.conditions.map(measured)}</ul>` : nothing}
      <ul class="progress-list">${progress.rewards.map((each) => {
        const reward = rewards.find(({ id }) => id === each.rewardId);
        return html`<li><span>${name(reward?.name ?? each.rewardId)}</span>
          <span class=${each.claimable ? 'mine-yes' : 'faint'}>${each.claimable ? t('mine.claimable') : each.why.map(codeName).join(', ')}</span></li>`;
      })}</ul></div>`,
  });

  page.view = () => (!running ? loading() : html`
    ${running.length === 0 ? empty(t('mine.noEvents')) : html`<div class="columns">${running.map(one)}</div>`}
    <h2>${t('mine.claims')}</h2>
    ${table({
      caption: t('mine.claims'), rows: claims.items ?? [], none: empty(t('mine.noClaims')),
      columns: [
        { head: t('mine.reward'), cls: 'grow', cell: (claim) => claim.rewards.map((reward) => html`<p>${name(reward.name)}${reward.quantity > 1 ? html` <span class="faint">× ${number(reward.quantity)}</span>` : nothing}
          ${reward.code ? html`<code>${reward.code}</code>` : nothing}</p>`) },
        { head: t('page.event'), cell: (claim) => name(names.get(claim.eventId) ?? claim.eventId) },
        { head: t('event.status'), cls: 'tight', cell: (claim) => badge('claim', claim.status) },
        { head: t('mine.at'), cls: 'tight wide', cell: (claim) => time(claim.requestedAt) },
      ],
    })}${claims.more()}`);
  page.every(15, read);
  return { changed: claims.load };
}
