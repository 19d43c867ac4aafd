/** The keys of a scope besides its head, by the last part of their names. All of them end with the epoch. */
const PARTS = [
  ...['app', 'subscriber', 'session', 'reserved', 'scrips', 'scriporder', 'tokens', 'unused', 'used', 'windows'],
  ...['queue', 'calls', 'days', 'daylist', 'msgids'],
] as const;

const LUA_PARTS = `{${PARTS.map((part) => `'${part}'`).join(',')}}`;

/** KEYS[1] is the scope's head; the names of the other keys are made of it, so that all are in its slot. ARGV: epoch, life in seconds, what the step needs. */
export const KEYS_OF_SCOPE = `
local head = KEYS[1]
local LIFE = tonumber(ARGV[2])
local PARTS = ${LUA_PARTS}
local function key(part) return string.sub(head, 1, -5) .. part end
local function live(part) redis.call('EXPIRE', key(part), LIFE) end
`;
