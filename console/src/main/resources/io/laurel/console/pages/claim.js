// One claim: what was asked for, why it was judged so, what became of it, and what reached the game.
import { get, send } from '../frame/api.js';
import { confirm, toast } from '../frame/dialogs.js';
import { html, nothing } from '../frame/lit.js';
import { badge, button, card, empty, facts, ident, loading, name, notice, time } from '../frame/parts.js';
import { href } from '../frame/router.js';
import * as session from '../frame/session.js';
import { number, t } from '../frame/texts.js';
import { deliveryError } from '../domain/endpoints.js';
import { measured, rewardList } from '../domain/measured.js';
import { called, endpointLink, eventLink, who } from '../domain/names.js';
import { notes } from '../domain/notes.js';
import { rows } from '../domain/rows.js';

const failed = (it) => it.state === 'FAILED';
const inside = (content) => html`<div class="in">${content}</div>`;

/** What may be done with a claim, and where that is sent. */
const DEEDS = {
  approve: { path: 'approval', possible: (it) => it.status === 'PENDING_APPROVAL', tone: 'primary' },
  reject: { path: 'rejection', possible: (it) => it.status === 'PENDING_APPROVAL', tone: 'danger', reason: 'required' },
  redeliver: { path: 'redelivery', possible: (it) => it.deliveries?.some(failed), tone: 'primary' },
  revoke: { path: 'revocation', possible: (it) => it.status === 'GRANTED', tone: 'danger', reason: 'required' },
};

export function open(page) {
  const path = `/claims/${encodeURIComponent(page.params[0])}`;
  const notesOf = notes(page);
  let claim;
  let stood;

  const read = async (signal) => take(await get(path, {}, signal));

  function take(answer) {
    claim = answer;
    page.update();
  }

  function act(deed) {
    const { path: below, reason, tone } = DEEDS[deed];
    stood = undefined;
    confirm({
      title: t(`claim.ask.${deed}`), text: t(`claim.askText.${deed}`), action: t(`action.${deed}`), reason, tone,
      run: async (given) => {
        try {
          take((await send('POST', `${path}/${below}`, { body: given && { reason: given } })).body);
          toast(t(`claim.done.${deed}`));
        } catch (cause) {
          if (cause.status !== 409) throw cause;
          stood = { deed, detail: cause.detail };
          take(await get(path));
        }
      },
    });
  }

  page.title = () => (claim ? t('claim.title', { who: called(page, claim.userId, claim.username) }) : t('page.claim'));
  page.actions = () => {
    if (!claim || !session.mayChange() || claim.userId === session.user()?.id) return nothing;
    return Object.keys(DEEDS).filter((it) => DEEDS[it].possible(claim))
      .map((it) => button({ text: `${t(`action.${it}`)}…`, tone: DEEDS[it].tone, run: () => act(it) }));
  };

  const conflict = () => html`<div class="notice warn" role="alert"><div class="sides">
    <div><p class="strong">${t('conflict.wanted')}</p><p>${t(`action.${stood.deed}`)}</p></div>
    <div><p class="strong">${t('conflict.now')}</p><p>${badge('claim', claim.status)} ${who(page, claim.history.at(-1).by)}
      · ${time(claim.history.at(-1).at, { relative: true })}</p><p>${stood.detail}</p></div></div></div>`;

  const summary = () => card({
    body: facts([
      [t('claims.status'), badge('claim', claim.status)],
      [t('claims.player'), who(page, claim.userId, claim.username)],
      [t('claims.event'), html`${eventLink(page, claim.eventId)} <span class="faint">${t('claim.version', { n: claim.eventVersion })}</span>`],
      [t('claims.requestedAt'), html`${time(claim.requestedAt)} <span class="faint">${time(claim.requestedAt, { relative: true })}</span>`],
      [t('claims.requestedBy'), claim.requestedBy && who(page, claim.requestedBy)],
      [t('claims.reason'), claim.reason && name(claim.reason)],
      ['ID', ident(claim.id)],
    ]),
  });

  const history = () => html`<ol class="course">${claim.history.map((it) => html`<li>
      <p>${badge('claim', it.status)} ${who(page, it.by)} <span class="faint">${time(it.at)}</span></p>
      ${it.reason ? html`<p dir="auto">${it.reason}</p>` : nothing}</li>`)}</ol>
    <p><a href=${href('audit', { eventId: claim.eventId, target: claim.id })}>${t('claim.toAudit')}</a></p>`;

  const deliveries = () => rows({
    caption: t('claims.deliveries'), id: (it) => it.n, rows: claim.deliveries ?? [], none: empty(t('deliveries.none')),
    columns: [
      { head: t('deliveries.kind'), cell: (it) => t(`deliveries.kind.${it.kind}`) },
      { head: t('deliveries.state'), cell: (it) => badge('delivery', it.state), cls: 'tight' },
      { head: t('deliveries.endpoint'), cell: (it) => endpointLink(page, it.endpointId) },
      { head: t('claims.rewards'), cell: (it) => name(it.rewardIds.map((id) => claim.rewards.find((one) => one.rewardId === id)?.name ?? id).join(', ')), cls: 'grow' },
      { head: t('deliveries.attempts'), cell: (it) => number(it.attempts), cls: 'num' },
      { head: t('deliveries.when'), cell: (it) => (it.deliveredAt ? time(it.deliveredAt) : it.nextAt ? time(it.nextAt, { relative: true }) : '–') },
      { head: t('deliveries.error'), cell: (it) => deliveryError(it.lastError), cls: 'wide' },
    ],
  });

  page.view = () => (!claim ? (page.problem ? nothing : loading()) : html`
    ${stood ? conflict() : nothing}
    ${session.mayChange() && claim.userId === session.user()?.id ? notice('info', t('claims.own')) : nothing}
    <div class="columns">${summary()}${card({ title: t('claims.rewards'), body: inside(rewardList(claim.rewards)) })}</div>
    <div class="columns">
      ${card({
        title: t('claims.conditions'),
        actions: html`<a href=${href('player', claim.userId)}>${t('claim.toFacts')}</a>`,
        body: inside(measured(claim.conditions)),
      })}
      ${card({ title: t('claim.history'), body: inside(history()) })}
    </div>
    ${card({ title: t('claims.deliveries'), body: deliveries() })}
    ${card({ title: t('notes.title'), body: inside(notesOf(claim)) })}`);

  // What is under way is looked at again; what is decided stays as it is.
  page.every(5, async (signal) => {
    if (!claim || claim.deliveries?.some((it) => it.state === 'PENDING')) await read(signal);
  });
  return {};
}
