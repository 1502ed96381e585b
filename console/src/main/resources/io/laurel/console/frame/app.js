// Begins: language, session, then the page that the address names; and what stands around it.
import { leaveUntouched } from './dialogs.js';
import { icon } from './icons.js';
import { html, nothing, render } from './lit.js';
import { admits, pages } from './navigation.js';
import { Page } from './page.js';
import { badge, loading, problem } from './parts.js';
import { language, preferences, prepare } from './preferences.js';
import { here, href } from './router.js';
import * as session from './session.js';
import { signInAgain, signInPage } from './signin.js';
import { speak, t } from './texts.js';

const root = document.getElementById('app');
let page = null;
let opened = null;
let note = '';
let menu = false;
let failed = null;
let starting = true;
let who;

const door = signInPage({ update: () => paint(), note: () => note });

const admitted = () => pages.filter(admits);

function paint() {
  const user = session.user();
  render(starting ? beginning() : user ? frame(user) : door(), root);
  document.title = user && page ? `${heading()} · Laurel` : 'Laurel';
}

const beginning = () => html`<div class="before">${failed ? problem(failed, { again: () => begin() }) : loading()}</div>`;

const frame = (user) => html`
  <button type="button" class="skip" @click=${() => document.getElementById('main').focus()}>${t('frame.skip')}</button>
  <div class="frame ${menu ? 'menu-open' : ''}">
    <header class="top">
      <button type="button" class="button quiet" aria-expanded=${String(menu)} aria-controls="menu" aria-label=${t('frame.menu')}
        @click=${() => { menu = !menu; paint(); }}>${icon('menu')}</button>
      <a class="brand" href="#/">${icon('laurel')}<span>Laurel</span></a>
    </header>
    <aside class="side" id="menu">
      <a class="brand" href="#/">${icon('laurel')}<span>Laurel</span></a>
      <nav aria-label=${t('frame.pages')}>${admitted().filter((each) => each.mark).map((each) => html`
        <a href=${href(each.name)} aria-current=${current(each) ? 'page' : nothing}>${icon(each.mark)}<span>${t(`page.${each.name}`)}</span></a>`)}</nav>
      <div class="who">
        <p class="person"><bdi class="name" title=${user.username}>${user.username}</bdi></p>
        <p>${user.roles.map((role) => badge('role', role))}</p>
        <div class="tools">${language()} ${preferences()}
          <a class="button quiet" href="/docs/" title=${t('frame.docs')} aria-label=${t('frame.docs')}>${icon('book')}</a>
          <button type="button" class="button quiet" title=${t('frame.signOut')} aria-label=${t('frame.signOut')} @click=${leave}>${icon('out')}</button></div>
      </div>
    </aside>
    ${menu ? html`<div class="veil" @click=${() => { menu = false; paint(); }}></div>` : nothing}
    <main id="main" tabindex="-1" aria-busy=${String((page?.busy ?? 0) > 0)}>
      <div class="progress ${page?.busy ? 'on' : ''}"></div>
      <div class="head"><h1><bdi>${heading()}</bdi></h1><div class="actions">${page?.actions?.() ?? nothing}</div></div>
      ${problem(page?.problem, { again: page?.problem?.again })}
      <div class="page">${page?.view?.() ?? (page?.problem ? nothing : loading())}</div>
    </main>
  </div>`;

/** What the page says it shows, or else the line of the menu. */
const heading = () => page?.title?.() ?? (page ? t(`page.${page.name}`) : '');

function current(each) {
  const line = pages.find(({ name }) => name === page?.name);
  return (line?.under ?? line?.name) === each.name;
}

async function leave() {
  await session.signOut();
  location.hash = '#/';
}

/** Opens what the address names, or tells the open page that its filters changed. */
async function route() {
  if (!session.user()) return paint();
  const to = here();
  const line = admitted().find(({ name }) => name === to.name);
  if (!line) {
    const first = admitted()[0];
    if (first && (to.name === '' || pages.some(({ name }) => name === to.name))) return void location.replace(href(first.name));
  }
  if (page && opened && to.name === page.name && to.params.join('/') === page.params.join('/')) {
    page.query = to.query;
    opened.changed?.();
    return page.update();
  }
  page?.end();
  leaveUntouched();
  menu = false;
  const next = new Page(to, paint);
  page = next;
  opened = null;
  if (!line) {
    Object.assign(page, { title: () => t('frame.nothing'), view: () => html`<p>${t('frame.nothingHere')}</p><p><a href="#/">${t('frame.home')}</a></p>` });
    return paint();
  }
  paint();
  try {
    const module = await import(`../pages/${line.name}.js`);
    if (page !== next) return;
    opened = module.open(page) ?? {};
  } catch (cause) {
    if (page !== next) return;
    // Where the console was replaced by a newer one, files of the old one are gone.
    page.view = () => html`<div class="notice warn" role="alert"><p>${t('frame.newer')}</p>
      <button type="button" class="button" @click=${() => location.reload()}>${t('frame.reload')}</button></div>`;
    paint();
    throw cause;
  }
  paint();
  document.getElementById('main')?.focus({ preventScroll: true });
  scrollTo(0, 0);
}

/** Nobody is left on a page that is not hers; who stays who she was, keeps what she does. */
function whoChanged(user) {
  const stays = user && user.id === who && admitted().some(({ name }) => name === page?.name);
  who = user?.id;
  if (stays) return paint();
  page?.end();
  page = null;
  opened = null;
  if (user && admitted().length === 0) {
    note = t(user.roles.includes('SERVICE') ? 'signIn.service' : 'signIn.nobody');
    session.signOut();
  } else {
    if (user) note = '';
    route();
  }
  paint();
}

async function begin() {
  failed = null;
  try {
    who = (await session.resume())?.id;
    starting = false;
  } catch (cause) {
    failed = cause;
  }
  paint();
  if (!starting) route();
}

prepare(paint);
session.asksBy(signInAgain);
await speak();
root.replaceChildren();
await begin();
session.onChange(whoChanged);
addEventListener('hashchange', route);
addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || !menu) return;
  menu = false;
  paint();
});
