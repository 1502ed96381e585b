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

  /** @param paint paints the whole of it */
  constructor({ name, params, query }, paint) {
    Object.assign(this, { name, params, query, problem: null, busy: 0, view: null, title: null, actions: null });
    this.#paint = paint;
  }

  /** Aborted once the page is left. */
  get signal() {
    return this.#ending.signal;
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
   * stands above the page, until the next one goes well. Gives what the action gave, or undefined.
   */
  async load(action) {
    this.busy += 1;
    this.update();
    try {
      const value = await action(this.signal);
      this.problem = null;
      return value;
    } catch (cause) {
      if (this.signal.aborted) return undefined;
      if (!(cause instanceof Problem)) throw cause;
      this.problem = Object.assign(cause, { again: () => this.load(action) });
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
      await this.load(action);
      poll.running = false;
      poll.next = Date.now() + Math.max(poll.millis, (this.problem?.retryAfter ?? 0) * 1_000);
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
