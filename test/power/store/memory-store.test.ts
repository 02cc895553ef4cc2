import { MemoryStore } from '../../../power/store/memory-store.ts';
import { describeStore } from './store-contract.ts';

describeStore(
  'the memory store',
  () => new MemoryStore(),
  (store, target, item) => store.load(target, item),
);
