import { describe, expect, it } from '@jest/globals';
import { redisPasswords } from '../../../host/redis/passwords.ts';
import { REDIS_USERS } from '../../../host/redis/users.ts';
import { REDIS_USERS as THEIRS } from '../../../lib/constructs/redis-passwords.ts';

/** SSM with SecureStrings alone. */
class Secrets {
  readonly kept = new Map<string, string>();
  /** What somebody else makes at the very moment when we would. */
  race: string | undefined;
  #hides = false;

  read = () => Promise.resolve(undefined);
  write = () => Promise.reject(new Error('a password is no plain parameter'));

  readSecret = (name: string) => Promise.resolve(this.#hides ? undefined : this.kept.get(name));

  makeSecret = (name: string, value: string) => {
    if (this.race !== undefined) this.kept.set(name, this.race);
    if (this.kept.has(name)) return Promise.resolve(false);
    this.kept.set(name, value);
    return Promise.resolve(true);
  };

  /** There, and not to be read. */
  hide(): void {
    this.#hides = true;
  }
}

describe("the passwords of Redis' users", () => {
  it('are those that the role of the host lets it make', () => {
    expect([...REDIS_USERS].sort()).toEqual([...THEIRS]);
  });

  it('are made at the first boot: long, and each another one', async () => {
    const secrets = new Secrets();
    const made = Object.values(await redisPasswords(secrets, 'dev'));
    expect(new Set(made).size).toBe(4);
    for (const password of made) expect(password).toMatch(/^[\w-]{43}$/);
    expect([...secrets.kept.keys()].sort()).toEqual([
      '/catnap/dev/redis/admin',
      '/catnap/dev/redis/client',
      '/catnap/dev/redis/collector',
      '/catnap/dev/redis/reader',
    ]);
  });

  it('are the same at each later boot, on whichever instance', async () => {
    const secrets = new Secrets();
    const first = await redisPasswords(secrets, 'dev');
    expect(await redisPasswords(secrets, 'dev')).toEqual(first);
  });

  it('are those of another host that made them at the same moment', async () => {
    const secrets = new Secrets();
    secrets.race = 'theirs';
    expect(await redisPasswords(secrets, 'dev')).toMatchObject({ collector: 'theirs', admin: 'theirs' });
  });

  it('are not guessed at when one is there and cannot be read', async () => {
    const secrets = new Secrets();
    await redisPasswords(secrets, 'dev');
    secrets.hide();
    await expect(redisPasswords(secrets, 'dev')).rejects.toMatchObject({ code: 'aws-failed' });
  });
});
