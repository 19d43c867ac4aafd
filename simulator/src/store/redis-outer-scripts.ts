import { KEYS_OF_SCOPE } from './redis-keys.ts';

/** The steps of the Redis store outside of a scope's epochs: names over all scopes, the journal, and what a scope keeps. */

/** The steps on one name or one token, which are unique over all scopes: KEYS[1] is its own key. */
export const NAME_SCRIPTS = {
  /** ARGV: scope, claim, life. Returns the scope that has it. */
  claim: `
local holder = redis.call('HGET', KEYS[1], 'scope')
if holder and holder ~= ARGV[1] then return holder end
redis.call('HSET', KEYS[1], 'scope', ARGV[1], 'claim', ARGV[2])
redis.call('EXPIRE', KEYS[1], ARGV[3])
return ARGV[1]`,
  /** ARGV: scope, claim. Frees the name unless it was claimed again since. */
  free: `
local held = redis.call('HMGET', KEYS[1], 'scope', 'claim')
if held[1] == ARGV[1] and held[2] == ARGV[2] then return redis.call('DEL', KEYS[1]) end
return 0`,
  /** ARGV: scope, epoch, life. Takes the token from an earlier epoch of the scope; returns the epoch that had it. */
  takeOver: `
local held = redis.call('HMGET', KEYS[1], 'scope', 'claim')
if held[1] and held[1] ~= ARGV[1] then return '-' end
redis.call('HSET', KEYS[1], 'scope', ARGV[1], 'claim', ARGV[2])
redis.call('EXPIRE', KEYS[1], ARGV[3])
return held[2] or ''`,
  /** ARGV: scope, epoch, life. Claims a token that nobody has. */
  claimNew: `
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
redis.call('HSET', KEYS[1], 'scope', ARGV[1], 'claim', ARGV[2])
redis.call('EXPIRE', KEYS[1], ARGV[3])
return 1`,
} as const;

/** The journal of a scope and what else outlives its epochs. KEYS[1] is its head, ARGV[2] the life. */
export const JOURNAL_SCRIPTS = {
  /** ARGV: nothing, life, entry, request, how many lines the journal has about. Returns the entry's id. */
  append: `${KEYS_OF_SCOPE}
local id = redis.call('HINCRBY', key('journalhead'), 'last', 1)
redis.call('XADD', key('journal'), 'MAXLEN', '~', ARGV[5], '*', 'kind', 'entry', 'id', id, 'text', ARGV[3], 'raw', ARGV[4])
live('journalhead')
live('journal')
return id`,
  /** ARGV: nothing, life, id, completion. */
  complete: `${KEYS_OF_SCOPE}
redis.call('XADD', key('journal'), '*', 'kind', 'completion', 'id', ARGV[3], 'text', ARGV[4])
live('journal')
return 1`,
  /** The line stays, so that whoever reads on learns of it. */
  clear: `${KEYS_OF_SCOPE}
local last = redis.call('HGET', key('journalhead'), 'last') or '0'
redis.call('XTRIM', key('journal'), 'MAXLEN', 0)
redis.call('XADD', key('journal'), '*', 'kind', 'clearing', 'id', last)
live('journal')
return 1`,
  /** ARGV: nothing, life, place or nothing, count. */
  read: `${KEYS_OF_SCOPE}
return redis.call('XRANGE', key('journal'), ARGV[3] == '' and '-' or '(' .. ARGV[3], '+', 'COUNT', ARGV[4])`,
} as const;

/** What a scope has beyond its epochs. KEYS[1] is its head, ARGV[2] the life. */
export const PART_SCRIPTS = {
  /** ARGV: nothing, life, collection. */
  read: `${KEYS_OF_SCOPE}
live(ARGV[3])
return redis.call('HGETALL', key(ARGV[3]))`,
  /** ARGV: nothing, life, collection, name, text, whether it replaces. Returns what stands then. */
  put: `${KEYS_OF_SCOPE}
redis.call(ARGV[6] == '1' and 'HSET' or 'HSETNX', key(ARGV[3]), ARGV[4], ARGV[5])
live(ARGV[3])
return redis.call('HGET', key(ARGV[3]), ARGV[4])`,
  remove: `${KEYS_OF_SCOPE} return redis.call('HDEL', key(ARGV[3]), ARGV[4])`,
  /** ARGV: nothing, life, secrets. */
  addSecrets: `${KEYS_OF_SCOPE}
for at = 3, #ARGV do redis.call('RPUSH', key('secrets'), ARGV[at]) end
live('secrets')
return 1`,
  /** ARGV: nothing, life, from. */
  readSecrets: `${KEYS_OF_SCOPE}
live('secrets')
return redis.call('LRANGE', key('secrets'), ARGV[3], -1)`,
  removeAll: `${KEYS_OF_SCOPE}
for _, part in ipairs({'journal', 'journalhead', 'keys', 'snapshots', 'secrets'}) do redis.call('UNLINK', key(part)) end
return 1`,
} as const;
