// How far a player is with an event, and for each of its rewards why not.
import { html, nothing } from '../frame/lit.js';
import { all, get } from '../frame/api.js';
import { badge, card, name, time } from '../frame/parts.js';
import { href } from '../frame/router.js';
import { codeName, t } from '../frame/texts.js';
import { measured } from './measured.js';

/** Of events that run, those that end first first, so many at most: rewards, how far the player is, and what she was refused. */
export async function running(userId, most, signal) {
  const events = await get('/events', { status: 'ACTIVE', order: 'endsAt', limit: most }, signal);
  const items = await Promise.all(events.items.map((event) => around(event, userId, signal)));
  return { items, more: Boolean(events.nextCursor) };
}

async function around(event, userId, signal) {
  const path = `/events/${encodeURIComponent(event.id)}`;
  const [rewards, progress, attempts] = await Promise.all([
    all(`${path}/rewards`, {}, signal),
    get(`${path}/progress/${encodeURIComponent(userId)}`, {}, signal),
    all(`${path}/attempts`, { userId }, signal),
  ]);
  return { event, rewards, progress, attempts };
}

/** A card for one of them. */
export const progressCard = ({ event, rewards, progress, attempts }) => card({
  cls: 'progress-card',
  title: html`<a href=${href('event', event.id)}>${name(event.name)}</a>`,
  actions: badge('event', event.status),
  body: html`<div class="in"><p class="faint">${t('progress.until')} ${time(event.claimUntil)} (${time(event.claimUntil, { relative: true })})</p>
    ${progress.conditions.length > 0 ? html`${event.match === 'ANY' && progress.conditions.length > 1 ? html`<p class="faint">${t('progress.any')}</p>` : nothing}
      ${measured(progress.conditions)}` : nothing}
    ${progress.rewards.length === 0 ? html`<p class="faint">${t('progress.noRewards')}</p>` : html`<ul class="whys">${progress.rewards.map((it) => html`<li>
      <p><span class="strong">${name(rewards.find((one) => one.id === it.rewardId)?.name ?? it.rewardId)}</span>
        ${it.claimable ? html`<span class="yes">${t('progress.claimable')}</span>` : it.why.map((code) => html`<span class=${code === 'already-claimed' ? 'faint' : 'no'}>${codeName(code)}</span>`)}</p>
      ${it.conditions?.length > 0 ? measured(it.conditions) : nothing}
      ${refusals(attempts.find((one) => one.rewardId === it.rewardId))}</li>`)}</ul>`}</div>`,
});

/** What a player was refused of a reward, newest first. */
function refusals(attempt) {
  if (!attempt) return nothing;
  const recent = attempt.recent ?? [{ at: attempt.lastAt, code: attempt.lastCode }];
  return html`<details class="refusals">
    <summary>${t('attempts.refused', { n: attempt.count })} · ${codeName(attempt.lastCode)} · ${time(attempt.lastAt, { relative: true })}</summary>
    <ol class="entries">${recent.map((it) => html`<li>${time(it.at)} ${codeName(it.code)} <code>${it.code}</code>
      ${it.conditions?.length > 0 ? measured(it.conditions) : nothing}</li>`)}</ol></details>`;
}
