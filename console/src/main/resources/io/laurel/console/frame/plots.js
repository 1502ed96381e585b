// Pictures of numbers, drawn as SVG as wide as there is room. They are read by pointer, by arrow keys, and
// by who does not see them as a sentence.
import { html, nothing, render, svg } from './lit.js';
import { compact, number, t } from './texts.js';

const LEFT = 40;
const BOTTOM = 20;
const TOP = 8;
const WIDEST = 56;

/** Steps of an axis from 0 that people count in: 1, 2, 5, 10 … */
function steps(most, count = 4) {
  const raw = Math.max(most, 1) / count;
  const size = 10 ** Math.floor(Math.log10(raw));
  const step = Math.max(1, size * [1, 2, 5, 10].find((factor) => size * factor >= raw));
  return Array.from({ length: Math.ceil(Math.max(most, 1) / step) + 1 }, (_, i) => i * step);
}

/** An element that paints anew when its width changes. */
class Drawn extends HTMLElement {
  #observer = new ResizeObserver(() => this.paint());
  #what;

  connectedCallback() {
    this.#observer.observe(this);
  }

  disconnectedCallback() {
    this.#observer.disconnect();
  }

  set what(what) {
    this.#what = what;
    this.paint();
  }

  paint() {
    if (this.#what && this.clientWidth > 0) render(this.draw(this.#what, this.clientWidth), this);
  }
}

/**
 * Bars or lines over equal steps of time.
 *
 * what: {
 *   kind: 'bars' | 'lines'         bars of several series stand on each other
 *   label                          what it is, for who does not see it
 *   points: [string]               names of the steps, said in full where one is looked at
 *   ticks: (index) => string       what stands under a step, '' for nothing; every so many by itself
 *   series: [{ name, values: [number], color: 1…5 }]
 *   height                         of the plot, 160 unless given
 * }
 */
class Plot extends Drawn {
  #at = -1;

  draw({ kind, label, points, ticks, series, height = 160 }, width) {
    const right = width - 4;
    const count = points.length;
    const sums = points.map((_, i) => (kind === 'bars' ? series.reduce((sum, each) => sum + each.values[i], 0) : Math.max(...series.map((each) => each.values[i]))));
    const marks = steps(Math.max(0, ...sums));
    const most = marks.at(-1);
    const slot = (right - LEFT) / Math.max(count, 1);
    const x = (i) => LEFT + slot * i;
    const y = (value) => TOP + (height - TOP - BOTTOM) * (1 - value / most);
    const every = Math.max(1, Math.ceil(count / Math.max(2, Math.floor((right - LEFT) / 64))));
    const look = (index) => {
      const next = Math.max(-1, Math.min(count - 1, index));
      if (next !== this.#at) {
        this.#at = next;
        this.paint();
      }
    };
    if (this.#at >= count) this.#at = -1;
    const total = sums.reduce((sum, value) => sum + value, 0);
    return html`<svg height=${height} viewBox="0 0 ${width} ${height}" role="img" tabindex="0"
        aria-label=${t(kind === 'bars' ? 'plot.summary' : 'plot.range', { label, total, most: Math.max(0, ...sums), points: count })}
        @pointermove=${(event) => look(Math.floor((event.offsetX - LEFT) / slot))} @pointerleave=${() => look(-1)} @blur=${() => look(-1)}
        @keydown=${(event) => {
          const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
          if (!by) return;
          event.preventDefault();
          look(this.#at < 0 ? (by > 0 ? 0 : count - 1) : Math.max(0, this.#at + by));
        }}>
      ${marks.map((mark) => svg`<line class=${mark === 0 ? 'plot-zero' : 'plot-grid'} x1=${LEFT} x2=${right} y1=${y(mark)} y2=${y(mark)}/>
        <text class="plot-axis" x=${LEFT - 6} y=${y(mark) + 4} text-anchor="end">${compact(mark)}</text>`)}
      ${this.#at >= 0 ? svg`<rect class="plot-at" x=${x(this.#at)} y=${TOP} width=${slot} height=${height - TOP - BOTTOM}/>` : nothing}
      ${kind === 'bars' ? bars(series, points, x, y, slot) : lines(series, x, y, slot)}
      ${points.map((_, i) => (i % every === 0 && ticks(i)
        ? svg`<text class="plot-axis" x=${x(i) + slot / 2} y=${height - 5} text-anchor="middle">${ticks(i)}</text>` : nothing))}
    </svg>
    ${this.#at >= 0 ? tip(this.#at, points, series, x(this.#at) + slot / 2, width) : nothing}`;
  }

  paint() {
    super.paint();
    const shown = this.querySelector('.tip');
    if (shown) place(shown);
  }
}

function bars(series, points, x, y, slot) {
  const gap = slot > 6 ? Math.max(Math.min(6, slot * 0.22), slot - WIDEST) : 0.5;
  return points.map((_, i) => {
    let below = 0;
    return series.map((each) => {
      const value = each.values[i];
      if (value === 0) return nothing;
      const top = y(below + value);
      const tall = y(below) - top;
      below += value;
      return svg`<rect class="plot-${each.color}" x=${x(i) + gap / 2} y=${top} width=${Math.max(1, slot - gap)} height=${Math.max(1, tall)} rx=${Math.min(2, slot / 6)}/>`;
    });
  });
}

function lines(series, x, y, slot) {
  return series.map((each) => {
    const path = each.values.map((value, i) => `${i === 0 ? 'M' : 'L'}${(x(i) + slot / 2).toFixed(1)} ${y(value).toFixed(1)}`).join('');
    const last = each.values.length - 1;
    return last < 0 ? nothing : svg`<path class="plot-area plot-${each.color}" d=${`${path}L${x(last) + slot / 2} ${y(0)}L${x(0) + slot / 2} ${y(0)}Z`}/>
      <path class="plot-line plot-${each.color}" d=${path}/>`;
  });
}

const swatch = (color) => html`<svg viewBox="0 0 9 9" aria-hidden="true"><rect class="plot-${color}" width="9" height="9" rx="2"/></svg>`;

const tip = (at, points, series, x, width) => html`<div class="tip" aria-live="polite" data-x=${x} data-width=${width}>
  <p class="strong">${points[at]}</p>
  ${series.map((each) => html`<p class="row"><span class="key">${swatch(each.color)} ${each.name}</span><span>${number(each.values[at])}</span></p>`)}</div>`;

/** Beside the pointer, on the side where there is room. */
function place(shown) {
  const { x, width } = shown.dataset;
  const left = Number(x) + 12 + shown.offsetWidth > Number(width) ? Number(x) - 12 - shown.offsetWidth : Number(x) + 12;
  shown.style.left = `${Math.max(0, left)}px`;
}

/**
 * How stock goes down over time, and when it would be gone at this pace.
 *
 * what: { label, points: [{ at: instant, left: number }], stock, soldOutAt: instant or undefined,
 *         until: instant, at: (instant) => string }
 */
class BurnDown extends Drawn {
  draw({ label, points, stock, soldOutAt, until, at, height = 150 }, width) {
    const times = points.map((point) => Date.parse(point.at));
    const first = times[0];
    const end = Math.max(times.at(-1), Date.parse(until ?? points.at(-1).at), first + 1);
    const right = width - 8;
    const marks = steps(stock);
    const x = (time) => LEFT + (right - LEFT) * ((Math.min(time, end) - first) / (end - first));
    const y = (left) => TOP + (height - TOP - BOTTOM) * (1 - left / marks.at(-1));
    const path = points.map((point, i) => `${i === 0 ? 'M' : 'L'}${x(times[i]).toFixed(1)} ${y(point.left).toFixed(1)}`).join('');
    const last = points.at(-1);
    const now = x(times.at(-1));
    const gone = soldOutAt && Date.parse(soldOutAt);
    // Where it is gone only after the end, the line ends at the end with what is left then.
    const share = gone && gone > end ? (end - times.at(-1)) / (gone - times.at(-1)) : 1;
    const atEnd = last.left * (1 - share);
    return html`<svg height=${height} viewBox="0 0 ${width} ${height}" role="img" aria-label=${label}>
      ${marks.map((mark) => svg`<line class=${mark === 0 ? 'plot-zero' : 'plot-grid'} x1=${LEFT} x2=${right} y1=${y(mark)} y2=${y(mark)}/>
        <text class="plot-axis" x=${LEFT - 6} y=${y(mark) + 4} text-anchor="end">${compact(mark)}</text>`)}
      <path class="plot-area plot-1" d=${`${path}L${now} ${y(0)}L${x(first)} ${y(0)}Z`}/>
      <path class="plot-line plot-1" d=${path}/>
      ${gone && last.left > 0 ? svg`<path class="plot-line plot-3 plot-ahead" d=${`M${now} ${y(last.left)}L${x(Math.min(gone, end))} ${y(atEnd)}`}/>` : nothing}
      <line class="plot-mark" x1=${now} x2=${now} y1=${TOP} y2=${height - BOTTOM}/>
      <text class="plot-axis" x=${LEFT} y=${height - 5}>${at(points[0].at)}</text>
      <text class="plot-axis" x=${right} y=${height - 5} text-anchor="end">${at(new Date(end).toISOString())}</text>
    </svg>`;
  }
}

/**
 * Bars on a calendar; what overlaps stands below each other.
 *
 * what: { label, from: millis, to: millis, bars: [{ id, name, start: millis, end: millis, until: millis, cls,
 *         href, title }], ticks: [{ at: millis, text }], now: millis }
 */
class Timeline extends Drawn {
  draw({ label, from, to, bars: every, ticks, now }, width) {
    const row = 30;
    const head = 24;
    const x = (time) => (width * (Math.min(Math.max(time, from), to) - from)) / (to - from);
    const lanes = [];
    const placed = every.map((bar) => {
      // A bar needs room for its name, not only for its days.
      const ends = Math.max(x(bar.until), Math.min(x(bar.start) + 7 * Math.min(bar.name.length, 24) + 16, width));
      let lane = lanes.findIndex((free) => free + 4 < x(bar.start));
      if (lane < 0) lane = lanes.length;
      lanes[lane] = ends;
      return { ...bar, lane, ends };
    });
    const height = head + Math.max(1, lanes.length) * row + 6;
    return html`<svg height=${height} viewBox="0 0 ${width} ${height}" role="group" aria-label=${label}>
      ${ticks.map((tick) => svg`<line class="plot-grid" x1=${x(tick.at)} x2=${x(tick.at)} y1=${head - 6} y2=${height}/>
        <text class="plot-axis" x=${x(tick.at) + 4} y="13">${tick.text}</text>`)}
      ${now > from && now < to ? svg`<line class="timeline-now" x1=${x(now)} x2=${x(now)} y1=${head - 8} y2=${height}/>` : nothing}
      ${placed.map((bar) => {
        const left = x(bar.start);
        const wide = Math.max(4, x(bar.end) - left);
        const top = head + bar.lane * row;
        const clip = `clip-${bar.id}`;
        return svg`<a href=${bar.href} class="bar ${bar.cls}"><title>${bar.title}</title>
          ${bar.until > bar.end ? svg`<rect class="bar-claims" x=${left} y=${top + 9} width=${Math.max(4, x(bar.until) - left)} height="8" rx="2"/>` : nothing}
          <rect class="bar-window" x=${left} y=${top} width=${wide} height="25" rx="5"/>
          <clipPath id=${clip}><rect x=${left} y=${top} width=${Math.max(1, Math.max(wide, bar.ends - left) - 6)} height="25"/></clipPath>
          <text x=${left + 8} y=${top + 17} clip-path="url(#${clip})">${bar.name}</text></a>`;
      })}
    </svg>`;
  }
}

customElements.define('x-plot', Plot);
customElements.define('x-burn-down', BurnDown);
customElements.define('x-timeline', Timeline);

/** Bars or lines: see Plot for `what`. Several series are named below. */
export const plot = (what) => html`<x-plot .what=${what}></x-plot>
  ${what.series.length > 1 ? html`<p class="keys">${what.series.map((each) => html`<span class="key">${swatch(each.color)} ${each.name}</span>`)}</p>` : nothing}`;

/** Stock over time: see BurnDown. */
export const burnDown = (what) => html`<x-burn-down .what=${what}></x-burn-down>`;

/** Bars on a calendar: see Timeline. */
export const timeline = (what) => html`<x-timeline .what=${what}></x-timeline>`;

/** Names with their numbers, the largest first: items are `{name, count, link}`. */
export const ranks = (items, color = 1) => {
  const most = Math.max(1, ...items.map((item) => item.count));
  return html`<ul class="ranks">${[...items].sort((a, b) => b.count - a.count).map((item) => html`<li>
    ${item.link ? html`<a href=${item.link}>${item.name}</a>` : html`<span>${item.name}</span>`}<span class="num">${number(item.count)}</span>
    <svg viewBox="0 0 100 5" preserveAspectRatio="none" aria-hidden="true"><rect class="plot-${color}" width=${(100 * item.count) / most} height="5"/></svg></li>`)}</ul>`;
};

/** A part of a whole as one bar: `parts` are `[value, color]`. */
export const meter = (parts, whole) => {
  let from = 0;
  return html`<svg class="meter" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">${parts.map(([value, color]) => {
    const wide = (100 * value) / Math.max(1, whole);
    from += wide;
    return svg`<rect class="plot-${color}" x=${from - wide} width=${wide} height="6"/>`;
  })}</svg>`;
};
