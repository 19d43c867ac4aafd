import { KEYS_OF_SCOPE } from './redis-keys.ts';

/** The steps of the Redis store that happen in one epoch of a scope: a Lua script each, over keys of one hash slot. */

/** Refuses an epoch that is over. Renews the life of everything now and then, so that what is never written outlives what is. */
const IN_EPOCH = `${KEYS_OF_SCOPE}
local standing = redis.call('HMGET', head, 'epoch', 'renewed')
if standing[1] ~= ARGV[1] then return redis.error_reply('EPOCHOVER') end
local seconds = tonumber(redis.call('TIME')[1])
if seconds - tonumber(standing[2] or 0) >= LIFE / 100 then
  redis.call('HSET', head, 'renewed', seconds)
  redis.call('EXPIRE', head, LIFE)
  for _, part in ipairs(PARTS) do live(part) end
end
`;

const COUNTING = `
local function sequence() return redis.call('HINCRBY', head, 'sequence', 1) end
local function numberIn(json, name) return tonumber(string.match(json, '"' .. name .. '":(-?%d+)')) end
local function pad(time) return string.format('%016.0f', time + 1000000000000000) end
local function windowMember(msisdn, issuedAt, token) return msisdn .. '/' .. pad(issuedAt) .. '/' .. token end
local function countWindow(msisdn, since)
  return redis.call('ZLEXCOUNT', key('windows'), '(' .. msisdn .. '/' .. pad(since) .. '0', '(' .. msisdn .. '0')
end
local function isMsgidUsed(member, now)
  local ends = member ~= '' and redis.call('ZSCORE', key('msgids'), member)
  return ends and tonumber(ends) > now
end
local function useMsgid(member, now, ends)
  if member == '' then return end
  redis.call('ZREMRANGEBYSCORE', key('msgids'), '-inf', now)
  redis.call('ZADD', key('msgids'), ends, member)
  live('msgids')
end
`;

const SCRIPS = `
local function removeScrips(msisdn, sim)
  local removed = 0
  for _, scrip in ipairs(redis.call('ZRANGE', key('scriporder'), 0, -1)) do
    local json = redis.call('HGET', key('scrips'), scrip)
    if msisdn == '' or string.find(json, '"msisdn":"' .. msisdn .. '"', 1, true) then
      if sim == '' or cjson.decode(json).sim == sim then
        redis.call('HDEL', key('scrips'), scrip)
        redis.call('ZREM', key('scriporder'), scrip)
        removed = removed + 1
      end
    end
  end
  return removed
end
local function simOf(json) return cjson.decode(json).sim end
`;

/** The document of an entry: what follows its version and its order. */
const ENTRIES = `
local function versionOf(entry) return entry and string.match(entry, '^%d+') or '0' end
local function valueOf(entry) return string.match(entry, '^%d+ %d+ (.*)$') end
`;

export const SCRIPTS = {
  read: `${IN_EPOCH} return redis.call('HGET', key(ARGV[3]), ARGV[4])`,
  /** Reads in whichever epoch is now, and says which. */
  readNow: `${KEYS_OF_SCOPE} return {redis.call('HGET', head, 'epoch'), redis.call('HGET', key(ARGV[3]), ARGV[4])}`,
  list: `${IN_EPOCH} return redis.call('HVALS', key(ARGV[3]))`,
  readMeta: `${IN_EPOCH} return redis.call('HMGET', head, 'metaVersion', 'meta')`,
  changeMeta: `${IN_EPOCH}
if redis.call('HGET', head, 'metaVersion') ~= ARGV[3] then return 0 end
redis.call('HSET', head, 'metaVersion', redis.call('HINCRBY', head, 'version', 1), 'meta', ARGV[4])
return 1`,
  /** Everything that an instance follows, in whichever epoch is now. */
  readState: `${KEYS_OF_SCOPE} return redis.call('HMGET', head, 'epoch', 'meta', 'faultsVersion', 'faults')`,
  /** ARGV: version or nothing, fault rules. Returns whether they were changed, and what stands then. */
  changeFaults: `${IN_EPOCH}
local standing = redis.call('HMGET', head, 'faultsVersion', 'faults')
if (standing[1] or '') ~= ARGV[3] then return {0, standing[1] or '', standing[2] or ''} end
local version = redis.call('HINCRBY', head, 'version', 1)
redis.call('HSET', head, 'faultsVersion', version, 'faults', ARGV[4])
return {1, tostring(version), ARGV[4]}`,
  /** ARGV: kind, id, version, name. Registers that a name is wanted, before it is claimed. */
  want: `${IN_EPOCH}${ENTRIES}
if versionOf(redis.call('HGET', key(ARGV[3]), ARGV[4])) ~= ARGV[5] then return 0 end
redis.call('HINCRBY', key('wanted'), ARGV[6], 1)
live('wanted')
return 1`,
  /** ARGV: kind, id, version, document or nothing, name or nothing. A document that is put has its name, which nobody needs to want any more. */
  change: `${IN_EPOCH}${ENTRIES}${SCRIPS}
local kind, id, version, document, name = ARGV[3], ARGV[4], ARGV[5], ARGV[6], ARGV[7]
local entry = redis.call('HGET', key(kind), id)
if versionOf(entry) ~= version then return 0 end
if document == '' then
  redis.call('HDEL', key(kind), id)
  redis.call('SREM', key('reserved'), name)
  return 1
end
local next = redis.call('HINCRBY', head, 'version', 1)
local order = next
if entry then
  order = string.match(entry, '^%d+ (%d+)')
  if kind == 'subscriber' and simOf(valueOf(entry)) ~= simOf(document) then removeScrips(id, simOf(document)) end
end
redis.call('HSET', key(kind), id, next .. ' ' .. order .. ' ' .. document)
live(kind)
if name ~= '' and redis.call('HINCRBY', key('wanted'), name, -1) <= 0 then redis.call('HDEL', key('wanted'), name) end
return 1`,
  /** ARGV: names. Reserves them for documents that come later; returns those that were not reserved before. */
  reserve: `${IN_EPOCH}
local fresh = {}
for at = 3, #ARGV do
  if redis.call('SADD', key('reserved'), ARGV[at]) == 1 then fresh[#fresh + 1] = ARGV[at] end
end
live('reserved')
return fresh`,
  unreserve: `${IN_EPOCH}
for at = 3, #ARGV do redis.call('SREM', key('reserved'), ARGV[at]) end
return 1`,
  /** ARGV: scrip, record, appid, day, limit or nothing, msgid or nothing, its time, its end, limit of scrips. */
  issueScrip: `${IN_EPOCH}${COUNTING}
local scrip, record, appid, day, limit, msgid, now, ends = ARGV[3], ARGV[4], ARGV[5], ARGV[6], ARGV[7], ARGV[8], tonumber(ARGV[9]), ARGV[10]
if isMsgidUsed(msgid, now) then return 'replayed' end
local field = day .. '/' .. appid
if limit ~= '' and tonumber(redis.call('HGET', key('days'), field) or 0) >= tonumber(limit) then return 'day-spent' end
if redis.call('SADD', key('daylist'), day) == 1 then
  for _, old in ipairs(redis.call('HKEYS', key('days'))) do
    if tonumber(string.match(old, '^[^/]+')) < tonumber(day) - 1 then redis.call('HDEL', key('days'), old) end
  end
  for _, old in ipairs(redis.call('SMEMBERS', key('daylist'))) do
    if tonumber(old) < tonumber(day) - 1 then redis.call('SREM', key('daylist'), old) end
  end
end
redis.call('HINCRBY', key('days'), field, 1)
redis.call('HSET', key('scrips'), scrip, record)
redis.call('ZADD', key('scriporder'), sequence(), scrip)
local most = tonumber(ARGV[11])
if redis.call('ZCARD', key('scriporder')) > most * 1.1 then
  for _, old in ipairs(redis.call('ZRANGE', key('scriporder'), 0, -most - 1)) do
    redis.call('HDEL', key('scrips'), old)
    redis.call('ZREM', key('scriporder'), old)
  end
end
useMsgid(msgid, now, ends)
for _, part in ipairs({'daylist', 'days', 'scrips', 'scriporder'}) do live(part) end
return 'issued'`,
  listScrips: `${IN_EPOCH}
local listed = {}
for _, scrip in ipairs(redis.call('ZRANGE', key('scriporder'), 0, -1)) do
  local json = redis.call('HGET', key('scrips'), scrip)
  if ARGV[3] == '' or string.find(json, '"msisdn":"' .. ARGV[3] .. '"', 1, true) then listed[#listed + 1] = json end
end
return listed`,
  revokeScrips: `${IN_EPOCH}${SCRIPS} return removeScrips(ARGV[3], '')`,
  /** ARGV: tokens, which are claimed. */
  queueTokens: `${IN_EPOCH}
for at = 3, #ARGV do redis.call('RPUSH', key('queue'), ARGV[at]) end
live('queue')
return 1`,
  /** ARGV: new token or nothing, the rest of its record, msisdn, time of issue, limit or nothing, window, scrip or nothing, whether it is consumed, msgid or nothing, its time, its end. Answers `make` with the number of a token that must be made and claimed first. */
  takeToken: `${IN_EPOCH}${COUNTING}${SCRIPS}${ENTRIES}
local token, rest, msisdn, issuedAt, limit, before = ARGV[3], ARGV[4], ARGV[5], tonumber(ARGV[6]), ARGV[7], tonumber(ARGV[6]) - tonumber(ARGV[8])
local scrip, isConsumed, msgid, now, ends = ARGV[9], ARGV[10] == '1', ARGV[11], tonumber(ARGV[12]), ARGV[13]
if isMsgidUsed(msgid, now) then return {'replayed'} end
if scrip ~= '' then
  local json = redis.call('HGET', key('scrips'), scrip)
  if not json then return {'scrip-gone'} end
  local record = cjson.decode(json)
  local entry = redis.call('HGET', key('subscriber'), record.msisdn)
  if not entry or simOf(valueOf(entry)) ~= record.sim then return {'scrip-gone'} end
end
if limit ~= '' and countWindow(msisdn, before) >= tonumber(limit) then return {'too-many'} end
if token == '' then
  token = redis.call('LPOP', key('queue'))
  if not token then return {'make', tostring(redis.call('HINCRBY', head, 'made', 1))} end
end
redis.call('HSET', key('tokens'), token, '{"token":' .. cjson.encode(token) .. ',' .. rest)
redis.call('ZADD', key('unused'), sequence(), token)
redis.call('ZADD', key('windows'), 0, windowMember(msisdn, issuedAt, token))
if isConsumed then
  redis.call('HDEL', key('scrips'), scrip)
  redis.call('ZREM', key('scriporder'), scrip)
end
useMsgid(msgid, now, ends)
for _, part in ipairs({'tokens', 'unused', 'windows'}) do live(part) end
local answer = {'issued', token}
for _ = 1, 1000 do
  local old = redis.call('ZRANGE', key('unused'), 0, 0)[1]
  local json = redis.call('HGET', key('tokens'), old)
  local oldAt = numberIn(json, 'issuedAt')
  if oldAt > before then break end
  redis.call('HDEL', key('tokens'), old)
  redis.call('ZREM', key('unused'), old)
  redis.call('ZREM', key('windows'), windowMember(cjson.decode(json).msisdn, oldAt, old))
  answer[#answer + 1] = old
end
return answer`,
  countUnusedTokens: `${IN_EPOCH}${COUNTING} return countWindow(ARGV[3], tonumber(ARGV[4]))`,
  expireTokens: `${IN_EPOCH}${COUNTING}
local expired = 0
for _, token in ipairs(redis.call('ZRANGE', key('unused'), 0, -1)) do
  local json = redis.call('HGET', key('tokens'), token)
  if numberIn(json, 'expiresAt') > tonumber(ARGV[3]) then
    redis.call('HSET', key('tokens'), token, (string.gsub(json, '"expiresAt":%-?%d+', '"expiresAt":' .. ARGV[3], 1)))
    expired = expired + 1
  end
end
return expired`,
  /** ARGV: token, time, billing: nothing, `free` or the limit, msgid or nothing, its time, its end, limit of used tokens. */
  exchange: `${IN_EPOCH}${COUNTING}
local token, now, billing, msgid, msgidNow, ends = ARGV[3], ARGV[4], ARGV[5], ARGV[6], tonumber(ARGV[7]), ARGV[8]
if isMsgidUsed(msgid, msgidNow) then return {'replayed'} end
local json = redis.call('HGET', key('tokens'), token)
if not json or not string.find(json, '"usedAt":null', 1, true) or numberIn(json, 'expiresAt') <= tonumber(now) then return {'token-gone'} end
local record = cjson.decode(json)
if billing ~= 'free' then
  if billing ~= '' and tonumber(redis.call('HGET', key('calls'), record.appid) or 0) >= tonumber(billing) then return {'calls-spent'} end
  redis.call('HINCRBY', key('calls'), record.appid, 1)
  live('calls')
end
redis.call('HSET', key('tokens'), token, (string.gsub(json, '"usedAt":null', '"usedAt":' .. now, 1)))
redis.call('ZREM', key('unused'), token)
redis.call('ZREM', key('windows'), windowMember(record.msisdn, numberIn(json, 'issuedAt'), token))
redis.call('ZADD', key('used'), sequence(), token)
useMsgid(msgid, msgidNow, ends)
live('used')
local answer = {'exchanged'}
local most = tonumber(ARGV[9])
if redis.call('ZCARD', key('used')) > most * 1.1 then
  for _, old in ipairs(redis.call('ZRANGE', key('used'), 0, -most - 1)) do
    redis.call('HDEL', key('tokens'), old)
    redis.call('ZREM', key('used'), old)
    answer[#answer + 1] = old
  end
end
return answer`,
  isMsgidUsed: `${IN_EPOCH}${COUNTING} return isMsgidUsed(ARGV[3], tonumber(ARGV[4])) and 1 or 0`,
  useMsgid: `${IN_EPOCH}${COUNTING}
if isMsgidUsed(ARGV[3], tonumber(ARGV[4])) then return 0 end
useMsgid(ARGV[3], tonumber(ARGV[4]), ARGV[5])
return 1`,
  /** ARGV: from and to of scrips, from and to of tokens. */
  sweep: `${IN_EPOCH}${COUNTING}
local function ended(jsons, from, to)
  local count = 0
  for _, json in ipairs(jsons) do
    local ends = numberIn(json, 'expiresAt')
    if from < ends and ends <= to then count = count + 1 end
  end
  return count
end
local unused = {}
for _, token in ipairs(redis.call('ZRANGE', key('unused'), 0, -1)) do unused[#unused + 1] = redis.call('HGET', key('tokens'), token) end
return {ended(redis.call('HVALS', key('scrips')), tonumber(ARGV[3]), tonumber(ARGV[4])), ended(unused, tonumber(ARGV[5]), tonumber(ARGV[6]))}`,
  /** Returns the tokens that were issued. */
  wipe: `${IN_EPOCH}
local tokens = redis.call('HKEYS', key('tokens'))
for _, part in ipairs({'scrips', 'scriporder', 'tokens', 'unused', 'used', 'windows', 'calls', 'days', 'daylist', 'msgids'}) do
  redis.call('UNLINK', key(part))
end
return tokens`,
  dump: `${IN_EPOCH}
local function records(order, part)
  local found = {}
  for _, id in ipairs(redis.call('ZRANGE', key(order), 0, -1)) do found[#found + 1] = redis.call('HGET', key(part), id) end
  return found
end
return {
  redis.call('HMGET', head, 'meta', 'made'),
  redis.call('HVALS', key('app')), redis.call('HVALS', key('subscriber')), redis.call('HVALS', key('session')),
  records('scriporder', 'scrips'), records('used', 'tokens'), records('unused', 'tokens'),
  redis.call('LRANGE', key('queue'), 0, -1), redis.call('HGETALL', key('calls')), redis.call('HGETALL', key('days')),
  redis.call('ZRANGE', key('msgids'), 0, -1, 'WITHSCORES')}`,
  /** Returns the names and the tokens of the scope, for their lives to be renewed. */
  holdings: `${IN_EPOCH}
local names, tokens = redis.call('SMEMBERS', key('reserved')), redis.call('LRANGE', key('queue'), 0, -1)
for _, id in ipairs(redis.call('HKEYS', key('app'))) do names[#names + 1] = 'app/' .. id end
for _, id in ipairs(redis.call('HKEYS', key('session'))) do names[#names + 1] = 'address/' .. id end
for _, token in ipairs(redis.call('HKEYS', key('tokens'))) do tokens[#tokens + 1] = token end
return {names, tokens}`,

  /**
   * ARGV: new epoch or nothing, life, state as JSON. Replaces the scope whole, or ends it. Returns the epoch before, its names and its tokens, which are freed in
   * steps of their own.
   */
  replace: `${KEYS_OF_SCOPE}
local before = redis.call('HGET', head, 'epoch') or ''
local names, tokens = redis.call('SMEMBERS', key('reserved')), redis.call('LRANGE', key('queue'), 0, -1)
for _, id in ipairs(redis.call('HKEYS', key('app'))) do names[#names + 1] = 'app/' .. id end
for _, id in ipairs(redis.call('HKEYS', key('session'))) do names[#names + 1] = 'address/' .. id end
for _, token in ipairs(redis.call('HKEYS', key('tokens'))) do tokens[#tokens + 1] = token end
redis.call('DEL', head)
for _, part in ipairs(PARTS) do redis.call('UNLINK', key(part)) end
if ARGV[1] ~= '' then
  local state = cjson.decode(ARGV[3])
  redis.call('HSET', head, 'epoch', ARGV[1], 'renewed', redis.call('TIME')[1])
  for field, value in pairs(state.head) do redis.call('HSET', head, field, value) end
  for part, pairsOf in pairs(state.hashes) do
    for at = 1, #pairsOf, 2 do redis.call('HSET', key(part), pairsOf[at], pairsOf[at + 1]) end
  end
  for part, pairsOf in pairs(state.sets) do
    for at = 1, #pairsOf, 2 do redis.call('ZADD', key(part), pairsOf[at + 1], pairsOf[at]) end
  end
  for _, token in ipairs(state.queue) do redis.call('RPUSH', key('queue'), token) end
  for _, day in ipairs(state.days) do redis.call('SADD', key('daylist'), day) end
  redis.call('EXPIRE', head, LIFE)
  for _, part in ipairs(PARTS) do live(part) end
end
return {before, names, tokens}`,
  /** ARGV: nothing, life, by how much, names. Counts who is about to claim them, whatever the epoch. */
  wantMore: `${KEYS_OF_SCOPE}
for at = 4, #ARGV do
  if redis.call('HINCRBY', key('wanted'), ARGV[at], ARGV[3]) <= 0 then redis.call('HDEL', key('wanted'), ARGV[at]) end
end
live('wanted')
return 1`,
  /** ARGV: nothing, life, names. Returns for each whether the scope needs it: a document has it, or is about to. */
  isWanted: `${KEYS_OF_SCOPE}
local answers = {}
for at = 3, #ARGV do
  local kind, id = string.match(ARGV[at], '^([^/]+)/(.*)$')
  local isNeeded = redis.call('HEXISTS', key('wanted'), ARGV[at]) == 1 or redis.call('SISMEMBER', key('reserved'), ARGV[at]) == 1
    or redis.call('HEXISTS', key(kind == 'app' and 'app' or 'session'), id) == 1
  answers[#answers + 1] = isNeeded and 1 or 0
end
return answers`,
} as const;
