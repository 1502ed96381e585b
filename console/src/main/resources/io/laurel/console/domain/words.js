// Events and rewards in words, for who does not read JSON.
import { html, nothing } from '../frame/lit.js';
import { name } from '../frame/parts.js';
import { moment, number, span, t } from '../frame/texts.js';

/** What a condition asks for: "Log in on 7 days in a row". */
export function condition({ type, params }) {
  const values = { ...params, n: params.days ?? params.count ?? params.level ?? params.target ?? 1 };
  if (type === 'EXPRESSION') return html`${t('condition.EXPRESSION')} <code>${params.expression}</code>`;
  if (type.startsWith('LOGIN_') && params.activity && params.activity !== 'LOGIN') return t(`condition.${type}.activity`, values);
  if (type.startsWith('ACTIVITY_') && params.subject) return t(`condition.${type}.subject`, values);
  return t(`condition.${type}`, values);
}

/** Conditions as a list, with what players read where it says something else. */
export function conditions(list, match) {
  if (!list || list.length === 0) return html`<span class="faint">${t('condition.none')}</span>`;
  return html`${list.length > 1 ? html`<p class="small faint">${t(`match.${match}`)}</p>` : nothing}
    <ul class="conditions">${list.map((each) => html`<li>${condition(each)}${each.label ? html` <span class="faint">“${name(each.label)}”</span>` : nothing}</li>`)}</ul>`;
}

/** A measured condition: what was asked for, and how far somebody is. */
export const measured = (each) => html`<li class=${each.met ? 'met' : 'unmet'}>
  <span>${each.label ? name(each.label) : t(`conditionType.${each.type}`)}</span>
  <span class="num">${number(each.current)} / ${number(each.target)}</span></li>`;

/** How often a player gets a reward. */
export const limit = ({ count, per }) => t(`limit.${per}`, { n: count });

/** What one grant is: "500 × CURRENCY". */
export const amount = (reward) => (reward.quantity === 1 ? reward.type : `${number(reward.quantity)} × ${reward.type}`);

/** When it is, and what comes next: "ends in 3 days". */
export function soon(event, now = Date.now()) {
  const starts = Date.parse(event.startsAt) - now;
  const ends = Date.parse(event.endsAt) - now;
  const claims = Date.parse(event.claimUntil) - now;
  if (event.status === 'CANCELED') return t('event.CANCELED');
  if (starts > 0) return t('soon.starts', { in: span(starts) });
  if (ends > 0) return t('soon.ends', { in: span(ends) });
  if (claims > 0) return t('soon.claims', { in: span(claims) });
  return t('soon.over', { ago: span(-claims) });
}

/** Its window in one line. */
export const window = (event) => `${moment(event.startsAt)} – ${moment(event.endsAt)}`;
