// Finding a player: by the beginning of her name here, or by the id that the studio knows.
import { html, nothing } from '../frame/lit.js';
import { Listing } from '../frame/listing.js';
import { badge, empty, ident, loading, name, search, time } from '../frame/parts.js';
import { href } from '../frame/router.js';
import { t } from '../frame/texts.js';
import { rows } from './rows.js';

export function searchPlayers(page) {
  const list = new Listing(page, '/users', () => ({ q: page.query.q, role: 'USER' }));

  const other = (q) => html`<p><a class="button" href=${href('player', q)}>${t('players.other')} <code><bdi>${q}</bdi></code></a></p>`;

  page.view = () => html`
    <form class="filters" role="search" @submit=${(event) => event.preventDefault()}>
      ${search({ label: t('players.find'), value: page.query.q, placeholder: t('players.hint'), change: (q) => page.setQuery({ q }) })}
      ${page.query.q ? other(page.query.q) : nothing}</form>
    ${list.items ? html`${rows({
      caption: t('page.player'), rows: list.items, link: (it) => href('player', it.id), none: empty(t('players.none')),
      columns: [
        { head: t('users.username'), cell: (it) => html`${name(it.username)} ${it.suspended ? badge('account', 'SUSPENDED') : nothing}` },
        { head: t('users.email'), cell: (it) => name(it.email ?? '–'), cls: 'grow' },
        { head: t('users.since'), cell: (it) => time(it.createdAt) },
        { head: 'ID', cell: (it) => ident(it.id), cls: 'wide' },
      ],
    })}${list.items.length > 0 ? list.more() : nothing}` : page.problem ? nothing : loading()}`;

  list.load();
  return { changed: list.load };
}
