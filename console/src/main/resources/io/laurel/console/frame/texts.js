// What stands on the screen, in the language of whoever reads: texts, numbers, dates.
const LANGUAGES = ['en', 'ko'];
const KEPT = 'laurel.language';

let words = {};
let plurals;
let language = 'en';

/** The language that is spoken now. */
export const spoken = () => language;
export const languages = LANGUAGES;

/** Loads a language: the one named, or kept in this tab, or the browser's first that we speak. */
export async function speak(wanted) {
  if (wanted) sessionStorage.setItem(KEPT, wanted);
  const preferred = [sessionStorage.getItem(KEPT), ...navigator.languages.map((tag) => tag.split('-')[0])];
  language = preferred.find((tag) => LANGUAGES.includes(tag)) ?? 'en';
  words = await (await fetch(new URL(`../texts/${language}.json`, import.meta.url))).json();
  plurals = new Intl.PluralRules(language);
  formats.clear();
  document.documentElement.lang = language;
}

/**
 * A text by its key, with `{name}` replaced by values. With `{n}`, `key.one` is taken where the
 * language has a singular and n is 1. A key without a text is shown as it is.
 */
export function t(key, values = {}) {
  const one = 'n' in values && plurals?.select(Number(values.n)) === 'one' ? words[`${key}.one`] : undefined;
  const text = one ?? words[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (all, name) => {
    const value = values[name];
    return value === undefined ? all : typeof value === 'number' ? number(value) : String(value);
  });
}

/** Whether there is a text. */
export const has = (key) => key in words;

const formats = new Map();
function format(kind, options) {
  const name = kind.name + JSON.stringify(options);
  if (!formats.has(name)) formats.set(name, new kind(language, options));
  return formats.get(name);
}

export const number = (value) => format(Intl.NumberFormat, {}).format(value);
/** Such as 1.2K, for axes. */
export const compact = (value) => format(Intl.NumberFormat, { notation: 'compact', maximumFractionDigits: 1 }).format(value);
export const percent = (share) => format(Intl.NumberFormat, { style: 'percent', maximumFractionDigits: 0 }).format(share);

const thisYear = (date) => date.getFullYear() === new Date().getFullYear();
/** Such as 30 Nov, 14:05; with the year where it is another. */
export const moment = (instant) => {
  const date = new Date(instant);
  return format(Intl.DateTimeFormat, {
    month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...(thisYear(date) ? {} : { year: 'numeric' }),
  }).format(date);
};
/** With seconds and zone, for who looks closely. */
export const exactly = (instant) =>
  format(Intl.DateTimeFormat, { dateStyle: 'full', timeStyle: 'long', hourCycle: 'h23' }).format(new Date(instant));
/** A day of the game, such as 2026-11-30, which has no time and no zone. */
export const day = (date) => format(Intl.DateTimeFormat, { month: 'short', day: 'numeric', timeZone: 'UTC' }).format(new Date(`${date.slice(0, 10)}T00:00:00Z`));
/** The date of an instant where the reader is. */
export const date = (instant) => {
  const at = new Date(instant);
  return format(Intl.DateTimeFormat, { month: 'short', day: 'numeric', ...(thisYear(at) ? {} : { year: 'numeric' }) }).format(at);
};
/** The same without a year, for axes. */
export const shortDate = (instant) => format(Intl.DateTimeFormat, { month: 'short', day: 'numeric' }).format(new Date(instant));
export const month = (instant) => format(Intl.DateTimeFormat, { month: 'long', year: 'numeric' }).format(new Date(instant));
export const clock = (instant) => format(Intl.DateTimeFormat, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(instant));
/** The zone in which times are shown. */
export const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

const UNITS = [['day', 86_400_000], ['hour', 3_600_000], ['minute', 60_000], ['second', 1_000]];
/** Such as "in 3 days" or "5 minutes ago". */
export function ago(instant, now = Date.now()) {
  const millis = new Date(instant) - now;
  const [unit, size] = UNITS.find(([, each]) => Math.abs(millis) >= each) ?? UNITS[3];
  return format(Intl.RelativeTimeFormat, { numeric: 'auto' }).format(Math.trunc(millis / size), unit);
}
/** How long, in its two largest units, such as "3 d 4 h"; days alone where they are many. */
export function span(millis) {
  const parts = [];
  let rest = Math.max(0, millis);
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size);
    if (count > 0 || (unit === 'second' && parts.length === 0)) parts.push(t(`unit.${unit}`, { n: count }));
    rest -= count * size;
    if (parts.length === 2 || (parts.length === 1 && (count === 0 || count >= 30))) break;
  }
  return parts.join(' ');
}

/** A problem's code in a few words; the code itself where there are none. */
export const codeName = (code) => (has(`problem.${code}`) ? t(`problem.${code}`) : code);
