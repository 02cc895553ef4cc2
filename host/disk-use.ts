import { statfs } from 'node:fs/promises';

/** How full a file system is, in bytes. */
export interface DiskUse {
  readonly usedBytes: number;
  readonly sizeBytes: number;
}

/** @param path anything on the file system */
export async function diskUse(path: string): Promise<DiskUse> {
  const { blocks, bfree, bsize } = await statfs(path);
  return { usedBytes: (blocks - bfree) * bsize, sizeBytes: blocks * bsize };
}
