// What was asked of a player, and what she gets.
import { html, nothing } from '../frame/lit.js';
import { name } from '../frame/parts.js';
import { number, t } from '../frame/texts.js';

/** Conditions, each with how far the player is or was. */
export function measured(conditions) {
  if (conditions.length === 0) return html`<p class="faint">${t('measured.none')}</p>`;
  return html`<ul class="measured">${conditions.map((it) => html`<li class=${it.met ? 'met' : 'unmet'}>
    <span class="mark" aria-hidden="true">${it.met ? '✓' : '✗'}</span>
    <span class="what">${name(it.label ?? t(`conditionType.${it.type}`))}</span>
    <span class="far"><span class="unseen">${t(it.met ? 'measured.met' : 'measured.unmet')}</span> ${number(it.current)} / ${number(it.target)}</span>
    <progress max=${it.target} value=${Math.min(it.current, it.target)} aria-hidden="true"></progress>
  </li>`)}</ul>`;
}

/** The rewards of a claim in one line. */
export const rewardsText = (rewards) => rewards.map((it) => (it.count > 1 ? `${it.count} × ${it.name}` : it.name)).join(', ');

/** The same, with what each is and which units of a stock they are. */
export const rewardList = (rewards) => html`<ul class="granted">${rewards.map((it) => html`<li>
  <span class="what">${it.count > 1 ? html`${number(it.count)} × ` : nothing}${name(it.name)}</span>
  <span class="faint">${it.type} · ${t('claims.units', { n: it.quantity })}${units(it)}</span>
</li>`)}</ul>`;

function units(reward) {
  const serials = reward.serials ?? (reward.serial === undefined ? [] : [reward.serial]);
  const codes = reward.codes ?? (reward.code === undefined ? [] : [reward.code]);
  return html`${serials.length > 0 ? html` · ${t('claims.serial', { serials: serials.map(number).join(', ') })}` : nothing}
    ${codes.map((code) => html` <code class="coupon">${code}</code>`)}`;
}
