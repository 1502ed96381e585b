// One event: what it says, what it gives, how it goes, and what can be done about it.
import { all, get, send } from '../frame/api.js';
import { confirm, toast } from '../frame/dialogs.js';
import { html, nothing } from '../frame/lit.js';
import { badge, button, card, changing, choice, empty, facts, ident, loading, name, notice, stat, table, time } from '../frame/parts.js';
import { burnDown, meter, plot, ranks } from '../frame/plots.js';
import { link } from '../frame/navigation.js';
import { go } from '../frame/router.js';
import { mayChange } from '../frame/session.js';
import { clock, codeName, date, moment, number, percent, t } from '../frame/texts.js';
import { who } from '../domain/names.js';
import { amount, conditions, limit, soon } from '../domain/words.js';

const HOURS = 72;
const REFUSED = 8;
const DAY_MS = 86_400_000;
const STATUSES = [['GRANTED', 1], ['PENDING_APPROVAL', 2], ['REJECTED', 3], ['REVOKED', 4]];

export function open(page) {
  const [id] = page.params;
  const path = `/events/${id}`;
  const it = {};
  const step = () => (page.query.step === 'HOUR' ? 'HOUR' : 'DAY');

  const readEvent = async (signal) => {
    const [read, rewards] = await Promise.all([send('GET', path, { signal }), all(`${path}/rewards`, {}, signal)]);
    Object.assign(it, { event: read.body, etag: read.etag, rewards: rewards.reverse() });
  };
  const readStatistics = async (signal) => {
    const [statistics, attempts] = await Promise.all([get(`${path}/statistics`, {}, signal), get(`${path}/attempts`, { limit: REFUSED }, signal)]);
    Object.assign(it, { statistics, attempts: attempts.items });
  };
  /** The end of what there is to see, and its last days hour by hour. */
  const lastHours = () => {
    const end = Math.min(Date.now(), Date.parse(it.event.claimUntil));
    return { end, from: Math.max(Date.parse(it.event.startsAt), end - HOURS * 3_600_000) };
  };
  const readSeries = async (signal) => {
    it.daily = (await get(`${path}/series`, { step: 'DAY' }, signal)).points;
    const { from, end } = lastHours();
    const pace = it.event.status === 'ACTIVE' && it.rewards.some((reward) => reward.remaining > 0);
    if (from < end && (pace || step() === 'HOUR')) {
      it.hourly = (await get(`${path}/series`, { step: 'HOUR', from: new Date(from).toISOString() }, signal)).points;
    }
  };

  const changed = (text) => {
    toast(text);
    page.refresh();
    return page.load(readEvent);
  };
  const setState = async (state) => {
    const texts = `event.${state}.ask`;
    await confirm({
      title: t(`event.${state}.title`), text: t(texts), action: t(`event.${state}.do`), tone: state === 'CANCELED' ? 'danger' : 'primary',
      reason: state === 'PUBLISHED' ? undefined : state === 'CANCELED' ? 'required' : 'optional',
      run: async (reason) => {
        await send('PUT', `${path}/state`, { body: { state, reason }, etag: it.etag });
        changed(t(`event.${state}.done`));
      },
    });
  };
  const publish = async () => {
    const { checklist } = await import('../domain/checklist.js');
    if (await checklist(it.event, it.etag, { publish: true })) changed(t('event.PUBLISHED.done'));
  };
  const preview = async () => (await import('../domain/checklist.js')).checklist(it.event, it.etag, { publish: false });
  const editIt = async () => {
    const { editEvent } = await import('../domain/event-form.js');
    if (await editEvent(id)) changed(t('event.saved'));
  };
  const copy = async () => {
    const { copyEvent } = await import('../domain/event-form.js');
    const made = await copyEvent(it.event);
    if (made) go('event', made.id);
  };
  const remove = () => confirm({
    title: t('event.remove'), text: t('event.removeAsk', { name: it.event.name }), action: t('action.delete'),
    run: async () => {
      await send('DELETE', path, { etag: it.etag });
      go('events');
    },
  });
  const editReward = async (reward) => {
    const forms = await import('../domain/reward-form.js');
    if (await (reward ? forms.editReward(it.event, reward) : forms.addReward(it.event))) changed(t('reward.saved'));
  };
  const removeReward = (reward) => confirm({
    title: t('reward.remove'), text: t('reward.removeAsk', { name: reward.name }), action: t('action.delete'),
    run: async () => {
      await send('DELETE', `${path}/rewards/${reward.id}`);
      changed(t('reward.removed'));
    },
  });
  const importCodes = async (reward) => {
    const { importCodes: ask } = await import('../domain/codes-form.js');
    if (await ask(it.event, reward)) changed(t('codes.imported'));
  };

  page.title = () => it.event?.name ?? t('page.event');
  page.actions = () => {
    const { event } = it;
    if (!event || !mayChange()) return nothing;
    return html`
      ${event.state === 'DRAFT' ? button({ text: t('event.publish'), mark: 'play', tone: 'primary', run: publish }) : nothing}
      ${event.state === 'PAUSED' ? button({ text: t('event.PUBLISHED.do'), mark: 'play', tone: 'primary', run: () => setState('PUBLISHED') }) : nothing}
      ${button({ text: t('action.edit'), mark: 'edit', run: editIt })}
      ${button({ text: t('action.copy'), mark: 'copy', run: copy })}
      ${event.state === 'PUBLISHED' ? button({ text: t('event.PAUSED.do'), mark: 'pause', run: () => setState('PAUSED') }) : nothing}
      ${['PUBLISHED', 'PAUSED'].includes(event.state) ? button({ text: t('event.CANCELED.do'), tone: 'danger', run: () => setState('CANCELED') }) : nothing}
      ${event.state === 'DRAFT' ? button({ text: t('action.delete'), tone: 'danger', run: remove }) : nothing}`;
  };

  const terms = () => {
    const { event } = it;
    return card({
      title: t('event.terms'),
      actions: html`${link('audit') ? html`<a href=${link('audit', { eventId: id })}>${t('event.history')}</a>` : nothing}${mayChange() && event.state !== 'DRAFT' ? button({ text: t('check.preview'), tone: 'small', run: preview }) : nothing}`,
      body: html`<div class="in terms">
        <p>${badge('event', event.status)} <span>${soon(event)}</span></p>
        ${event.description ? html`<p class="name described" dir="auto">${event.description}</p>` : nothing}
        ${facts([
          [t('event.startsAt'), time(event.startsAt)], [t('event.endsAt'), time(event.endsAt)], [t('event.claimUntil'), time(event.claimUntil)],
          [t('event.claimMode'), t(`claimMode.${event.claimMode}`)], [t('event.approval'), t(`approval.${event.approval}`)], [t('event.access'), t(`access.${event.access}`)],
        ])}
        <div><h3>${t('event.asked')}</h3>${conditions(event.conditions, event.match)}</div>
        <p class="small faint">${ident(event.id)} · ${t('event.version', { n: event.version })} · ${t('event.by')} ${who(page, event.createdBy)} · ${time(event.createdAt)}</p>
      </div>`,
    });
  };

  const rewardRow = (reward) => {
    const counted = it.statistics?.rewards.find((each) => each.rewardId === reward.id);
    const limited = reward.stock !== undefined;
    return html`<li class="reward">
      <div class="reward-head"><h3>${name(reward.name)} <span class="faint">${amount(reward)}</span></h3>
        <div class="actions">
          ${reward.coded ? changing({ text: t('codes.import'), tone: 'small', run: () => importCodes(reward) }) : nothing}
          ${changing({ text: t('action.edit'), tone: 'small quiet', mark: 'edit', run: () => editReward(reward) })}
          ${it.event.state === 'DRAFT' || Date.parse(it.event.startsAt) > Date.now() ? changing({ text: t('action.delete'), tone: 'small quiet', run: () => removeReward(reward) }) : nothing}
        </div></div>
      ${reward.description ? html`<p class="small name" dir="auto">${reward.description}</p>` : nothing}
      <p class="small faint">${limit(reward.limit)}${reward.coded ? ` · ${t('reward.coded.true')}` : ''}${reward.delivery ? ` · ${t('reward.delivered')}` : ''}</p>
      ${reward.conditions.length > 0 ? html`<div class="small">${conditions(reward.conditions, reward.match)}</div>` : nothing}
      ${limited ? html`<div class="stock">
        <p class="small">${t('reward.stockLeft', { left: reward.remaining ?? reward.stock, stock: reward.stock })}</p>
        ${meter([[reward.stock - (reward.remaining ?? reward.stock), reward.remaining <= reward.stock / 10 ? 3 : 1]], reward.stock)}</div>` : nothing}
      ${counted ? html`<p class="small by-status">${STATUSES.filter(([status]) => counted.byStatus[status] > 0).map(([status]) => html`
        <a href=${link('claims', { eventId: id, rewardId: reward.id, status }) ?? nothing}>${badge('claim', status)} ${number(counted.byStatus[status])}</a>`)}</p>
        ${meter(STATUSES.map(([status, color]) => [counted.byStatus[status], color]), Object.values(counted.byStatus).reduce((sum, count) => sum + count, 0))}` : nothing}
    </li>`;
  };
  const rewards = () => card({
    title: t('event.rewards', { n: it.rewards.length }),
    actions: changing({ text: t('reward.new'), mark: 'plus', tone: 'small', run: () => editReward() }),
    body: it.rewards.length === 0 ? empty(t('reward.none')) : html`<ul class="rewards">${it.rewards.map(rewardRow)}</ul>`,
  });

  const numbers = () => {
    const { claims, refusals } = it.statistics;
    const refused = refusals.reduce((sum, each) => sum + each.count, 0);
    return html`<div class="stats">
      ${stat({ label: t('event.claims'), value: claims.total, link: link('claims', { eventId: id }), hint: claims.total > 0 ? t('event.grantedShare', { share: percent(claims.byStatus.GRANTED / claims.total) }) : undefined })}
      ${stat({ label: t('claim.PENDING_APPROVAL'), value: claims.byStatus.PENDING_APPROVAL, tone: claims.byStatus.PENDING_APPROVAL > 0 ? 'warn' : undefined, link: link('approvals', { eventId: id }) })}
      ${stat({ label: t('claim.REVOKED'), value: claims.byStatus.REVOKED, link: link('claims', { eventId: id, status: 'REVOKED' }) })}
      ${stat({ label: t('event.refused'), value: refused })}
    </div>`;
  };

  const overTime = () => {
    const hourly = step() === 'HOUR';
    const points = (hourly ? it.hourly : it.daily) ?? [];
    const { from, end } = lastHours();
    const waits = !it.daily || (hourly && !it.hourly && from < end);
    // A day of the game begins at its reset; its middle is on the date that people call it by.
    const say = (at) => (hourly ? moment(at) : date(Date.parse(at) + DAY_MS / 2));
    return card({
      title: t(hourly ? 'event.perHour' : 'event.perDay'),
      actions: choice({ label: t('event.step'), value: step(), options: [['DAY', t('event.step.DAY')], ['HOUR', t('event.step.HOUR')]], change: (next) => page.setQuery({ step: next === 'DAY' ? undefined : next }) }),
      body: html`<div class="in">${waits ? loading() : points.length === 0 ? empty(t('event.notYet')) : plot({
        kind: 'bars', label: t(hourly ? 'event.perHour' : 'event.perDay'), height: 190,
        points: points.map((point) => say(point.at)),
        ticks: (i) => (hourly ? clock(points[i].at) : date(Date.parse(points[i].at) + DAY_MS / 2)),
        series: STATUSES.map(([status, color]) => ({ name: t(`claim.${status}`), color, values: points.map((point) => point.byStatus[status]) })),
      })}</div>`,
    });
  };

  const refusals = () => card({
    title: t('event.refusals'),
    body: html`<div class="in">${it.statistics.refusals.length === 0 ? html`<p class="faint">${t('event.noRefusals')}</p>`
      : ranks(it.statistics.refusals.map(({ code, count }) => ({ name: codeName(code), count })), 3)}</div>
    ${it.attempts.length === 0 ? nothing : table({
      caption: t('event.lately'), rows: it.attempts, id: (attempt) => `${attempt.userId} ${attempt.rewardId}`,
      columns: [
        { head: t('event.player'), cls: 'grow', cell: (attempt) => who(page, attempt.userId, attempt.username) },
        { head: t('event.lastRefusal'), cell: (attempt) => html`${codeName(attempt.lastCode)} <span class="faint small">${name(rewardName(attempt.rewardId))}</span>` },
        { head: t('event.times'), cls: 'num wide', cell: (attempt) => number(attempt.count) },
        { head: t('event.last'), cls: 'tight num', cell: (attempt) => time(attempt.lastAt, { relative: true }) },
      ],
    })}`,
  });
  const rewardName = (rewardId) => it.rewards.find((reward) => reward.id === rewardId)?.name ?? '';

  const stock = (reward) => {
    const left = goesDown(it, reward);
    if (!left) return nothing;
    return card({
      title: html`${t('event.stockOf')} ${name(reward.name)}`,
      body: html`<div class="in">${burnDown({ ...left, label: left.says, stock: reward.stock, until: it.event.claimUntil, at: date })}
        <p class="small">${left.says}</p>${left.shared ? html`<p class="small faint">${t('event.stockShared')}</p>` : nothing}</div>`,
    });
  };

  page.view = () => {
    if (!it.event) return undefined;
    const begun = it.event.state !== 'DRAFT';
    const limited = it.rewards.filter((reward) => reward.stock > 0);
    return html`
      ${it.event.state === 'DRAFT' ? notice('info', t('event.draft')) : nothing}
      ${begun && it.statistics ? numbers() : nothing}
      <div class="columns event-columns">
        <div class="stack">${terms()}${rewards()}</div>
        ${begun ? html`<div class="stack">${overTime()}${limited.map(stock)}${it.statistics ? refusals() : nothing}</div>` : nothing}
      </div>`;
  };

  page.every(10, readEvent).then(() => {
    if (!it.event || it.event.state === 'DRAFT') return;
    page.every(15, readStatistics);
    page.every(60, readSeries);
  });
  return { changed: () => page.load(readSeries) };
}

/**
 * How the stock of a reward went down. What is known hour by hour is claims of the event; a reward that
 * is not the only one takes its share of them.
 */
function goesDown({ daily, hourly, event, rewards }, reward) {
  if (!daily?.length || reward.remaining === undefined) return undefined;
  const held = ({ byStatus }) => byStatus.GRANTED + byStatus.PENDING_APPROVAL;
  const total = daily.reduce((sum, point) => sum + held(point), 0);
  const share = total > 0 ? (reward.stock - reward.remaining) / total : 0;
  const now = Date.now();
  const points = [{ at: event.startsAt, left: reward.stock }];
  let gone = 0;
  daily.forEach((point, i) => {
    gone += held(point) * share;
    const end = daily[i + 1] ? Date.parse(daily[i + 1].at) : Math.min(now, Date.parse(event.claimUntil));
    points.push({ at: new Date(end).toISOString(), left: Math.max(0, Math.round(reward.stock - gone)) });
  });
  const line = { points, shared: rewards.length > 1 && event.claimMode === 'EACH' };
  if (reward.remaining === 0) return { ...line, says: t('event.soldOut') };
  if (event.status !== 'ACTIVE') return { ...line, says: t('reward.left', { n: reward.remaining }) };
  // Whether it lasts, the last day says best.
  const since = Math.max(Date.parse(event.startsAt), now - DAY_MS);
  const recent = (hourly ?? []).filter((point) => Date.parse(point.at) >= since - 3_600_000).reduce((sum, point) => sum + held(point), 0) * share;
  if (recent === 0) return { ...line, says: t('event.noPace', { left: reward.remaining }) };
  const soldOutAt = new Date(now + (reward.remaining / recent) * Math.max(3_600_000, now - since)).toISOString();
  const says = Date.parse(soldOutAt) < Date.parse(event.claimUntil)
    ? t('event.soldOutBy', { left: reward.remaining, at: moment(soldOutAt) }) : t('event.lasts', { left: reward.remaining });
  return { ...line, soldOutAt, says };
}
