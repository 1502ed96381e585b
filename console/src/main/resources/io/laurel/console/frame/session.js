// Who is signed in. The access token is in memory and nowhere else; the refresh token is this tab's.
import { exchange, Problem } from './http.js';

const KEPT = 'laurel.refresh';
const MARGIN_MS = 15_000;

let tokens = null;
let refreshing = null;
let again = null;
let askAgain = () => Promise.reject(new Error('nobody can ask'));
const listeners = new Set();

/** The account, as the API shows it; null for nobody. */
export const user = () => tokens?.user ?? null;

/** Whether the account bears one of these roles. */
export const is = (...roles) => roles.some((role) => user()?.roles.includes(role));

/** Whether it may change what players get; an auditor reads only. */
export const mayChange = () => is('OPERATOR', 'ADMIN');

/** Whether it is of the staff, for whom the console is. */
export const isStaff = () => is('OPERATOR', 'AUDITOR', 'ADMIN');

/** Tells of each change of who is signed in. */
export const onChange = (listener) => listeners.add(listener);

/** Says how somebody is asked to sign in again whose session ended in the middle of something. */
export const asksBy = (ask) => { askAgain = ask; };

function keep(body) {
  const before = JSON.stringify(user());
  tokens = body && { user: body.user, access: body.accessToken, until: Date.now() + body.expiresIn * 1000 };
  if (body) sessionStorage.setItem(KEPT, body.refreshToken);
  else sessionStorage.removeItem(KEPT);
  if (JSON.stringify(user()) !== before) listeners.forEach((listener) => listener(user()));
}

/** Fails with the problem of auth.login. */
export async function signIn(login, password) {
  const { body } = await exchange('POST', '/auth/login', { body: { login, password } });
  keep(body);
  return body.user;
}

/** Whoever this tab remembers; null for nobody, or where her session has ended. */
export async function resume() {
  if (!sessionStorage.getItem(KEPT)) return null;
  try {
    await refresh();
  } catch (problem) {
    if (problem.status !== 401) throw problem;
    keep(null);
  }
  return user();
}

/** Ends the session here and there. */
export async function signOut() {
  const access = tokens?.access;
  keep(null);
  if (access) await exchange('POST', '/auth/logout', { token: access }).catch(() => {});
}

/** One for all who wait: a refresh token that is sent twice would end the session. */
function refresh() {
  refreshing ??= exchange('POST', '/auth/refresh', { body: { refreshToken: sessionStorage.getItem(KEPT) } })
    .then(({ body }) => keep(body))
    .finally(() => { refreshing = null; });
  return refreshing;
}

/** Forgets an access token that was refused, so that the next call gets another one. */
export function forget(access) {
  if (tokens?.access === access) tokens.until = 0;
}

/**
 * An access token that is good for a while. Where the session has ended it waits until somebody has
 * signed in again, over what stands on the page.
 */
export async function token() {
  if (tokens && Date.now() < tokens.until - MARGIN_MS) return tokens.access;
  try {
    await refresh();
  } catch (problem) {
    if (!(problem instanceof Problem) || ![400, 401].includes(problem.status)) throw problem;
    again ??= askAgain(user()).finally(() => { again = null; });
    await again;
  }
  return tokens.access;
}
