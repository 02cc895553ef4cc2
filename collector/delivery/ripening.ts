import type { Batch } from './batch.ts';
import type { Clock } from './clock.ts';

export interface RipeningProps {
  readonly clock: Clock;
  /** Milliseconds after which a batch goes out, full or not. */
  readonly age: number;
  /** Whether everybody who could add to a batch waits for an answer. */
  readonly allWait: () => boolean;
  /** A batch has become due. */
  readonly ripe: () => void;
}

/**
 * Says when a batch that is not full goes out: when it is old enough, or from half that age on as soon as everybody who
 * could add to it waits for an answer. To grow older would only make them wait, and would hold few senders in a closed loop
 * to few batches a second; sooner it would be a batch for a handful of events, and each costs as much as dozens of them.
 */
export class Ripening {
  readonly #props: RipeningProps;
  #watched: Batch | undefined;

  constructor(props: RipeningProps) {
    this.#props = props;
  }

  /** Something was added to the batch that collects. */
  watch(batch: Batch): void {
    const { clock, age, allWait } = this.#props;
    if (batch === this.#watched) {
      if (batch.mayHurry && allWait()) batch.due = true;
      return;
    }
    this.#watched = batch;
    clock.after(age / 2, () => {
      batch.mayHurry = true;
      if (allWait()) this.#letGo(batch);
      else clock.after(age / 2, () => this.#letGo(batch));
    });
  }

  #letGo(batch: Batch): void {
    batch.due = true;
    this.#props.ripe();
  }
}
