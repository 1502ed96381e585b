// What somebody looks at before players see an event.
import { get, send } from '../frame/api.js';
import { dialog, STAY } from '../frame/dialogs.js';
import { icon } from '../frame/icons.js';
import { html, nothing } from '../frame/lit.js';
import { badge, loading, name, notice } from '../frame/parts.js';
import { number, t } from '../frame/texts.js';
import { amount, conditions, limit, soon, window } from './words.js';

/** Each line and the warnings that belong to it, in the order in which they are looked at. */
const LINES = ['no-rewards', 'window-over', 'no-codes', 'no-stock', 'conditions-unreachable', 'endpoint-disabled'];

const line = (code, warnings) => {
  const mine = warnings.filter((warning) => warning.code === code);
  const good = mine.length === 0;
  return html`<li class=${good ? 'good' : 'warn'}>${icon(good ? 'check' : 'warning')}
    <div><p class="strong">${t(`check.${code}.${good ? 'good' : 'bad'}`)}</p>${mine.map((warning) => html`<p class="small">${warning.detail}</p>`)}</div></li>`;
};

/** An event as its players read it. */
export const asPlayer = ({ event, rewards }) => html`<article class="as-player">
  <div class="as-player-head"><h3>${name(event.name)}</h3>${badge('event', event.status)}</div>
  ${event.description ? html`<p class="name">${event.description}</p>` : nothing}
  <p class="small faint">${window(event)} · ${soon(event)}</p>
  ${event.conditions.length > 0 ? conditions(event.conditions, event.match) : nothing}
  <ul class="gives">${[...rewards].reverse().map((reward) => html`<li>
    <p><span class="strong">${name(reward.name)}</span> <span class="faint">${amount(reward)}</span></p>
    ${reward.description ? html`<p class="small name">${reward.description}</p>` : nothing}
    <p class="small faint">${limit(reward.limit)}${reward.remaining === undefined ? '' : ` · ${t('reward.left', { n: reward.remaining })}`}</p>
    ${reward.conditions.length > 0 ? html`<div class="small">${conditions(reward.conditions, reward.match)}</div>` : nothing}</li>`)}</ul>
</article>`;

/** Shows what publishing would do, and does it where `publish`; gives the event then. */
export function checklist(event, etag, { publish }) {
  let preview;
  const starts = Date.parse(event.startsAt);
  return dialog({
    title: t(publish ? 'check.title' : 'check.preview'), size: 'full',
    opened: (d) => d.run(async () => {
      preview = await get(`/events/${event.id}/preview`);
      return STAY;
    }),
    view: (d) => {
      if (!preview) return d.problem ? nothing : loading();
      return html`<div class="columns">
        <section><h3>${t('check.looked')}</h3>
          <ul class="checklist">${LINES.map((code) => line(code, preview.warnings))}
            ${publish ? html`<li class=${starts > Date.now() ? 'good' : 'info'}>${icon(starts > Date.now() ? 'check' : 'warning')}
              <div><p class="strong">${starts > Date.now() ? t('check.future') : t('check.now')}</p><p class="small">${window(event)}</p></div></li>` : nothing}</ul>
          ${publish && preview.warnings.length > 0 ? notice('warn', t('check.warned', { n: number(preview.warnings.length) })) : nothing}
        </section>
        <section><h3>${t('check.asPlayer')}</h3>${asPlayer(preview.asPlayer)}</section>
      </div>`;
    },
    actions: () => (publish ? [{
      text: t('check.publish'), disabled: !preview,
      run: async () => (await send('PUT', `/events/${event.id}/state`, { body: { state: 'PUBLISHED' }, etag })).body,
    }] : []),
  });
}
