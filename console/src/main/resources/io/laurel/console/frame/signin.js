// How somebody signs in: on a page of its own, or over the page on which her session ended.
import { dialog } from './dialogs.js';
import { icon } from './icons.js';
import { html, nothing } from './lit.js';
import { field, problem } from './parts.js';
import * as session from './session.js';
import { language, preferences } from './preferences.js';
import { t } from './texts.js';

const inputs = (state, login) => html`
  ${login ? html`<input type="hidden" name="login" value=${login}>` : field({
    id: 'login', label: t('signIn.login'),
    control: ({ id }) => html`<input id=${id} name="login" autocomplete="username" autocapitalize="none" spellcheck="false" required autofocus
      @input=${(event) => { state.login = event.target.value; }}>`,
  })}
  ${field({
    id: 'password', label: t('signIn.password'),
    control: ({ id }) => html`<input id=${id} name="password" type="password" autocomplete="current-password" required
      @input=${(event) => { state.password = event.target.value; }}>`,
  })}`;

/** The page for who is not signed in; `note` says why, if there is something to say. */
export function signInPage({ update, note }) {
  const state = { login: '', password: '', busy: false, problem: null };
  const submit = async (event) => {
    event.preventDefault();
    // What a browser filled in by itself makes no event.
    const form = new FormData(event.target);
    Object.assign(state, { busy: true, problem: null });
    update();
    try {
      await session.signIn(form.get('login'), form.get('password'));
    } catch (cause) {
      state.problem = cause;
    }
    state.busy = false;
    update();
  };
  return () => html`<div class="door">
    <main class="door-card">
      <div class="brand large">${icon('laurel')}<h1>Laurel</h1></div>
      <p class="faint">${t('signIn.welcome')}</p>
      ${note() ? html`<div class="notice warn" role="alert"><div>${note()}</div></div>` : nothing}
      ${problem(state.problem)}
      <form @submit=${submit}>
        ${inputs(state)}
        <button class="button primary block" ?disabled=${state.busy}>${state.busy ? t('part.busy') : t('signIn.do')}</button>
      </form>
    </main>
    <footer class="door-foot">${language()} ${preferences()} <a href="/docs/">${t('frame.docs')}</a></footer>
  </div>`;
}

/** Asks `user` to sign in again, over what is there; ends once somebody has. */
export async function signInAgain(user) {
  const state = { password: '' };
  await dialog({
    title: t('signIn.again'), leave: false,
    view: () => html`<p>${t('signIn.ended', { name: user?.username ?? '' })}</p>${inputs(state, user?.username)}`,
    actions: () => [
      { text: t('signIn.other'), tone: 'quiet', run: async () => { await session.signOut(); location.reload(); } },
      {
        text: t('signIn.do'),
        run: async () => {
          const who = await session.signIn(user?.username ?? state.login, state.password);
          if (user && who.id !== user.id) location.reload();
          return true;
        },
      },
    ],
  });
}
