// The journey of the README by a client that is generated from the contract: types of openapi-typescript, calls of
// openapi-fetch. node journey.js BASE_URL; the administrator's password is in ADMIN_PASSWORD.
import createClient, { type Middleware } from 'openapi-fetch';
import type { components, paths } from './schema.js';

type Problem = components['schemas']['Problem'];

function given(value: string | undefined): string {
  if (value === undefined) {
    throw new Error('usage: ADMIN_PASSWORD=… node journey.js BASE_URL');
  }
  return value;
}

const baseUrl = given(process.argv[2]);
const adminPassword = given(process.env['ADMIN_PASSWORD']);

const bearer = (token: string): Middleware => ({
  onRequest({ request }) {
    request.headers.set('Authorization', `Bearer ${token}`);
    return request;
  },
});

function client(token?: string) {
  const made = createClient<paths>({ baseUrl });
  if (token !== undefined) {
    made.use(bearer(token));
  }
  return made;
}

function had<T>(answer: { data?: T; error?: Problem }): T {
  if (answer.data === undefined) {
    throw new Error(`${answer.error?.status} ${answer.error?.code}: ${answer.error?.detail}`);
  }
  return answer.data;
}

function expect(what: string, real: unknown, wanted: unknown): void {
  if (real !== wanted) {
    throw new Error(`${what}: ${String(real)} instead of ${String(wanted)}`);
  }
}

const anybody = client();
const name = 'grace';
const password = 'correct-horse-battery';

const user = had(
  await anybody.POST('/auth/register', {
    body: { email: 'grace@example.com', username: name, password },
  }),
);
expect('roles', user.roles.join(), 'USER');
const player = client(had(await anybody.POST('/auth/login', { body: { login: name, password } })).accessToken);
const admin = client(
  had(await anybody.POST('/auth/login', { body: { login: 'admin', password: adminPassword } })).accessToken,
);

// Fields that have a default may be left out.
const event = had(
  await admin.POST('/events', {
    body: { name: 'Spring festival', startsAt: '2026-01-01T00:00:00Z', endsAt: '2099-01-01T00:00:00Z' },
  }),
);
expect('state', event.state, 'DRAFT' satisfies components['schemas']['EventState']);
const path = { eventId: event.id };
const reward = had(
  await admin.POST('/events/{eventId}/rewards', {
    params: { path },
    body: { name: '100 gems', type: 'CURRENCY', quantity: 100, stock: 1000, attributes: { icon: 'gem', deep: { of: null } } },
  }),
);
expect('quantity', reward.quantity, 100);
had(await admin.PUT('/events/{eventId}/state', { params: { path }, body: { state: 'PUBLISHED' } }));

// Null is said by its type, where a patch takes it.
const read = await admin.GET('/events/{eventId}', { params: { path } });
const edited = had(
  await admin.PATCH('/events/{eventId}', {
    params: { path, header: { 'If-Match': read.response.headers.get('ETag') ?? '' } },
    body: { description: null },
  }),
);
expect('version', edited.version, event.version + 1);

const header = { 'Idempotency-Key': 'first-try' };
const claim = had(await player.POST('/events/{eventId}/claims', { params: { path, header }, body: {} }));
expect('status', claim.status, 'GRANTED');
const again = had(await player.POST('/events/{eventId}/claims', { params: { path, header }, body: {} }));
expect('the same claim', again.id, claim.id);
const refused = await player.POST('/events/{eventId}/claims', { params: { path }, body: {} });
expect('refusal', refused.error?.code, 'already-claimed' satisfies components['schemas']['ProblemCode']);
const mine = had(await player.GET('/me/claims', { params: { query: { limit: 5 } } }));
expect('own claims', mine.items[0]?.id, claim.id);
console.log(`typescript: ${claim.id} is ${claim.status}`);
