// Inputs with their labels. `set` gets what was typed; `error` is what the API says of it.
import { html, live, nothing } from '../frame/lit.js';
import { field } from '../frame/parts.js';
import { zone } from '../frame/texts.js';
import { fromInput, toInput } from '../frame/times.js';

/** One line of text. Options of `field`, and `value, set, max, disabled, required, placeholder, list`. */
export const text = ({ value, set, max = 120, disabled = false, required = false, placeholder = '', mono = false, ...about }) => field({
  ...about,
  control: ({ id, describedBy, invalid }) => html`<input id=${id} class=${mono ? 'mono' : ''} type="text" maxlength=${max} ?disabled=${disabled} ?required=${required}
    placeholder=${placeholder} autocomplete="off" spellcheck="false" dir="auto" aria-describedby=${describedBy} aria-invalid=${invalid}
    .value=${live(value ?? '')} @input=${(event) => set(event.target.value)}>`,
});

/** Several lines of text; `mono` for what machines read. */
export const area = ({ value, set, max = 4_000, rows = 3, disabled = false, mono = false, ...about }) => field({
  ...about,
  control: ({ id, describedBy, invalid }) => html`<textarea id=${id} class=${mono ? 'mono' : ''} rows=${rows} maxlength=${max} ?disabled=${disabled} dir="auto"
    aria-describedby=${describedBy} aria-invalid=${invalid} .value=${live(value ?? '')} @input=${(event) => set(event.target.value)}></textarea>`,
});

/** A whole number; `set` gets a number, or undefined where nothing is typed. */
export const whole = ({ value, set, min = 1, max, disabled = false, placeholder = '', ...about }) => field({
  ...about,
  control: ({ id, describedBy, invalid }) => html`<input id=${id} type="number" inputmode="numeric" step="1" min=${min} max=${max ?? nothing} ?disabled=${disabled}
    placeholder=${placeholder} aria-describedby=${describedBy} aria-invalid=${invalid} .value=${live(value === undefined ? '' : String(value))}
    @input=${(event) => set(event.target.value === '' ? undefined : Number(event.target.value))}>`,
});

/** A time, typed where the reader is; `set` gets an instant, or undefined. */
export const moment = ({ value, before, set, disabled = false, ...about }) => field({
  hint: zone(), ...about,
  control: ({ id, describedBy, invalid }) => html`<input id=${id} type="datetime-local" ?disabled=${disabled} aria-describedby=${describedBy} aria-invalid=${invalid}
    .value=${live(toInput(value))} @input=${(event) => set(fromInput(event.target.value, before))}>`,
});

/** One of several; options are `[value, text]`. */
export const oneOf = ({ value, set, options, disabled = false, ...about }) => field({
  ...about,
  control: ({ id, describedBy, invalid }) => html`<select id=${id} ?disabled=${disabled} aria-describedby=${describedBy} aria-invalid=${invalid}
    @change=${(event) => set(event.target.value)}>${options.map(([each, said]) => html`<option value=${each} ?selected=${each === (value ?? '')}>${said}</option>`)}</select>`,
});

/** Yes or no. */
export const check = ({ label, value, set, disabled = false }) => html`<label class="check"><input type="checkbox" .checked=${live(Boolean(value))} ?disabled=${disabled}
  @change=${(event) => set(event.target.checked)}><span>${label}</span></label>`;
