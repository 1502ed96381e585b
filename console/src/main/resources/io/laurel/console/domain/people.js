// Names of accounts that the API gives by id alone.
import { get } from '../frame/api.js';

const known = new Map();
const MOST = 100;

/** Reads the usernames of these ids, as far as they are not known; players of the studio have none. */
export async function learn(ids, signal) {
  const missing = [...new Set(ids)].filter((id) => id?.startsWith('usr_') && !known.has(id)).slice(0, MOST);
  if (missing.length === 0) return;
  const { items } = await get('/users', { ids: missing.join(','), limit: MOST }, signal);
  for (const user of items) known.set(user.id, user.username);
}

/** The username of an id; undefined where it is not known. */
export const usernameOf = (id) => known.get(id);
