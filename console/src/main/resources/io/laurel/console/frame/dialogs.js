// What is asked over a page. A dialog outlives a change of the page where something is typed in it.
import { Problem } from './http.js';
import { html, nothing, render } from './lit.js';
import { icon } from './icons.js';
import { field, problem } from './parts.js';
import { t } from './texts.js';

const shown = new Set();
let titles = 0;

/** Returned by an action that leaves its dialog open. */
export const STAY = Symbol('stay');

/**
 * Shows a dialog, and gives what it was closed with; undefined where somebody left it.
 * @param title   its heading
 * @param view    (d) => template. `d.update()` paints it again, `d.problem` is what the last action
 *                met, `d.busy` whether one is running, `d.close(value)` ends it
 * @param actions (d) => [{text, tone, run, disabled, ends}]; the last one is what Enter does; with `ends`
 *                everything is done, and nothing is left to cancel. `run` may be
 *                async; what it gives closes the dialog, unless that is STAY; a Problem is shown
 * @param size    undefined, 'wide' or 'full'
 * @param placed  (d) => pointers whose errors the view shows itself
 * @param leave   false where it cannot be left without an answer
 * @param opened  (d) is called once it is there, such as for d.run(async () => …; return STAY) that reads
 */
export function dialog({ title, view, actions = () => [], size = '', placed = () => [], leave = true, opened }) {
  return new Promise((resolve) => {
    const element = document.createElement('dialog');
    const id = `dialog-${(titles += 1)}`;
    element.className = `dialog ${size}`;
    element.setAttribute('aria-labelledby', id);
    let doubting = false;
    const d = {
      element, problem: null, busy: false, dirty: false,
      update: () => render(whole(), element),
      close(value) {
        shown.delete(d);
        element.close();
        element.remove();
        resolve(value);
      },
      /** Leaves it, after a question where something was typed. */
      leave() {
        if (!leave || d.busy) return;
        if (d.dirty && !doubting) {
          doubting = true;
          d.update();
          element.querySelector('.doubt button').focus();
        } else {
          d.close(undefined);
        }
      },
      async run(action) {
        if (d.busy) return;
        Object.assign(d, { busy: true, problem: null });
        d.update();
        let value = STAY;
        try {
          value = await action();
        } catch (cause) {
          if (!(cause instanceof Problem)) throw cause;
          d.problem = cause;
        } finally {
          d.busy = false;
          d.update();
        }
        if (value !== STAY) return d.close(value);
        if (d.problem) element.querySelector('[aria-invalid="true"], [role="alert"]')?.scrollIntoView({ block: 'nearest' });
      },
    };
    const submit = (event) => {
      event.preventDefault();
      const last = actions(d).at(-1);
      if (last && !last.disabled) d.run(last.run);
    };
    const whole = () => template(actions(d));
    const template = (offered) => html`<form @submit=${submit} novalidate @input=${() => { d.dirty = true; }}>
      <header><h2 id=${id}>${title}</h2>
        ${leave ? html`<button type="button" class="button quiet" aria-label=${t('action.close')} @click=${d.leave}>${icon('close')}</button>` : nothing}</header>
      <div class="body">${problem(d.problem, { placed: placed(d) })}${view(d)}</div>
      ${doubting ? html`<div class="doubt notice warn"><p>${t('dialog.doubt')}</p>
          <button type="button" class="button" @click=${() => { doubting = false; d.update(); }}>${t('dialog.goOn')}</button>
          <button type="button" class="button danger" @click=${() => d.close(undefined)}>${t('dialog.discard')}</button></div>` : nothing}
      <footer>
        ${leave && !offered.some((action) => action.ends) ? html`<button type="button" class="button quiet" @click=${d.leave}>${t(offered.length > 0 ? 'action.cancel' : 'action.close')}</button>` : nothing}
        ${offered.map((action, index, every) => html`<button type=${index === every.length - 1 ? 'submit' : 'button'}
          class="button ${action.tone ?? (index === every.length - 1 ? 'primary' : '')}" ?disabled=${d.busy || action.disabled}
          @click=${index === every.length - 1 ? nothing : () => d.run(action.run)}>${d.busy && index === every.length - 1 ? t('part.busy') : action.text}</button>`)}
      </footer></form>`;
    element.addEventListener('cancel', (event) => {
      event.preventDefault();
      d.leave();
    });
    document.getElementById('dialogs').append(element);
    shown.add(d);
    d.update();
    element.showModal();
    element.querySelector('[autofocus], .body input, .body textarea, .body select')?.focus();
    opened?.(d);
  });
}

/**
 * Asks before something is done. With `reason` ('required' or 'optional') a text is asked for, and
 * `run` gets it. Gives what `run` gave, undefined where somebody left it.
 */
export function confirm({ title, text, action, tone = 'danger', reason, run }) {
  let given = '';
  return dialog({
    title,
    placed: () => ['/reason'],
    view: (d) => html`${text ? html`<p>${text}</p>` : nothing}
      ${reason ? field({
        id: 'reason', label: t('dialog.reason'), optional: reason === 'optional', hint: t('dialog.reasonHint'),
        error: d.problem?.errors?.find((error) => error.pointer === '/reason')?.detail,
        control: (attributes) => html`<textarea id=${attributes.id} rows="3" maxlength="500" autofocus aria-describedby=${attributes.describedBy}
          aria-invalid=${attributes.invalid} @input=${(event) => { given = event.target.value; d.update(); }}></textarea>`,
      }) : nothing}`,
    actions: () => [{
      text: action, tone, disabled: reason === 'required' && given.trim() === '',
      run: async () => (await run(given.trim() || undefined)) ?? true,
    }],
  });
}

/** Tells for some seconds that something is done. */
export function toast(text, tone = 'good') {
  const element = document.createElement('p');
  element.className = `toast ${tone}`;
  element.textContent = text;
  document.getElementById('toasts').append(element);
  setTimeout(() => element.remove(), 6_000);
}

/** Ends those in which nothing was typed; called when the page changes. */
export function leaveUntouched() {
  for (const d of [...shown]) if (!d.dirty && !d.busy) d.leave();
}

addEventListener('beforeunload', (event) => {
  if ([...shown].some((d) => d.dirty)) event.preventDefault();
});
