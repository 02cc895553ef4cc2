/** A file of the bundle. */
export interface BundledFile {
  /** Relative to the entry's folder. */
  readonly name: string;
  readonly contents: Uint8Array;
}
