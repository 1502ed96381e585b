import { html } from '../frame/lit.js';
import { table } from '../frame/parts.js';

/** A table of the frame that a narrow screen shows as one block for each row. */
export const rows = (options) => html`<div class="rows">${table(options)}</div>`;
