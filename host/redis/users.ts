import { createHash } from 'node:crypto';

/** Who logs in to Redis. The default user is off: nobody gets in without a name. */
export const REDIS_USERS = ['collector', 'client', 'reader', 'admin'] as const;

export type RedisUser = (typeof REDIS_USERS)[number];

/** A password for each of them. */
export type RedisPasswords = Readonly<Record<RedisUser, string>>;

/** Channel on which clients ask for Kafka to be woken. */
const WAKE_CHANNEL = 'wakeup-ev';

/** What clients say about themselves when they connect; the other subcommands of CLIENT are dangerous. */
const GREETING = '+client|setname +client|getname +client|id';

const NOTHING_DANGEROUS = `-@dangerous -@admin ${GREETING}`;

const READING_STREAMS =
  '+xread +xrange +xrevrange +xlen +xinfo +xpending +xgroup +xreadgroup +xack +xclaim +xautoclaim';

/**
 * What each may do, as ACL rules of Redis 6.2. That version allows a user's commands on all of the user's keys alike:
 * hence somebody who reads events and somebody else who has keys of their own. With one user for both, who may delete a key
 * of their own could delete the events.
 *
 * @param stream where events go if they stay in Redis
 */
function rulesOf(stream: string): Readonly<Record<RedisUser, string>> {
  const events = `~${stream} ~${stream}.dead-letter`;
  return {
    // INFO and CONFIG GET tell it how full Redis is, and whether it syncs as it must.
    collector: `~catnap:* ${events} resetchannels &${WAKE_CHANNEL} +@all ${NOTHING_DANGEROUS} +info +config|get`,
    // No scripts, which can hold up everybody; no looking at names of keys that are not theirs.
    client: `~app:* resetchannels &${WAKE_CHANNEL} +@all ${NOTHING_DANGEROUS} -@scripting -scan -randomkey`,
    reader: `${events} resetchannels -@all ${READING_STREAMS} +exists +type +@connection -@dangerous ${GREETING}`,
    admin: '~* &* +@all',
  };
}

/** The file of Redis' users. It holds hashes: whoever reads it cannot log in by it. */
export function renderUsers(passwords: RedisPasswords, stream: string): string {
  const rules = rulesOf(stream);
  const lines = REDIS_USERS.map((user) => `user ${user} on #${sha256(passwords[user])} ${rules[user]}`);
  return ['user default off', ...lines, ''].join('\n');
}

function sha256(password: string): string {
  return createHash('sha256').update(password).digest('hex');
}
