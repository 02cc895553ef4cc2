/** Where one record is to go. It travels with the record and comes back with what became of it. */
export interface Choice {
  readonly topic: string;
  readonly partition: number;
  /** The period of the partition's breaker in which it was chosen. */
  readonly period: number;
  /** The one record that finds out whether the partition is well again. Whoever is given it reports on it, whatever happens. */
  readonly probe: boolean;
  /** The partition where the record belongs while all is well: the same, unless it is diverted. */
  readonly own: number;
}
