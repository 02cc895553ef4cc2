/** As much of a browser as the wake page's script uses; the script runs in it as it is. */
import { runInNewContext } from 'node:vm';
import { SCRIPT } from '../../../power/api/wake-page-script.ts';
import type { HandClock } from '../hand-clock.ts';

/** An answer of the API, as `fetch` gives it. */
export interface PageAnswer {
  readonly status: number;
  readonly body: object;
}

class FakeElement {
  readonly dataset: Record<string, string> = {};
  textContent = '';
  hidden = false;
  value: number | undefined;
  children: FakeElement[] = [];
  readonly button = { textContent: '' };
  submit: (event: { preventDefault(): void }) => void = () => undefined;

  querySelector() {
    return this.button;
  }

  addEventListener(_type: 'submit', listener: FakeElement['submit']) {
    this.submit = listener;
  }

  replaceChildren(...children: FakeElement[]) {
    this.children = children;
  }

  removeAttribute() {
    this.value = undefined;
  }
}

export class FakePage {
  /** What the script asked for, as `GET status?target=kafka`. */
  readonly asked: string[] = [];
  readonly main = new FakeElement();
  readonly form = new FakeElement();
  hiddenTab = false;
  /** Milliseconds until it asks again. */
  pause = 0;
  #poll: () => void = () => undefined;
  #draw: () => void = () => undefined;
  readonly #elements = new Map<string, FakeElement>();

  /** Opens the page as it was rendered with this data; `answer` plays the server. */
  constructor(data: Record<string, string>, clock: HandClock, answer: (path: string) => Promise<PageAnswer>) {
    Object.assign(this.main.dataset, data);
    const page = this;
    runInNewContext(SCRIPT, {
      document: {
        get hidden() {
          return page.hiddenTab;
        },
        querySelector: (selector: string) => (selector === 'main' ? this.main : this.form),
        getElementById: (id: string) => this.element(id),
        createElement: () => new FakeElement(),
        addEventListener: () => undefined,
      },
      // The page's own clock is ten minutes fast, as clocks are.
      Date: Object.assign(
        class extends Date {
          override toLocaleString() {
            return this.toISOString();
          }
        },
        { now: () => clock.now().getTime() + 600_000 },
      ),
      FormData: class {},
      URLSearchParams: class {},
      fetch: async (path: string, { method = 'GET' }: { method?: string }) => {
        this.asked.push(`${method} ${path}`);
        const { body } = await answer(path);
        return {
          headers: new Headers({ date: clock.now().toUTCString() }),
          json: () => Promise.resolve(body),
        };
      },
      setTimeout: (poll: () => void, pause: number) => {
        this.#poll = poll;
        this.pause = pause;
      },
      clearTimeout: () => undefined,
      setInterval: (draw: () => void) => {
        this.#draw = draw;
      },
    });
  }

  element(id: string): FakeElement {
    const element = this.#elements.get(id) ?? new FakeElement();
    this.#elements.set(id, element);
    return element;
  }

  text(id: string): string {
    return this.element(id).textContent;
  }

  /** Presses the button. */
  press(): void {
    this.form.submit({ preventDefault: () => undefined });
  }

  /** The time has come to ask again. */
  poll(): void {
    this.#poll();
  }

  /** The time has come to move the bar. */
  draw(): void {
    this.#draw();
  }
}

/** Lets the page's own promises settle. */
export async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
