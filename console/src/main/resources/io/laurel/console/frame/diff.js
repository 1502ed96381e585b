// What is different between two versions of something, field by field.
import { html, nothing } from './lit.js';
import { t } from './texts.js';

/** Fields that a reader of changes does not look for. */
const SILENT = new Set(['version', 'updatedAt']);

/** Whether two JSON values are the same. */
export const same = (a, b) => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value ?? null;
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]));
}

/** The names of fields that differ, in the order in which they stand. */
export function changes(before = {}, after = {}) {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return names.filter((name) => !SILENT.has(name) && !same(before?.[name], after?.[name]));
}

/** A value as a text that people can compare. */
export const plain = (value) =>
  (value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value, null, 1));

/**
 * A table of what differs. `columns` are `[heading, version]`, the first one is what was; `say` turns a
 * field and its value into a text or template, `nameOf` its name into one.
 */
export function diff(columns, { say = (field, value) => plain(value), nameOf = (field) => field } = {}) {
  const [[, first], ...others] = columns;
  const fields = [...new Set(others.flatMap(([, version]) => changes(first, version)))];
  if (fields.length === 0) return html`<p class="faint">${t('diff.none')}</p>`;
  const cell = (field, version, marked) => {
    const value = version?.[field];
    if (value === undefined || value === null) return nothing;
    const text = say(field, value);
    return marked === 'del' ? html`<del>${text}</del>` : marked === 'ins' ? html`<ins>${text}</ins>` : text;
  };
  return html`<div class="table diff" tabindex="0" role="region" aria-label=${t('diff.title')}><table>
    <thead><tr><th scope="col">${t('diff.field')}</th>${columns.map(([heading]) => html`<th scope="col">${heading}</th>`)}</tr></thead>
    <tbody>${fields.map((field) => html`<tr><th scope="row">${nameOf(field)}</th>
      <td class="grow">${cell(field, first, 'del')}</td>
      ${others.map(([, version]) => html`<td class="grow">${cell(field, version, same(first?.[field], version?.[field]) ? '' : 'ins')}</td>`)}</tr>`)}</tbody>
  </table></div>`;
}
