/**
 * What Redis does in one step. Sent whole each time (some hundred bytes), so that there is no script to be missing after
 * a restart. A write that Redis allows when it is full, in front, lets the following ones pass too: so what keeps the
 * buffer going (its ownership, what leaves it) works also then.
 */

/** KEYS: owner, stream. ARGV: token. Refuses whoever is not the owner, and says who is. */
const GUARD = `
local owner = redis.call('GET', KEYS[1])
if owner ~= ARGV[1] then return redis.error_reply('NOTOWNER ' .. (owner or '')) end
`;

/** KEYS: owner. ARGV: token, our former token, milliseconds. Answers with who has it, if somebody else has. */
export const ACQUIRE = `
local owner = redis.call('GET', KEYS[1])
if owner and owner ~= ARGV[2] then return owner end
redis.call('DEL', KEYS[1])
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[3])
return false
`;

/** KEYS: owner. ARGV: token, milliseconds. */
export const RENEW = `${GUARD}
return redis.call('PEXPIRE', KEYS[1], ARGV[2])
`;

/** KEYS: owner. ARGV: token. */
export const RELEASE = `${GUARD}
return redis.call('DEL', KEYS[1])
`;

/** ARGV: token, entry. */
export const APPEND = `${GUARD}
return redis.call('XADD', KEYS[2], '*', 'z', ARGV[2])
`;

/** ARGV: token, the first id that stays. */
export const TRIM = `${GUARD}
return redis.call('XTRIM', KEYS[2], 'MINID', ARGV[2])
`;

/** KEYS: owner, stream, stream of broken entries. ARGV: token, id, why. */
export const MOVE_BROKEN = `${GUARD}
local found = redis.call('XRANGE', KEYS[2], ARGV[2], ARGV[2])[1]
if not found then return 0 end
redis.call('XDEL', KEYS[2], ARGV[2])
local fields = found[2]
fields[#fields + 1] = 'why'
fields[#fields + 1] = ARGV[3]
redis.call('XADD', KEYS[3], '*', unpack(fields))
return 1
`;

/** KEYS: owner, stream of what is set aside. ARGV: token, entry, why. */
export const SET_ASIDE = `${GUARD}
redis.call('PERSIST', KEYS[2])
return redis.call('XADD', KEYS[2], '*', 'z', ARGV[2], 'why', ARGV[3])
`;

/** KEYS: stream, stream of broken entries, stream of what is set aside. Lengths, and the id of the first entry. */
export const DEPTH = `
local first = redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', 1)[1]
return { redis.call('XLEN', KEYS[1]), redis.call('XLEN', KEYS[2]), redis.call('XLEN', KEYS[3]), first and first[1] or '' }
`;

/** KEYS: stream. The id it gave last, also when the entry is gone. */
export const LAST_ID = `
if redis.call('EXISTS', KEYS[1]) == 0 then return '0-0' end
local info = redis.call('XINFO', 'STREAM', KEYS[1])
for i = 1, #info, 2 do
  if info[i] == 'last-generated-id' then return info[i + 1] end
end
return '0-0'
`;
