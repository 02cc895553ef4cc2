import type { Status } from './answer.ts';

const WIDTH = 30;

/** Shows how far a wake is: a bar fed by past wakes on a terminal, a line for each new state elsewhere. */
export interface WakeProgress {
  show(status: Status): void;
  end(): void;
}

/** @param quiet say nothing, because a script reads the output */
export function wakeProgress(quiet: boolean, out: NodeJS.WriteStream = process.stderr): WakeProgress {
  const began = Date.now();
  let lastState: string | undefined;
  return {
    show(status) {
      if (quiet) {
        return;
      }
      if (out.isTTY) {
        out.write(`\r\x1b[K${bar(status, began, Date.now())}`);
      } else if (status.state !== lastState) {
        out.write(`${status.state}: ${status.reason ?? ''}\n`);
      }
      lastState = status.state;
    },
    end() {
      if (!quiet && out.isTTY) {
        out.write('\r\x1b[K');
      }
    },
  };
}

/** `[#########-------] booting, about 8 s left`. Never full before it is online: an estimate is not a promise. */
export function bar({ state, eta }: Status, began: number, now: number): string {
  const end = eta ? Date.parse(eta) : Number.NaN;
  if (state === 'online' || Number.isNaN(end)) {
    return `${state}, ${Math.round((now - began) / 1000)} s`;
  }
  const share = Math.min(0.97, Math.max(0, (now - began) / Math.max(1, end - began)));
  const filled = Math.round(share * WIDTH);
  const left = Math.max(0, Math.round((end - now) / 1000));
  return `[${'#'.repeat(filled)}${'-'.repeat(WIDTH - filled)}] ${state}, ${left > 0 ? `about ${left} s left` : 'any moment now'}`;
}
