// Import of codes, in parts that are sent again where an answer got lost: what is there already counts as such.
import { Problem, send } from '../frame/api.js';
import { dialog, STAY } from '../frame/dialogs.js';
import { html, nothing } from '../frame/lit.js';
import { field, name, notice, problem as shown } from '../frame/parts.js';
import { number, t } from '../frame/texts.js';

const PART = 20_000;
const PART_BYTES = 3_000_000;
const TRIES = 4;
const CODE = /^[!-~]{1,128}$/;

/** What stands in a text: one code a line, or separated by commas or semicolons; the first of a line of a table. */
export function read(text) {
  const codes = text.split(/[\r\n,;\t]+/).map((each) => each.trim().replace(/^"(.*)"$/, '$1')).filter(Boolean);
  const good = [...new Set(codes.filter((code) => CODE.test(code)))];
  return { codes: good, twice: codes.filter((code) => CODE.test(code)).length - good.length, bad: codes.filter((code) => !CODE.test(code)) };
}

/** Parts that fit into one request each. */
export function parts(codes) {
  const every = [];
  let part = [];
  let bytes = 0;
  for (const code of codes) {
    if (part.length === PART || bytes + code.length + 3 > PART_BYTES) {
      every.push(part);
      part = [];
      bytes = 0;
    }
    part.push(code);
    bytes += code.length + 3;
  }
  return part.length > 0 ? [...every, part] : every;
}

const pause = (millis) => new Promise((resolve) => { setTimeout(resolve, millis); });

/** Imports codes into a reward. Gives whether any were. */
export function importCodes(event, reward) {
  let given = { codes: [], twice: 0, bad: [] };
  let done = null;
  let stopped = null;
  const path = `/events/${event.id}/rewards/${reward.id}/codes`;

  const sendPart = async (codes, d) => {
    for (let attempt = 1; ; attempt++) {
      try {
        return (await send('POST', path, { body: { codes } })).body;
      } catch (cause) {
        const passing = cause instanceof Problem && (cause.uncertain || [429, 503].includes(cause.status));
        if (!passing || attempt === TRIES) throw cause;
        done.again += 1;
        d.update();
        await pause((cause.retryAfter ?? 2 ** attempt) * 1_000);
      }
    }
  };
  const run = async (d) => {
    const every = parts(given.codes);
    done ??= { parts: 0, codes: 0, imported: 0, duplicates: 0, again: 0, stock: undefined };
    stopped = null;
    d.update();
    try {
      for (const part of every.slice(done.parts)) {
        const result = await sendPart(part, d);
        done.parts += 1;
        done.codes += part.length;
        done.imported += result.imported;
        done.duplicates += result.duplicates;
        done.stock = result.stock;
        d.update();
      }
    } catch (cause) {
      if (!(cause instanceof Problem)) throw cause;
      stopped = cause;
    }
    d.dirty = Boolean(stopped);
    return STAY;
  };
  const finished = () => done && !stopped && done.codes === given.codes.length;
  const take = (text, d) => {
    given = read(text);
    done = null;
    stopped = null;
    d.update();
  };

  return dialog({
    title: t('codes.title'), size: 'wide',
    view: (d) => html`<p class="strong">${name(reward.name)}</p>
      ${done ? nothing : html`
        <p>${t('codes.what')}</p>
        ${field({
          id: 'codes-file', label: t('codes.file'),
          control: ({ id, describedBy }) => html`<input id=${id} type="file" accept=".txt,.csv,text/plain,text/csv" aria-describedby=${describedBy}
            @change=${async (change) => { const [file] = change.target.files; if (file) take(await file.text(), d); }}>`,
        })}
        ${field({
          id: 'codes-text', label: t('codes.text'), hint: t('codes.textHint'),
          control: ({ id, describedBy }) => html`<textarea id=${id} class="mono" rows="8" spellcheck="false" aria-describedby=${describedBy}
            @input=${(change) => take(change.target.value, d)}></textarea>`,
        })}
        ${given.codes.length > 0 ? notice('info', t('codes.found', { n: given.codes.length })) : nothing}
        ${given.twice > 0 ? notice('warn', t('codes.twice', { n: given.twice })) : nothing}
        ${given.bad.length > 0 ? notice('warn', html`${t('codes.bad', { n: given.bad.length })} <bdi class="mono">${given.bad.slice(0, 3).join(' ')}</bdi>`) : nothing}`}
      ${done ? html`
        <p role="status">${finished() ? t('codes.done', { n: done.imported }) : t('codes.progress', { done: done.codes, n: given.codes.length })}</p>
        <progress class="codes-progress" max=${given.codes.length} value=${done.codes} aria-label=${t('codes.progress', { done: done.codes, n: given.codes.length })}></progress>
        ${done.duplicates > 0 ? html`<p>${t('codes.duplicates', { n: done.duplicates })}</p>` : nothing}
        ${done.again > 0 ? html`<p class="faint">${t('codes.again', { n: done.again })}</p>` : nothing}
        ${done.stock !== undefined ? html`<p>${t('codes.stock', { stock: done.stock })}</p>` : nothing}
        ${stopped ? html`${shown(stopped)}<p>${t('codes.stopped', { n: number(given.codes.length - done.codes) })}</p>` : nothing}` : nothing}`,
    actions: (d) => [finished()
      ? { text: t('codes.close'), ends: true, run: async () => done.imported > 0 }
      : { text: stopped ? t('codes.resume') : t('codes.do'), disabled: given.codes.length === 0, run: () => run(d) }],
  });
}
