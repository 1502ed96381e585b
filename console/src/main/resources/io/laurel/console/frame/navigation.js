// Which pages there are, and for whom.
import { href } from './router.js';
import { is, isStaff } from './session.js';

const STAFF = ['OPERATOR', 'AUDITOR', 'ADMIN'];

// The pages: a line each, in the order of the menu. `name` is the first segment of the address and the
// file in pages/; who bears none of `roles` neither sees nor opens it. A page without a `mark` is opened
// from others; `under` says which line of the menu is lit then.
export const pages = [
  { name: 'overview', mark: 'overview', roles: STAFF },
  { name: 'events', mark: 'events', roles: STAFF },
  { name: 'event', under: 'events', roles: STAFF },
  { name: 'approvals', mark: 'approvals', roles: STAFF },
  { name: 'claims', mark: 'claims', roles: STAFF },
  { name: 'claim', under: 'claims', roles: STAFF },
  { name: 'player', mark: 'player', roles: STAFF },
  { name: 'audit', mark: 'audit', roles: STAFF },
  { name: 'users', mark: 'users', roles: ['ADMIN'] },
  { name: 'user', under: 'users', roles: ['ADMIN'] },
  { name: 'endpoints', mark: 'endpoints', roles: STAFF },
  { name: 'endpoint', under: 'endpoints', roles: STAFF },
  { name: 'system', mark: 'system', roles: STAFF },
  { name: 'mine', mark: 'claims', roles: ['USER'], alone: true },
];

/** Whether who is signed in opens a page; a player's own one only where she is nothing else. */
export const admits = (page) => is(...page.roles) && !(page.alone && isStaff());

/** The address of a page as `href` gives it; undefined where there is none for who is signed in. */
export const link = (name, ...rest) => (pages.some((page) => page.name === name && admits(page)) ? href(name, ...rest) : undefined);
