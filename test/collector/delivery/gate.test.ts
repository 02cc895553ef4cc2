import { describe, expect, it } from '@jest/globals';
import { Gate } from '../../../collector/delivery/gate.ts';
import { settled } from '../fixtures/hand-clock.ts';

/** Whether a promise has resolved. */
async function isDone(promise: Promise<void>): Promise<boolean> {
  let done = false;
  promise.then(() => {
    done = true;
  });
  await settled();
  return done;
}

describe('the gate', () => {
  it('lets in while nobody holds it', async () => {
    expect(await isDone(new Gate().enter())).toBe(true);
  });

  it('lets nobody in until every hold is released, each once', async () => {
    const gate = new Gate();
    const [one, other] = [gate.hold(), gate.hold()];
    const entering = gate.enter();
    one.release();
    one.release();
    expect([one.released, other.released, await isDone(entering)]).toEqual([true, false, false]);
    other.release();
    expect(await isDone(entering)).toBe(true);
  });

  it('is quiet when whoever was inside has left', async () => {
    const gate = new Gate();
    await gate.enter();
    const hold = gate.hold();
    expect(await isDone(hold.quiet)).toBe(false);
    gate.leave();
    expect(await isDone(hold.quiet)).toBe(true);
    expect(await isDone(gate.hold().quiet)).toBe(true);
  });
});
