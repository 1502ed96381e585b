// What users, events and endpoints are called that an answer names by id only; asked once, together, and remembered.
import { get } from '../frame/api.js';
import { html, nothing } from '../frame/lit.js';
import { link } from '../frame/navigation.js';
import { name, person } from '../frame/parts.js';
import * as session from '../frame/session.js';

const MOST = 100;
const FEW = 2;

/** Names by id; undefined for those that are asked for, or that nobody could tell. */
const known = new Map();
let wanted = new Map();

const chunks = (ids) => Array.from({ length: Math.ceil(ids.length / MOST) }, (_, i) => ids.slice(i * MOST, (i + 1) * MOST));

/** A name that an answer had beside the id. */
export function learn(id, called) {
  if (called) known.set(id, called);
}

async function users(ids, signal) {
  for (const chunk of chunks(ids)) {
    const page = await get('/users', { ids: chunk.join(','), limit: MOST }, signal);
    for (const user of page.items) learn(user.id, user.username);
  }
}

/** The newest ones by one question where several are wanted; each by itself that is not among them. */
const objects = (path) => async (ids, signal) => {
  if (ids.length > FEW) for (const it of (await get(path, { limit: MOST }, signal)).items) learn(it.id, it.name);
  await Promise.all(ids.filter((id) => !known.get(id)).map(async (id) => {
    try {
      learn(id, (await get(`${path}/${encodeURIComponent(id)}`, {}, signal)).name);
    } catch (problem) {
      if (problem.status !== 404) throw problem; // It is gone, as a draft may be; then its id is all there is.
    }
  }));
};

const sources = { usr: users, evt: objects('/events'), end: objects('/endpoints') };

/** What the object is called, as far as it is known; the page is painted again once it is. */
export function nameOf(page, id) {
  const kind = /^(usr|evt|end)_/.exec(id ?? '')?.[1];
  if (kind && !known.has(id) && (kind === 'evt' || session.isStaff())) {
    known.set(id, undefined);
    if (wanted.size === 0) queueMicrotask(() => ask(page));
    wanted.set(kind, [...(wanted.get(kind) ?? []), id]);
  }
  return known.get(id);
}

function ask(page) {
  const all = wanted;
  wanted = new Map();
  page.load((signal) => Promise.all([...all].map(([kind, ids]) => sources[kind](ids, signal))), 'names');
  // Who leaves before an answer came asks again on the next page.
  page.signal.addEventListener('abort', () => {
    for (const id of [...all.values()].flat()) if (known.get(id) === undefined) known.delete(id);
  });
}

const short = (id) => `${id.slice(0, 4)}…${id.slice(-6)}`;

/** Somebody, by name where she has one here. */
export const who = (page, id, username) => person(id, username ?? nameOf(page, id));

/** What somebody is called, for sentences. */
export const called = (page, id, username) => username ?? nameOf(page, id) ?? id;

/** An event by its name; staff go on to it from there. */
export function eventLink(page, id) {
  return html`<a href=${link('event', id) ?? nothing}>${name(nameOf(page, id) ?? short(id))}</a>`;
}

export const endpointLink = (page, id) => html`<a href=${link('endpoint', id) ?? nothing}>${name(nameOf(page, id) ?? short(id))}</a>`;
