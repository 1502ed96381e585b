// Accounts, for administrators: who may what; and a new game server with its key in one go.
import { newKey, send } from '../frame/api.js';
import { dialog } from '../frame/dialogs.js';
import { html, nothing } from '../frame/lit.js';
import { Listing } from '../frame/listing.js';
import { badge, button, empty, errorAt, ident, loading, name, search, select, time } from '../frame/parts.js';
import { go, href } from '../frame/router.js';
import { t } from '../frame/texts.js';
import { anyOf } from '../domain/filters.js';
import { text } from '../domain/forms.js';
import { boxes, password } from '../domain/inputs.js';
import { rows } from '../domain/rows.js';

const ROLES = ['USER', 'OPERATOR', 'AUDITOR', 'ADMIN', 'SERVICE'];

export function open(page) {
  const list = new Listing(page, '/users', () => ({ q: page.query.q, role: page.query.role }));

  /** A game server needs no password; it gets its first key right after. */
  async function create(service) {
    const draft = { username: '', email: '', ...(service ? {} : { password: '' }) };
    const roles = new Set([service ? 'SERVICE' : 'USER']);
    const key = newKey();
    const about = (d, name) => ({
      id: `account-${name}`, value: draft[name], error: errorAt(d.problem, `/${name}`),
      set: (typed) => {
        draft[name] = typed;
        d.update();
      },
    });
    const made = await dialog({
      title: t(service ? 'users.newService' : 'users.new'),
      placed: () => ['/username', '/email', '/password', '/roles'],
      view: (d) => html`
        ${service ? html`<p>${t('users.serviceText')}</p>` : nothing}
        ${text({ ...about(d, 'username'), label: t('users.username'), hint: t('users.usernameHint'), max: 32 })}
        ${text({ ...about(d, 'email'), label: t('users.email'), max: 254 })}
        ${service ? nothing : html`${password({ ...about(d, 'password'), label: t('users.password'), hint: t('users.passwordHint') })}
          ${boxes({
            legend: t('users.roles'), chosen: roles, change: d.update, error: errorAt(d.problem, '/roles'),
            options: ROLES.filter((it) => it !== 'SERVICE').map((it) => [it, t(`role.${it}`), t(`users.may.${it}`)]),
          })}`}`,
      actions: () => [{
        text: t('action.create'), disabled: Object.values(draft).includes('') || roles.size === 0,
        run: async () => (await send('POST', '/users', { body: { ...draft, roles: [...roles] }, key })).body,
      }],
    });
    if (made) go('user', made.id, service ? { key: 'new' } : {});
  }

  page.actions = () => html`${button({ text: `${t('users.newService')}…`, mark: 'key', run: () => create(true) })}
    ${button({ text: `${t('users.new')}…`, mark: 'plus', run: () => create(false) })}`;

  page.view = () => html`
    <form class="filters" role="search" @submit=${(event) => event.preventDefault()}>
      ${search({ label: t('users.find'), value: page.query.q, placeholder: t('users.hint'), change: (q) => page.setQuery({ q }) })}
      ${select({ label: t('users.role'), options: anyOf(ROLES, (it) => t(`role.${it}`)), value: page.query.role, change: (role) => page.setQuery({ role }) })}</form>
    ${list.items ? html`${rows({
      caption: t('page.users'), rows: list.items, link: (it) => href('user', it.id), none: empty(t('users.none')),
      columns: [
        { head: t('users.username'), cell: (it) => html`${name(it.username)} ${it.suspended ? badge('account', 'SUSPENDED') : nothing}` },
        { head: t('users.email'), cell: (it) => name(it.email ?? '–'), cls: 'grow' },
        { head: t('users.roles'), cell: (it) => it.roles.map((role) => badge('role', role)) },
        { head: t('users.since'), cell: (it) => time(it.createdAt), cls: 'wide' },
        { head: 'ID', cell: (it) => ident(it.id), cls: 'wide' },
      ],
    })}${list.items.length > 0 ? list.more() : nothing}` : page.problem ? nothing : loading()}`;

  list.load();
  return { changed: list.load };
}
