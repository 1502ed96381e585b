// What jobs find besides what the demo tells, made by the operations that every client has.
const DAY_MS = 86_400_000;
const days = (n) => new Date(Date.now() + n * DAY_MS).toISOString();

let servers;
/** A game server's calls: `await (await server(api))('POST', …)`. */
async function server(api) {
  servers ??= (async () => {
    const admin = await api('admin');
    const account = await admin('POST', '/users', { username: 'shard-7', email: 'shard-7@example.com', roles: ['SERVICE'] });
    const { key } = await admin('POST', `/users/${account.id}/keys`, { name: 'jobs' });
    const { accessToken } = await admin('POST', '/auth/token', { key });
    return (method, path, body) => admin(method, path, body, { Authorization: `Bearer ${accessToken}` });
  })();
  return servers;
}

/** An event that runs, with one reward. */
export async function runs(api, terms, reward) {
  const admin = await api('admin');
  const event = await admin('POST', '/events', { startsAt: days(-6), endsAt: days(9), ...terms });
  await admin('POST', `/events/${event.id}/rewards`, { type: 'ITEM', ...reward });
  await admin('PUT', `/events/${event.id}/state`, { state: 'PUBLISHED' });
  return event;
}

/** Facts of players, some hours ago each. */
export async function record(api, facts) {
  await (await server(api))('POST', '/activities', {
    activities: facts.map(({ hoursAgo, ...fact }, i) => ({ id: `job/${Date.now()}/${i}`, at: new Date(Date.now() - hoursAgo * 3_600_000).toISOString(), ...fact })),
  });
}

/** A claim of a player that only the studio knows. */
export const claims = async (api, event, userId) => (await server(api))('POST', `/events/${event.id}/claims`, { userId });

/** An event whose claims wait for approval, with so many of them; players are in the order of their claims. */
export async function waiting(api, count) {
  const event = await runs(api, {
    name: `Velvet days ${Date.now() % 100_000}`, approval: 'MANUAL', conditions: [{ type: 'INVITE_FRIENDS', params: { count: 3 }, label: 'Invite three friends' }],
  }, { name: 'Velvet saddle' });
  const players = Array.from({ length: count }, (_, i) => `steam:${event.id.slice(-6)}${1_000 + i}`);
  await record(api, players.flatMap((userId) => [5, 30, 55].map((hoursAgo) => ({ userId, type: 'INVITE', hoursAgo }))));
  for (const player of players) await claims(api, event, player);
  return { event, players };
}

/** A claim whose delivery has failed for good, because nobody listens at `port`. */
export async function failing(api) {
  const admin = await api('admin');
  const port = Number(process.env.RECEIVER_PORT);
  const endpoint = await admin('POST', '/endpoints', { name: 'Harbor', channel: 'WEBHOOK', url: `http://127.0.0.1:${port}/rewards` });
  const event = await runs(api, {
    name: 'Harbor race', conditions: [{ type: 'ACTIVITY_COUNT', params: { activity: 'WIN', target: 2 }, label: 'Win twice' }],
  }, { name: 'Sail of the north', delivery: { endpointId: endpoint.id } });
  const userId = 'steam:76561198000009999';
  await record(api, [2, 26, 50, 51, 52].map((hoursAgo) => ({ userId, type: 'WIN', hoursAgo })));
  const made = await claims(api, event, userId);
  for (const end = Date.now() + 20_000; ;) {
    const claim = await admin('GET', `/claims/${made.id}`);
    if (claim.deliveries.some((it) => it.state === 'FAILED')) return { claim, port };
    if (Date.now() > end) throw new Error('The delivery does not fail');
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
}
