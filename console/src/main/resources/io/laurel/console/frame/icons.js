// Drawn here, on a grid of 20, as wide as a line of text.
import { svg, html } from './lit.js';

const shapes = {
  laurel: svg`<path d="M10 17.500C5.500 17 3 13 4 4.500M10 17.500C14.500 17 17 13 16 4.500"/><path class="leaf" d="M4.200 9C6.200 8.500 6.800 6.500 6.400 4.800C4.600 5.600 4 7 4.200 9zM4.800 13C7 13 8 11.300 8 9.300C6 9.800 5 11 4.800 13zM7.200 16C9 16.200 10.200 15 10.500 13C8.500 13 7.500 14.200 7.200 16zM15.800 9C13.800 8.500 13.200 6.500 13.600 4.800C15.400 5.600 16 7 15.800 9zM15.200 13C13 13 12 11.300 12 9.300C14 9.800 15 11 15.200 13z"/>`,
  overview: svg`<path d="M3 11V17H7V11zM8 6V17H12V6zM13 3V17H17V3z"/>`,
  events: svg`<path d="M3 5H17V17H3zM3 9H17M7 3V6M13 3V6"/>`,
  approvals: svg`<path d="M4 10L8 14L16 5M3 17H17"/>`,
  claims: svg`<path d="M3 8H17V17H3zM2 5H18V8H2zM10 5V17M10 5C7 5 6 2 8 2S10 5 10 5S10 2 12 2S13 5 10 5"/>`,
  player: svg`<path d="M10 10A3.500 3.500 0 1 0 10 3A3.500 3.500 0 0 0 10 10zM3.500 17C3.500 13.500 6.500 12 10 12S16.500 13.500 16.500 17"/>`,
  audit: svg`<path d="M5 2H12L16 6V18H5zM12 2V6H16M8 10H13M8 13H13"/>`,
  users: svg`<path d="M7.500 9A2.800 2.800 0 1 0 7.500 3.400A2.800 2.800 0 0 0 7.500 9zM2 16.500C2 13 4.500 11.500 7.500 11.500S13 13 13 16.500M12.500 4A2.600 2.600 0 0 1 12.500 9M14 11.800C16.500 12.200 18 13.700 18 16.500"/>`,
  endpoints: svg`<path d="M3 10H12M9 6L13 10L9 14M13 4H17V16H13"/>`,
  system: svg`<path d="M3 3H17V8H3zM3 12H17V17H3zM6 5.500H6.100M6 14.500H6.100"/>`,
  key: svg`<path d="M7 13A4 4 0 1 0 7 5A4 4 0 0 0 7 13zM11 9H18V12M15 9V12"/>`,
  plus: svg`<path d="M10 4V16M4 10H16"/>`,
  copy: svg`<path d="M7 7H17V17H7zM4 13H3V3H13V4"/>`,
  close: svg`<path d="M5 5L15 15M15 5L5 15"/>`,
  menu: svg`<path d="M3 5H17M3 10H17M3 15H17"/>`,
  search: svg`<path d="M9 14.500A5.500 5.500 0 1 0 9 3.500A5.500 5.500 0 0 0 9 14.500zM13 13L17.500 17.500"/>`,
  warning: svg`<path d="M10 3L18 17H2zM10 8V12M10 14.500V14.600"/>`,
  check: svg`<path d="M4 10.500L8 14.500L16 5.500"/>`,
  edit: svg`<path d="M3 17L4 13L13 4L16 7L7 16zM11 6L14 9"/>`,
  pause: svg`<path d="M7 4V16M13 4V16"/>`,
  play: svg`<path d="M6 4L16 10L6 16z"/>`,
  next: svg`<path d="M8 5L13 10L8 15"/>`,
  previous: svg`<path d="M12 5L7 10L12 15"/>`,
  out: svg`<path d="M12 4H4V16H12M9 10H17M14 7L17 10L14 13"/>`,
  book: svg`<path d="M10 5C8 3.500 5 3.500 3 4V16C5 15.500 8 15.500 10 17C12 15.500 15 15.500 17 16V4C15 3.500 12 3.500 10 5zM10 5V17"/>`,
  list: svg`<path d="M7 5H17M7 10H17M7 15H17M3 5H3.100M3 10H3.100M3 15H3.100"/>`,
  light: svg`<path d="M10 13.500A3.500 3.500 0 1 0 10 6.500A3.500 3.500 0 0 0 10 13.500zM10 2V4M10 16V18M2 10H4M16 10H18M4.300 4.300L5.700 5.700M14.300 14.300L15.700 15.700M4.300 15.700L5.700 14.300M14.300 5.700L15.700 4.300"/>`,
  dark: svg`<path d="M16 12A7 7 0 0 1 8 4A7 7 0 1 0 16 12z"/>`,
  auto: svg`<path d="M10 17A7 7 0 1 0 10 3A7 7 0 0 0 10 17zM10 3V17M10 6H14.500M10 10H17M10 14H14.500"/>`,
};

/** For decoration: what it means is said by a text beside it, or by the label of its button. */
export const icon = (name) =>
  html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">${shapes[name]}</svg>`;
