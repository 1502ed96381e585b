// One account: its roles, its suspension, and the keys of a game server.
import { get, send } from '../frame/api.js';
import { confirm, dialog, toast } from '../frame/dialogs.js';
import { html, nothing } from '../frame/lit.js';
import { Listing } from '../frame/listing.js';
import { button, card, empty, errorAt, facts, ident, loading, name, notice, problem, time } from '../frame/parts.js';
import { href } from '../frame/router.js';
import * as session from '../frame/session.js';
import { t } from '../frame/texts.js';
import { moment, text } from '../domain/forms.js';
import { boxes } from '../domain/inputs.js';
import { showOnce } from '../domain/once.js';
import { rows } from '../domain/rows.js';

const ROLES = ['USER', 'OPERATOR', 'AUDITOR', 'ADMIN', 'SERVICE'];
const STAFF = ['OPERATOR', 'AUDITOR', 'ADMIN'];

export function open(page) {
  const path = `/users/${encodeURIComponent(page.params[0])}`;
  const keys = new Listing(page, `${path}/keys`, undefined, { limit: 20 });
  let user;
  let roles;
  let refused = null;

  function take(answer) {
    user = answer;
    roles = new Set(user.roles);
    if (user.roles.includes('SERVICE') && !keys.items) keys.load();
    page.update();
  }

  const serves = () => user.roles.includes('SERVICE');

  async function start() {
    await page.load(async (signal) => take(await get(path, {}, signal)));
    if (user && serves() && page.query.key === 'new' && !page.signal.aborted) {
      page.setQuery({ key: undefined });
      await makeKey();
    }
  }

  const unchanged = () => roles.size === user.roles.length && user.roles.every((it) => roles.has(it));

  async function setRoles() {
    refused = null;
    try {
      take((await send('PUT', `${path}/roles`, { body: { roles: ROLES.filter((it) => roles.has(it)) } })).body);
      toast(t('user.rolesSaved'));
    } catch (cause) {
      if (cause.status === undefined) throw cause;
      refused = cause;
      page.update();
    }
  }

  /** Asks first where somebody would become one of the staff. */
  function saveRoles() {
    const gained = STAFF.filter((it) => roles.has(it) && !user.roles.includes(it));
    if (gained.length === 0) return setRoles();
    return confirm({
      title: t('user.gain', { who: user.username }), text: t('user.gainText', { roles: gained.map((it) => t(`role.${it}`)).join(', ') }),
      action: t('action.save'), tone: 'primary', run: setRoles,
    });
  }

  function suspend() {
    const suspended = !user.suspended;
    const deed = suspended ? 'suspend' : 'unsuspend';
    confirm({
      title: t(`user.${deed}`, { who: user.username }), text: t(`user.${deed}Text`), action: t(`action.${deed}`), reason: 'required',
      tone: suspended ? 'danger' : 'primary',
      run: async (reason) => {
        take((await send('PUT', `${path}/suspension`, { body: { suspended, reason } })).body);
        toast(t(`user.${deed}Done`));
      },
    });
  }

  async function makeKey() {
    const draft = { name: '', expiresAt: undefined };
    const made = await dialog({
      title: t('keys.newFor', { who: user.username }),
      placed: () => ['/name', '/expiresAt'],
      view: (d) => {
        const set = (name) => (typed) => {
          draft[name] = typed;
          d.update();
        };
        return html`
          ${text({ id: 'key-name', label: t('keys.name'), hint: t('keys.nameHint'), max: 64, value: draft.name, error: errorAt(d.problem, '/name'), set: set('name') })}
          ${moment({ id: 'key-expires', label: t('keys.expires'), hint: t('keys.expiresHint'), optional: true, value: draft.expiresAt, error: errorAt(d.problem, '/expiresAt'), set: set('expiresAt') })}`;
      },
      actions: () => [{
        text: t('action.create'), disabled: draft.name.trim() === '',
        run: async () => (await send('POST', `${path}/keys`, { body: draft })).body,
      }],
    });
    if (!made) return;
    await showOnce({ title: t('keys.made', { name: made.name }), text: t('keys.madeText'), secret: made.key });
    await keys.load();
  }

  const revoke = (key) => confirm({
    title: t('keys.revoke', { name: key.name }), text: t('keys.revokeText'), action: t('action.revokeKey'),
    run: async () => {
      await send('DELETE', `${path}/keys/${encodeURIComponent(key.id)}`);
      toast(t('keys.revoked'));
      await keys.load();
    },
  });

  page.title = () => user?.username ?? t('page.user');
  page.actions = () => (user ? html`<a class="button" href=${href('player', user.id)}>${t('user.toPlayer')}</a>
    <a class="button" href=${href('audit', { target: user.id })}>${t('player.toAudit')}</a>` : nothing);

  const rolesCard = () => card({
    title: t('users.roles'),
    body: html`<div class="in">${problem(refused)}
      ${boxes({
        legend: html`<span class="unseen">${t('users.roles')}</span>`, chosen: roles, change: page.update,
        options: ROLES.map((it) => [it, t(`role.${it}`), t(`users.may.${it}`), Boolean(user.external) && it !== 'USER']),
      })}
      ${user.external ? html`<p class="faint">${t('user.externalRoles')}</p>` : nothing}
      <p class="deeds">${button({ text: t('user.saveRoles'), tone: 'primary', disabled: unchanged() || roles.size === 0, run: saveRoles })}</p></div>`,
  });

  const accountCard = () => card({
    title: t('player.account'),
    body: html`${facts([
      [t('users.email'), user.email && name(user.email)],
      [t('users.since'), time(user.createdAt)],
      [t('users.changed'), time(user.updatedAt)],
      [t('users.external'), user.external && html`${name(user.external.subject)} <span class="faint">${name(user.external.issuer)}</span>`],
      ['ID', ident(user.id)],
    ])}<div class="in">${user.suspended ? notice('warn', t('user.isSuspended')) : nothing}
      ${user.id === session.user()?.id ? html`<p class="faint">${t('user.own')}</p>`
        : html`<p class="deeds">${button({ text: `${t(user.suspended ? 'action.unsuspend' : 'action.suspend')}…`, tone: user.suspended ? '' : 'danger', run: suspend })}</p>`}</div>`,
  });

  const keysCard = () => card({
    title: t('keys.title'), actions: button({ text: `${t('keys.new')}…`, mark: 'key', run: makeKey }),
    body: html`<p class="in faint">${t('keys.text')}</p>${keys.items ? rows({
      caption: t('keys.title'), rows: keys.items, none: empty(t('keys.none')),
      columns: [
        { head: t('keys.name'), cell: (it) => name(it.name), cls: 'grow' },
        { head: t('keys.since'), cell: (it) => time(it.createdAt) },
        { head: t('keys.used'), cell: (it) => time(it.lastUsedAt, { relative: true, absent: t('keys.never') }) },
        { head: t('keys.expires'), cell: (it) => time(it.expiresAt, { absent: t('keys.noEnd') }) },
        { head: 'ID', cell: (it) => ident(it.id), cls: 'wide' },
        { head: t('part.actions'), cell: (it) => button({ text: `${t('action.revokeKey')}…`, tone: 'small danger', run: () => revoke(it) }), cls: 'tight' },
      ],
    }) : loading()}${keys.nextCursor ? html`<div class="in">${keys.more()}</div>` : nothing}`,
  });

  page.view = () => (!user ? (page.problem ? nothing : loading()) : html`
    <div class="columns">${rolesCard()}${accountCard()}</div>
    ${serves() ? keysCard() : nothing}`);

  start();
  return {};
}
