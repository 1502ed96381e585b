// What a player did, a square for each day of the game: where people would rather look than read.
import { html, svg } from '../frame/lit.js';
import { day as dayText, t } from '../frame/texts.js';

const SIDE = 14;
const STEP = 17;
const SHADES = 4;
const DAY_MS = 86_400_000;

/** A day so many days later, as `2026-05-01`. */
export const later = (day, days) => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

const daysOf = (from, to) => Array.from({ length: Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) }, (_, i) => later(from, i));

/** By type and day, whatever they were about. */
function folded(facts) {
  const types = new Map();
  for (const it of facts) {
    const days = types.get(it.type) ?? new Map();
    const before = days.get(it.day) ?? { count: 0, sum: 0, max: 0 };
    days.set(it.day, { count: before.count + it.count, sum: before.sum + it.sum, max: Math.max(before.max, it.max) });
    types.set(it.type, days);
  }
  return [...types].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Facts from one day to before another, a row for each type; a table beside it says the same in numbers. */
export function dayField(facts, from, to) {
  const days = daysOf(from, to);
  const width = days.length * STEP;
  return html`<div class="table"><table class="day-field"><caption class="unseen">${t('facts.field')}</caption><tbody>
    ${folded(facts).map(([type, of]) => {
      const most = Math.max(...[...of.values()].map((it) => it.count));
      return html`<tr><th scope="row">${type}</th><td>
        <svg class="day-row" viewBox=${`0 0 ${width} ${SIDE}`} role="img" aria-label=${t('facts.row', { type, n: of.size })}>
          ${days.map((day, i) => svg`<rect x=${i * STEP} y="0" width=${SIDE} height=${SIDE} rx="2" class=${`shade-${of.has(day) ? Math.ceil((of.get(day).count / most) * SHADES) : 0}`}>
            <title>${said(day, of.get(day))}</title></rect>`)}
        </svg></td></tr>`;
    })}
    <tr><th></th><td><p class="ends faint" aria-hidden="true"><span>${dayText(days[0])}</span><span>${dayText(days.at(-1))}</span></p></td></tr>
  </tbody></table></div>`;
}

const said = (day, fact) => (fact ? t('facts.day', { day: dayText(day), ...fact }) : dayText(day));
