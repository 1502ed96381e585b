// What pages are made of. Each is a function from what to show to a template; none keeps anything.
import { html, nothing, repeat } from './lit.js';
import { icon } from './icons.js';
import { link as linkTo } from './navigation.js';
import * as session from './session.js';
import { ago, exactly, has, moment, number, t } from './texts.js';

/** A status in its color: `badge('event', 'ACTIVE')`; kinds are event, claim, delivery, health. */
export const badge = (kind, value) => html`<span class="badge ${kind}-${value}">${t(`${kind}.${value}`)}</span>`;

/** An instant as people say it; all of it when looked at closely. `absent` where there is none. */
export const time = (instant, { relative = false, absent = '–' } = {}) =>
  instant ? html`<time datetime=${instant} title=${exactly(instant)}>${relative ? ago(instant) : moment(instant)}</time>` : absent;

/** An id, short, copied by a click. */
export const ident = (id) => html`<button type="button" class="ident" title=${t('part.copy', { id })} @click=${(event) => copyText(event, id)}>
  <bdi>${id.length > 16 ? `${id.slice(0, 4)}…${id.slice(-6)}` : id}</bdi></button>`;

async function copyText(event, text) {
  event.stopPropagation();
  event.preventDefault();
  const { toast } = await import('./dialogs.js');
  try {
    await navigator.clipboard.writeText(text);
    toast(t('part.copied', { id: text }));
  } catch {
    // A page that came without HTTPS has no clipboard; then it can at least be marked.
    toast(text);
  }
}

/** A name that somebody else chose: it changes neither the direction nor the width of what is around it. */
export const name = (text) => html`<bdi class="name">${text}</bdi>`;

/** A player or colleague, by name where there is one; leads to her page. */
export const person = (id, username) =>
  !id ? '–' : id === 'system' ? html`<span class="faint">${t('part.system')}</span>`
    : html`<a class="person" href=${linkTo('player', id) ?? nothing}>${name(username ?? shortened(id))}</a>`;
const shortened = (id) => (id.length > 24 ? `${id.slice(0, 8)}…${id.slice(-6)}` : id);

/**
 * What went wrong, and what to do. Errors of fields that have a place of their own are left out by
 * `placed`, a list of pointers; one that ends with a slash stands for all below it.
 */
export function problem(it, { again, placed = [] } = {}) {
  if (!it) return nothing;
  const title = has(`problem.${it.code}`) ? t(`problem.${it.code}`) : (it.detail ?? t('problem.unknown'));
  const errors = (it.errors ?? []).filter(({ pointer }) => !placed.some((place) => pointer === place || (place.endsWith('/') && pointer.startsWith(place))));
  return html`<div class="notice bad" role="alert">
    ${icon('warning')}
    <div>
      <p class="strong">${title}</p>
      ${it.detail && it.detail !== title ? html`<p>${it.detail}</p>` : nothing}
      ${it.retryAfter ? html`<p>${t('problem.wait', { seconds: it.retryAfter })}</p>` : nothing}
      ${errors.length > 0 ? html`<ul>${errors.map((error) => html`<li><code>${error.pointer}</code> ${error.detail}</li>`)}</ul>` : nothing}
      ${it.requestId ? html`<p class="small faint"><a href="/problems/${it.code}" target="_blank" rel="noopener">${it.code}</a> · ${it.requestId}</p>` : nothing}
    </div>
    ${again ? html`<button type="button" class="button small" @click=${again}>${t('action.again')}</button>` : nothing}
  </div>`;
}

/** What the API says about one field: `errorAt(problem, '/name')`; undefined for nothing. */
export const errorAt = (it, pointer) => it?.errors?.find((error) => error.pointer === pointer)?.detail;

/** Something to know: tone is info, good, warn or bad. */
export const notice = (tone, content) => html`<div class="notice ${tone}"><div>${content}</div></div>`;

/** A framed part of a page. */
export const card = ({ title, actions, body, cls = '' }) => html`<section class="card ${cls}">
  ${title || actions ? html`<header><h2>${title ?? nothing}</h2><div class="actions">${actions ?? nothing}</div></header>` : nothing}
  ${body}
</section>`;

/** One number to look at; `link` leads to what is behind it, tone is undefined, warn or bad. */
export const stat = ({ label, value, hint, link, tone }) => {
  const inside = html`<span class="label">${label}</span><span class="value">${typeof value === 'number' ? number(value) : value}</span>
    <span class="hint">${hint ?? nothing}</span>`;
  return link ? html`<a class="stat ${tone ?? ''}" href=${link}>${inside}</a>` : html`<div class="stat ${tone ?? ''}">${inside}</div>`;
};

/** While nothing is there yet. */
export const loading = () => html`<p class="loading" role="status">${t('part.loading')}</p>`;

/** Where nothing is to be shown; says what to do. */
export const empty = (text, action) => html`<div class="empty"><p>${text}</p>${action ?? nothing}</div>`;

/**
 * A table. Columns are `{head, cell: (row) => …, cls}`; cls is `num` for numbers, `tight` for as little
 * width as possible, `grow` for what takes the rest and is cut where it is too long, `wide` for what
 * a narrow screen leaves out. With `link`, its first cell leads there; with `chosen`, a Set of ids,
 * rows have a box, and `choose` is called with the new set.
 */
export function table({ caption, columns, rows, link, id = (row) => row.id, chosen, choose, none }) {
  if (rows.length === 0) return none ?? empty(t('part.none'));
  const cell = (column, row, index) => {
    const content = column.cell(row);
    const target = index === 0 && link ? link(row) : undefined;
    return html`<td class=${column.cls ?? ''} data-head=${column.head}>${target ? html`<a class="row-link" href=${target}>${content}</a>` : content}</td>`;
  };
  const toggle = (row, on) => {
    const next = new Set(chosen);
    if (on) next.add(id(row));
    else next.delete(id(row));
    choose(next);
  };
  const every = chosen && rows.every((row) => chosen.has(id(row)));
  return html`<div class="table" tabindex="0" role="region" aria-label=${caption}><table>
    <caption class="unseen">${caption}</caption>
    <thead><tr>
      ${chosen ? html`<th class="tight"><input type="checkbox" aria-label=${t('part.chooseAll')} .checked=${every}
        @change=${(event) => choose(event.target.checked ? new Set(rows.map(id)) : new Set())}></th>` : nothing}
      ${columns.map((column) => html`<th scope="col" class=${column.cls ?? ''}>${column.head}</th>`)}
    </tr></thead>
    <tbody>${repeat(rows, id, (row) => html`<tr class=${chosen?.has(id(row)) ? 'chosen' : ''}>
      ${chosen ? html`<td class="tight"><input type="checkbox" aria-label=${t('part.choose', { id: id(row) })} .checked=${chosen.has(id(row))}
        @change=${(event) => toggle(row, event.target.checked)}></td>` : nothing}
      ${columns.map((column, index) => cell(column, row, index))}</tr>`)}</tbody>
  </table></div>`;
}

/** Facts in two columns; a value that is undefined is left out. */
export const facts = (pairs) => html`<dl class="facts">${pairs.filter(([, value]) => value !== undefined && value !== null)
  .map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`;

let fields = 0;
/**
 * A labelled control. `control` is called with attributes' values `{id, describedBy, invalid}`, which
 * belong on the input: `<input id=${id} aria-describedby=${describedBy} aria-invalid=${invalid}>`.
 */
export function field({ label, hint, error, optional, cls = '', id = `field-${(fields += 1)}`, control }) {
  const about = `${id}-about`;
  return html`<div class="field ${cls}">
    <label for=${id}>${label}${optional ? html` <span class="faint">${t('part.optional')}</span>` : nothing}</label>
    ${control({ id, describedBy: about, invalid: error ? 'true' : 'false' })}
    <p id=${about} class=${error ? 'error' : 'hint'}>${error ?? hint ?? nothing}</p>
  </div>`;
}

/** One of a few, as a row of buttons: options are `[value, text]`. */
export const choice = ({ label, options, value, change }) => html`<div class="choice" role="group" aria-label=${label}>
  ${options.map(([each, text]) => html`<button type="button" aria-pressed=${String(each === value)} @click=${() => change(each)}>${text}</button>`)}
</div>`;

/** A select as a filter: options are `[value, text]`, '' is all of them. */
export const select = ({ label, options, value, change }) => html`<label class="filter"><span>${label}</span>
  <select @change=${(event) => change(event.target.value)}>
    ${options.map(([each, text]) => html`<option value=${each} ?selected=${each === (value ?? '')}>${text}</option>`)}
  </select></label>`;

/** A text as a filter; `change` is called a moment after the last key. */
export const search = ({ label, value, change, placeholder }) => html`<label class="filter grow"><span>${label}</span>
  <input type="search" maxlength="120" .value=${value ?? ''} placeholder=${placeholder ?? ''} @input=${(event) => later(event.target, change)}></label>`;

/** A day as a filter, such as 2026-11-30; '' for none. */
export const dayFilter = ({ label, value, change }) => html`<label class="filter"><span>${label}</span>
  <input type="date" .value=${value ?? ''} @change=${(event) => change(event.target.value)}></label>`;

const waiting = new WeakMap();
function later(input, change) {
  clearTimeout(waiting.get(input));
  waiting.set(input, setTimeout(() => change(input.value.trim()), 300));
}

/** Something to press: `button({text, run, tone, icon})`; tone is primary, danger or quiet. */
export const button = ({ text, run, tone = '', mark, disabled = false }) => html`<button type="button" class="button ${tone}" ?disabled=${disabled}
  @click=${run}>${mark ? icon(mark) : nothing}<span>${text}</span></button>`;

/** The same where only staff who may change something see it. */
export const changing = (options) => (session.mayChange() ? button(options) : nothing);
