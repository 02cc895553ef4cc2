import { describe, expect, it } from '@jest/globals';
import { mustRun, tryCommand } from '../../host/run-command.ts';

describe('a command', () => {
  it('gives back what it said and how it ended', async () => {
    const result = await tryCommand('sh', ['-c', 'echo out; echo err >&2; exit 2']);
    expect(result).toEqual({ exitCode: 2, stdout: 'out\n', stderr: 'err\n' });
  });

  it('that must succeed does, or says in its own words why not', async () => {
    expect(await mustRun(tryCommand, 'echo', ['hello'])).toBe('hello\n');
    await expect(mustRun(tryCommand, 'sh', ['-c', 'echo no such device >&2; exit 32'])).rejects.toMatchObject(
      {
        code: 'command-failed',
        message: expect.stringMatching(/ended with 32: no such device$/),
      },
    );
  });

  it('that does not exist is an error too', async () => {
    await expect(tryCommand('no-such-command', [])).rejects.toMatchObject({ code: 'command-failed' });
  });
});
