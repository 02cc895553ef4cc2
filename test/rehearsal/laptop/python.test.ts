import { describe, expect, it } from '@jest/globals';
import { findPython, isRecentPython, parsePythonVersion } from '../../../rehearsal/laptop/python.ts';

/** A machine on which these commands print these versions, and no other command exists. */
function machine(versions: Record<string, string>): (command: string) => Promise<string> {
  return (command) => {
    const printed = versions[command];
    return printed === undefined
      ? Promise.reject(new Error(`${command}: not found`))
      : Promise.resolve(printed);
  };
}

describe('the Python that the rehearsal uses', () => {
  it('is the first on the path that is new enough', async () => {
    expect(await findPython(machine({ python3: 'Python 3.8.18', 'python3.12': 'Python 3.12.1' }))).toBe(
      'python3.12',
    );
    expect(await findPython(machine({ python3: 'Python 3.10.0', 'python3.12': 'Python 3.12.1' }))).toBe(
      'python3',
    );
  });

  it('is named with its version and a remedy when it is too old', async () => {
    await expect(
      findPython(machine({ python3: 'Python 3.9.18', python: 'Python 2.7.18' })),
    ).rejects.toMatchObject({
      code: 'python-too-old',
      message: expect.stringMatching(/python3 is 3\.9, python is 2\.7.*3\.10 or newer.*apt install/),
    });
  });

  it('is asked for when there is none', async () => {
    await expect(findPython(machine({}))).rejects.toMatchObject({
      code: 'python-missing',
      message: expect.stringContaining('needs Python 3.10 or newer'),
    });
  });

  it('has a version that is read from what it prints', () => {
    expect(parsePythonVersion('Python 3.13.0rc1\n')).toEqual([3, 13]);
    expect(parsePythonVersion('pypy')).toBeUndefined();
    expect([isRecentPython([3, 9]), isRecentPython([3, 10]), isRecentPython([4, 0])]).toEqual([
      false,
      true,
      true,
    ]);
  });
});
