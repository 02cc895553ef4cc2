/** Lives stories through for `prove.ts`, on a core of its own. */
import { parentPort } from 'node:worker_threads';
import { type Chunk, proveChunk } from './prove-chunk.ts';

// The API logs what AWS answers wrongly, which happens here all the time and on purpose.
console.error = () => {};

parentPort?.on('message', async (chunk: Chunk) => {
  parentPort?.postMessage(await proveChunk(chunk));
});
