// How things are: what runs, what waits for somebody, what goes wrong.
import { get } from '../frame/api.js';
import { html, nothing } from '../frame/lit.js';
import { badge, card, loading, name, stat, time } from '../frame/parts.js';
import { meter, plot, ranks } from '../frame/plots.js';
import { link } from '../frame/navigation.js';
import { href } from '../frame/router.js';
import { is } from '../frame/session.js';
import { clock, codeName, moment, span, t } from '../frame/texts.js';
import { soon } from '../domain/words.js';

/** Reasons beside the hours; what is rarer stands at the events. */
const MOST = 5;

export function open(page) {
  let it;
  let nodes;
  const known = { events: new Map(), rewards: new Map() };

  /** Names of what the overview knows by id; read once each. */
  const names = async (signal) => {
    const read = async (map, id, path) => {
      if (!map.has(id)) map.set(id, await get(path, {}, signal).catch(() => undefined));
    };
    await Promise.all([
      ...new Set([...it.startingSoon, ...it.endingWithinADay, ...it.lowStock.map((low) => low.eventId)])].map((id) => read(known.events, id, `/events/${id}`)));
    await Promise.all(it.lowStock.map((low) => read(known.rewards, low.rewardId, `/events/${low.eventId}/rewards/${low.rewardId}`)));
  };

  const eventList = (title, ids, none) => card({
    title,
    body: ids.length === 0 ? html`<p class="in faint">${none}</p>` : html`<ul class="lines">${ids.map((id) => {
      const event = known.events.get(id);
      return html`<li><a class="row-link" href=${href('event', id)}>${event ? name(event.name) : id}</a>
        <span class="small faint">${event ? html`${soon(event)} · ${time(event.status === 'UPCOMING' ? event.startsAt : event.endsAt)}` : nothing}</span></li>`;
    })}</ul>`,
  });

  const lowStock = () => card({
    title: t('overview.lowStock'),
    body: it.lowStock.length === 0 ? html`<p class="in faint">${t('overview.noLowStock')}</p>` : html`<ul class="lines">${it.lowStock.map((low) => html`<li>
      <a class="row-link" href=${href('event', low.eventId)}>${name(known.rewards.get(low.rewardId)?.name ?? low.rewardId)}</a>
      <span class="small ${low.remaining === 0 ? 'error' : 'faint'}">${low.remaining === 0 ? t('event.soldOut') : t('reward.stockLeft', { left: low.remaining, stock: low.stock })}</span>
      <span class="small faint whole">${name(known.events.get(low.eventId)?.name ?? '')}</span>
      ${meter([[low.remaining, 3]], low.stock)}</li>`)}</ul>`,
  });

  const hourly = (title, field, color) => card({
    title,
    body: html`<div class="in">${plot({
      kind: 'bars', label: title, height: 150, points: it.hours.map((hour) => `${moment(hour.at)}`), ticks: (i) => clock(it.hours[i].at),
      series: [{ name: title, color, values: it.hours.map((hour) => hour[field]) }],
    })}</div>`,
  });

  page.view = () => {
    if (!it) return page.problem ? nothing : loading();
    const { byStatus } = it.events;
    const claims = it.hours.reduce((sum, hour) => sum + hour.claims, 0);
    const refused = it.hours.reduce((sum, hour) => sum + hour.refusals, 0);
    return html`
      <div class="stats">
        ${stat({ label: t('overview.running'), value: byStatus.ACTIVE, hint: t('overview.others', { upcoming: byStatus.UPCOMING, draft: byStatus.DRAFT }), link: link('events', { status: 'ACTIVE' }) })}
        ${stat({
          label: t('overview.waiting'), value: it.pending.count, tone: it.pending.count > 0 ? 'warn' : undefined, link: link('approvals'),
          hint: it.pending.oldestAt ? t('overview.oldest', { for: span(Date.now() - Date.parse(it.pending.oldestAt)) }) : t('overview.nobodyWaits'),
        })}
        ${stat({ label: t('overview.failed'), value: it.deliveries.failed, tone: it.deliveries.failed > 0 ? 'bad' : undefined, hint: t('overview.onTheirWay', { n: it.deliveries.pending }), link: link('endpoints') })}
        ${stat({ label: t('overview.claims'), value: claims, hint: t('overview.lastDay'), link: link('claims') })}
        ${stat({ label: t('overview.refused'), value: refused, hint: t('overview.lastDay') })}
        ${stat({ label: t('overview.health'), value: badge('health', it.health), hint: nodes ? t(nodes.down > 0 ? 'overview.nodesDown' : 'overview.nodes', { n: nodes.all, down: nodes.down }) : html`${t('overview.counted')} ${time(it.countedAt, { relative: true })}`, link: link('system') })}
      </div>
      <div class="columns hours">
        ${hourly(t('overview.claimsPerHour'), 'claims', 1)}
        ${hourly(t('overview.refusalsPerHour'), 'refusals', 3)}
        ${card({ title: t('overview.refusals'), body: html`<div class="in">${it.refusals.length === 0 ? html`<p class="faint">${t('event.noRefusals')}</p>` : ranks(it.refusals.slice(0, MOST).map(({ code, count }) => ({ name: codeName(code), count })), 3)}</div>` })}
      </div>
      <div class="columns three">
        ${eventList(t('overview.ending'), it.endingWithinADay, t('overview.noneEnding'))}
        ${eventList(t('overview.starting'), it.startingSoon, t('overview.noneStarting'))}
        ${lowStock()}
      </div>`;
  };
  page.every(10, async (signal) => {
    it = await get('/overview', {}, signal);
    await names(signal);
  });
  if (is('ADMIN')) {
    page.every(15, async (signal) => {
      const instances = new Map((await get('/services', {}, signal)).items.flatMap((address) => address.instances).map((each) => [each.node, each.healthy]));
      nodes = { all: instances.size, down: [...instances.values()].filter((healthy) => !healthy).length };
    });
  }
}
