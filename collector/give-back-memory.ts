/**
 * Gives memory that is not needed back to the system, where Node was started with `--expose-gc`; else does nothing.
 *
 * Reading and compiling the program leaves as much behind as it goes on to need. V8 collects that sooner or later, but keeps
 * the pages, unless it is told that memory is short (measured on Node 24: 110 MB become 84). Takes some 60 ms in which
 * nothing else runs.
 */
export function giveBackMemory(): void {
  globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}
