// Inputs of accounts that the other forms have not.
import { html, nothing } from '../frame/lit.js';
import { field } from '../frame/parts.js';

/** A password that is given to somebody; the browser keeps it to itself. */
export const password = ({ value, set, ...about }) => field({
  ...about,
  control: ({ id, describedBy, invalid }) => html`<input id=${id} type="password" maxlength="128" autocomplete="new-password" aria-describedby=${describedBy}
    aria-invalid=${invalid} .value=${value} @input=${(event) => set(event.target.value)}>`,
});

/** Several of a few, such as roles: `chosen` is a Set that is changed; options are `[value, text, hint, disabled]`. */
export const boxes = ({ legend, options, chosen, change, error }) => html`<fieldset class="boxes"><legend class="legend">${legend}</legend>
  ${options.map(([value, text, hint, disabled]) => html`<label class="check"><input type="checkbox" value=${value} .checked=${chosen.has(value)} ?disabled=${disabled}
    @change=${(event) => { if (event.target.checked) chosen.add(value); else chosen.delete(value); change(); }}>
    <span>${text}${hint ? html` <span class="faint">${hint}</span>` : nothing}</span></label>`)}
  ${error ? html`<p class="error">${error}</p>` : nothing}</fieldset>`;
