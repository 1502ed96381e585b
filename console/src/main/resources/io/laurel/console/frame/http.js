// One request and its answer. Who is signed in is not known here.
const BASE = '/api/v1';
const PATIENCE_MS = 65_000;

/** A refusal or fault (RFC 9457), or that nobody answered: `status` 0, `code` 'unreachable'. */
export class Problem extends Error {
  constructor(status, body, retryAfter) {
    super(body.detail ?? body.title ?? body.code);
    this.status = status;
    this.code = body.code;
    this.detail = body.detail;
    this.errors = body.errors ?? [];
    this.conditions = body.conditions ?? [];
    this.requestId = body.requestId;
    this.retryAfter = retryAfter;
  }

  /** What was asked for may have been done or not. */
  get uncertain() {
    return this.status === 0 || this.status === 504;
  }
}

/** Path and query as they are sent; what is undefined or empty in a query is left out. */
export function address(path, query = {}) {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return BASE + path + (pairs.length > 0 ? `?${new URLSearchParams(pairs)}` : '');
}

/**
 * Sends one request. Fails with Problem, or with an AbortError once `signal` is.
 * @returns {Promise<{status: number, body: any, etag: ?string, headers: Headers}>}
 */
export async function exchange(method, path, { query, body, token, etag, key, accept, signal, patience = PATIENCE_MS } = {}) {
  const headers = { Accept: accept ?? 'application/json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (token) headers.Authorization = `Bearer ${token}`;
  if (etag) headers['If-Match'] = etag;
  if (key) headers['Idempotency-Key'] = key;
  const limit = AbortSignal.timeout(patience);
  let response, text;
  try {
    response = await fetch(address(path, query), {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
      cache: 'no-store',
      credentials: 'omit',
    });
    text = await response.text();
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new Problem(0, { code: 'unreachable' });
  }
  const type = response.headers.get('Content-Type') ?? '';
  const parsed = /[/+]json/.test(type) ? JSON.parse(text) : text;
  if (!response.ok) {
    const after = Number(response.headers.get('Retry-After'));
    const problem = typeof parsed === 'object' ? parsed : { code: 'internal', title: response.statusText };
    throw new Problem(response.status, problem, after > 0 ? after : undefined);
  }
  return { status: response.status, body: parsed, etag: response.headers.get('ETag'), headers: response.headers };
}
