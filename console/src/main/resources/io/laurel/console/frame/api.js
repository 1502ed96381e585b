// The operations, for who is signed in.
import { exchange, Problem } from './http.js';
import * as session from './session.js';

export { Problem };

/** Whoever only reads sends nothing that changes; the server would refuse it anyway. */
function guard(method, path) {
  if (method !== 'GET' && !session.mayChange() && !path.startsWith('/auth/')) {
    throw new Problem(403, { code: 'forbidden' });
  }
}

/**
 * Sends a request as who is signed in; a token that ran out is replaced once.
 * @param options `query`, `body`, `etag` (If-Match), `key` (Idempotency-Key), `accept`, `signal`
 * @returns {Promise<{status, body, etag, headers}>} Fails with Problem.
 */
export async function send(method, path, options = {}) {
  guard(method, path);
  for (let tries = 1; ; tries++) {
    const token = await session.token();
    try {
      return await exchange(method, path, { ...options, token });
    } catch (problem) {
      if (tries > 1 || problem.status !== 401 || problem.code !== 'unauthorized') throw problem;
      session.forget(token);
    }
  }
}

/** Reads, and gives the body alone. */
export const get = async (path, query, signal) => (await send('GET', path, { query, signal })).body;

/** All items of a list; `most` of them where there are more. */
export async function all(path, query, signal, most = 1_000) {
  const items = [];
  let cursor;
  do {
    const page = await get(path, { ...query, limit: 100, cursor }, signal);
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor && items.length < most);
  return items;
}

/** For Idempotency-Key: one for each thing that is made, kept while it is sent again. */
export function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
