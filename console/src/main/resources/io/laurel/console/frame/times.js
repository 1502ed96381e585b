// Times as they are typed: in the reader's zone, to the minute.

/** An instant as `datetime-local` has it; '' for none. */
export function toInput(instant) {
  if (!instant) return '';
  const date = new Date(instant);
  const two = (value) => String(value).padStart(2, '0');
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** What was typed as an instant; undefined for nothing. What was not touched keeps its seconds. */
export function fromInput(text, before) {
  if (!text) return undefined;
  if (before && toInput(before) === text) return before;
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** The beginning of the day, where the reader is, so many days from that of a time. */
export function dayStart(time, days = 0) {
  const date = new Date(time);
  date.setHours(0, 0, 0, 0);
  date.setDate(date.getDate() + days);
  return date.getTime();
}
