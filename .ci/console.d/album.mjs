/** The addresses of each page of the menu, and of one of each kind that others lead to. */
export async function album(page, admin, name = 'Bring your friends') {
  const events = (await admin('GET', '/events?limit=100')).items;
  const event = events.find((each) => each.name === name);
  const [claim] = (await admin('GET', `/claims?eventId=${event.id}&limit=1`)).items;
  const menu = await page.$$eval('nav a', (links) => links.map((link) => link.getAttribute('href').slice(2)));
  const server = (await admin('GET', '/users?role=SERVICE&limit=1')).items[0];
  const endpoint = (await admin('GET', '/endpoints?limit=1')).items[0];
  return [
    ...menu, 'events?view=timeline', `event/${event.id}`, `claim/${claim.id}`, `player/${claim.userId}`, `user/${server.id}`, `endpoint/${endpoint.id}`,
  ];
}
