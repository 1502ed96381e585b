// What pages need of lit-html, at one place.
export { html, svg, nothing, render } from '../lit/lit-html.js';
export { live } from '../lit/directives/live.js';
export { repeat } from '../lit/directives/repeat.js';
