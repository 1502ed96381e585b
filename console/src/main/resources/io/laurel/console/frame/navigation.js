// The pages: a line each, in the order of the menu. `name` is the first segment of the address and the
// file in pages/; who bears none of `roles` neither sees nor opens it. A page without a `mark` is opened
// from others; `under` says which line of the menu is lit then.
const STAFF = ['OPERATOR', 'AUDITOR', 'ADMIN'];

export const pages = [
  { name: 'overview', mark: 'overview', roles: STAFF },
  { name: 'events', mark: 'events', roles: STAFF },
  { name: 'event', under: 'events', roles: STAFF },
  { name: 'mine', mark: 'claims', roles: ['USER'], alone: true },
];
