// The part of the address behind '#': `#/events?status=ACTIVE`, `#/event/evt_…`. The first segment is
// the name of a page's file, the others are its parameters, filters stand in the query.

/** What the address says now. */
export function here() {
  const [path, query = ''] = location.hash.replace(/^#/, '').split('?');
  const [name = '', ...params] = path.split('/').slice(1).map(decoded);
  return { name, params, query: Object.fromEntries(new URLSearchParams(query)) };
}

function decoded(segment) {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** The address of a page: `href('event', id)`, `href('events', { status: 'ACTIVE' })`. */
export function href(name, ...rest) {
  const query = typeof rest.at(-1) === 'object' ? rest.pop() : {};
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const path = [name, ...rest].map((segment) => encodeURIComponent(segment)).join('/');
  return `#/${path}${pairs.length > 0 ? `?${new URLSearchParams(pairs)}` : ''}`;
}

/** Goes there. */
export function go(name, ...rest) {
  location.hash = href(name, ...rest);
}

/** Changes filters of this page; what is undefined or empty goes. Typing makes no history. */
export function setQuery(changes) {
  const { name, params, query } = here();
  history.replaceState(null, '', href(name, ...params, { ...query, ...changes }));
  dispatchEvent(new HashChangeEvent('hashchange'));
}
