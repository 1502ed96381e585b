// The page that is open: what it may ask of the frame, and when it ends.
import { Problem } from './http.js';
import { setQuery } from './router.js';

const LEAST_SECONDS = 5;

/**
 * Handed to a page's `open`, which sets `view`, a function that gives the page's template, and may set
 * `title` and `actions`, functions too: what stands above it.
 */
export class Page {
  #ending = new AbortController();
  #paint;
  #painting = false;
  #polls = [];
  #problems = new Map();

  /** @param paint paints the whole of it */
  constructor({ name, params, query }, paint) {
    Object.assign(this, { name, params, query, busy: 0, view: null, title: null, actions: null });
    this.#paint = paint;
  }

  /** Aborted once the page is left. */
  get signal() {
    return this.#ending.signal;
  }

  /** What went wrong and did not go well since; null for nothing. */
  get problem() {
    return [...this.#problems.values()][0] ?? null;
  }

  /** Paints it, soon and once, however often it is called. */
  update = () => {
    if (this.#painting || this.signal.aborted) return;
    this.#painting = true;
    queueMicrotask(() => {
      this.#painting = false;
      if (!this.signal.aborted) this.#paint();
    });
  };

  /**
   * Does something that takes a while, such as reading, and paints the page after it; what goes wrong
   * stands above the page, until the next one goes well; what is done again and again has a `key` of its
   * own for that. Gives what the action gave, or undefined.
   */
  async load(action, key = 'once') {
    this.busy += 1;
    this.update();
    try {
      const value = await action(this.signal);
      this.#problems.delete(key);
      return value;
    } catch (cause) {
      if (this.signal.aborted) return undefined;
      if (!(cause instanceof Problem)) throw cause;
      this.#problems.set(key, Object.assign(cause, { again: () => this.load(action, key) }));
      return undefined;
    } finally {
      this.busy -= 1;
      this.update();
    }
  }

  /**
   * Reads now, and again each so many seconds, five at least, while somebody sees the page. The first
   * reading can be waited for.
   */
  every(seconds, action) {
    const poll = { millis: Math.max(seconds, LEAST_SECONDS) * 1_000, next: 0, running: false };
    const turn = async () => {
      if (poll.running || document.hidden || Date.now() < poll.next) return;
      poll.running = true;
      await this.load(action, poll);
      poll.running = false;
      poll.next = Date.now() + Math.max(poll.millis, (this.#problems.get(poll)?.retryAfter ?? 0) * 1_000);
    };
    const first = turn();
    const timer = setInterval(turn, 1_000);
    this.signal.addEventListener('abort', () => clearInterval(timer));
    this.#polls.push(poll);
    return first;
  }

  /** Lets what is polled be read at once: something was changed. */
  refresh = () => this.#polls.forEach((poll) => { poll.next = 0; });

  /** Changes filters in the address; the page's `changed` hears of it. */
  setQuery = (changes) => setQuery(changes);

  /** Ends what is under way for it. */
  end() {
    this.#ending.abort();
  }
}
