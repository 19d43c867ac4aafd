import { createHash, createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { finish } from '../model/refusal.ts';
import { hmacMaking, md5Making, ORDER_AS_SENT } from './right-making.ts';
import { diagnoseSignature } from './signature-diagnosis.ts';

/** Signatures that strangers made by other rules than the operator's, and what is named of each. */

const KEY = 'FEDCBA9876543210FEDCBA9876543210';
const OTHER_KEY = '0123456789ABCDEF0123456789ABCDE0';

const VALUES = {
  appid: '300000000001',
  version: '2.0',
  msgid: '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
  systemtime: '20261123120000000',
  strictcheck: '0',
  token: `STsid${'12345678901234567890'}${'aB3'.repeat(10)}Zz`,
};
type Name = keyof typeof VALUES | 'expandparams';

const SENT: Readonly<Record<Name, string>> = { ...VALUES, expandparams: '' };
const NAMES = Object.keys(VALUES) as Name[];
const ALL = Object.keys(SENT) as Name[];
const TEXT = valuesOf(NAMES);

function valuesOf(names: readonly Name[]): string {
  return names.map((name) => SENT[name]).join('');
}

function pairsOf(names: readonly Name[]): string {
  return names.map((name) => `${name}=${SENT[name]}`).join('&');
}

function namedOf(names: readonly Name[]): string {
  return names.map((name) => `${name}${SENT[name]}`).join('');
}

function upper(algorithm: string, text: string): string {
  return createHash(algorithm).update(text).digest('hex').toUpperCase();
}

function md5(text: string): string {
  return upper('md5', text);
}

function hmac(algorithm: string, key: string, text: string): string {
  return createHmac(algorithm, key).update(text).digest('hex').toUpperCase();
}

const PARTS = Object.entries(VALUES).map(([name, value]) => ({ name, value }));
const OTHERS = {
  formula: 'MD5, upper-case hex',
  letterCase: 'upper',
  otherKeys: [{ name: 'appKey', value: OTHER_KEY }],
  orders: [{ ...ORDER_AS_SENT, names: ALL }],
  unsigned: [],
  sent: Object.entries(SENT).map(([name, value]) => ({ name, value })),
} as const;

function mistakesOf(given: string, right = md5Making(PARTS, { name: 'appSecret', value: KEY })): readonly string[] {
  return finish(diagnoseSignature({ ...OTHERS, given, right })).mistakes.map(({ id }) => id);
}

const SORTED = NAMES.toSorted();

test.each<[string, string, readonly string[]]>([
  // Digests.
  ['SHA-512/256', upper('sha512-256', TEXT + KEY), ['digest-other']],
  ['SHA3-384', upper('sha3-384', TEXT + KEY), ['digest-other']],
  ['BLAKE2b', upper('blake2b512', TEXT + KEY), ['digest-other']],
  ['RIPEMD-160', upper('ripemd160', TEXT + KEY), ['digest-other']],
  ['HMAC-SHA3-256', hmac('sha3-256', KEY, TEXT), ['digest-hmac']],
  ['SHA3-256 and a key in lower case', upper('sha3-256', TEXT + KEY.toLowerCase()), ['key-lower', 'digest-other']],
  ['SHA-256 twice', upper('sha256', upper('sha256', TEXT + KEY).toLowerCase()), ['digest-of-digest']],
  ['MD5 of the text in base64', md5(Buffer.from(TEXT + KEY).toString('base64')), ['text-turned']],
  // Two mistakes in the form of the key.
  ['quotes and a comma', md5(`${TEXT}"${KEY}",`), ['key-quoted', 'key-end']],
  ['a label and quotes', md5(`${TEXT}APP_SECRET="${KEY}"`), ['key-quoted', 'key-labelled-rare']],
  ['a tab and lower case', md5(`${TEXT}\t${KEY.toLowerCase()}`), ['key-start', 'key-lower']],
  // Rare forms of the key.
  ['a comment', md5(`${TEXT}${KEY} # prod`), ['key-end-rare']],
  ['a byte order mark read as ISO-8859-1', md5(`${TEXT}ï»¿${KEY}`), ['key-start-rare']],
  ['the masked key', md5(`${TEXT}${KEY.slice(0, 4)}****${KEY.slice(-4)}`), ['key-masked']],
  ['half of a pair of quotes', md5(`${TEXT}${KEY}"`), ['key-end-rare']],
  ['the first 24 characters', md5(`${TEXT}${KEY.slice(0, 24)}`), ['key-cut-rare']],
  // Which values, in what order.
  ['two values left out', md5(valuesOf(['appid', 'msgid', 'systemtime', 'token']) + KEY), ['values-left-out', 'values-left-out']],
  [
    'two values left out and the key in lower case',
    md5(valuesOf(['appid', 'msgid', 'systemtime', 'token']) + KEY.toLowerCase()),
    ['values-left-out', 'values-left-out', 'key-taken'],
  ],
  ['the token and the key', md5(SENT.token + KEY), ['values-only']],
  [
    'an order of nobody',
    md5(valuesOf(['version', 'appid', 'systemtime', 'msgid', 'strictcheck', 'token']) + KEY),
    ['values-in-order'],
  ],
  ['sorted, and the key first', md5(KEY + valuesOf(SORTED)), ['values-in-order', 'key-put-first']],
  ['null for a field that was not set', md5(`${valuesOf(NAMES.slice(0, 5))}null${SENT.token}${KEY}`), ['included-nothing']],
  // Other services' ways to sign.
  ['sorted pairs, &key=, SHA-256', upper('sha256', `${pairsOf(SORTED)}&key=${KEY}`), ['other-scheme']],
  ['sorted pairs, HMAC-SHA256', hmac('sha256', KEY, pairsOf(SORTED)), ['other-scheme']],
  ['all sorted pairs, empty ones too, &key=', md5(`${pairsOf(ALL.toSorted())}&key=${KEY}`), ['other-scheme']],
  ['names and values between two keys', md5(`${KEY}${namedOf(ALL.toSorted())}${KEY}`), ['other-scheme']],
  ['the key as a field', md5(pairsOf(SORTED).replace('appid=', `appSecret=${KEY}&appid=`)), ['other-scheme']],
  ['the body as JSON and the key', md5(JSON.stringify(SENT) + KEY), ['other-scheme']],
  [
    'values sorted by value, the key among them',
    upper('sha1', [...Object.values(VALUES), KEY].toSorted().join('')),
    ['other-scheme'],
  ],
  // A value and the key.
  [
    'a time taken twice, 137 ms later, and the other key',
    md5(TEXT.replace('120000000', '120000137') + OTHER_KEY),
    ['value-taken-again-later', 'key-other'],
  ],
  ['the year of the week', md5(TEXT.replace('20261123', '20271123') + KEY), ['value-week-year']],
  ['a token that was cut', md5(TEXT.replace(SENT.token, SENT.token.slice(0, 32)) + KEY), ['value-cut']],
  // How it is written, or that it is none.
  ['a quotation mark behind it', `${md5(TEXT + KEY)}"`, ['sign-punctuated']],
  ['\\x before each byte', md5(TEXT + KEY).replace(/../g, '\\x$&'), ['sign-hex-escaped']],
  ['bytes as ISO-8859-1', Buffer.from(md5(TEXT + KEY), 'hex').toString('latin1'), ['sign-raw-bytes']],
  ['bytes as UTF-8', Buffer.from(md5(TEXT + KEY), 'hex').toString('utf8'), ['sign-raw-utf8']],
  ['the key itself', KEY, ['sign-is-key']],
  ['the text itself', TEXT, ['sign-is-text']],
  ['a placeholder', '{{sign}}', ['sign-is-word']],
])('%s', (_title, given, ids) => {
  expect(mistakesOf(given)).toEqual(ids);
});

test('a value with half of a surrogate pair, which has no UTF-8, is judged as well', () => {
  const half = PARTS.map((part) => (part.name === 'msgid' ? { ...part, value: '\ud800' } : part));
  expect(mistakesOf('A'.repeat(32), md5Making(half, { name: 'appKey', value: KEY }))).toEqual([]);
});

test.each(['{', '%', '<', '"'])('a long text of %s is judged at once', (mark) => {
  const before = process.cpuUsage();
  expect(mistakesOf(`${mark.repeat(20_000)}${'}'.repeat(20_000)}\nA`)).toEqual([]);
  const { user } = process.cpuUsage(before);
  // A pattern that goes back in two places takes minutes.
  expect(user / 1000).toBeLessThan(5000);
});

test.each<[string, string, readonly string[]]>([
  ['sorted pairs', hmac('sha256', KEY, pairsOf(SORTED)), ['order-by-name', 'pairs']],
  ['HMAC-SHA512/256', hmac('sha512-256', KEY, TEXT), ['digest-other']],
  [
    'two values left out',
    hmac('sha256', KEY, valuesOf(['appid', 'msgid', 'systemtime', 'token'])),
    ['values-left-out', 'values-left-out'],
  ],
  ['sorted pairs with a &key=, MD5', md5(`${pairsOf(SORTED)}&key=${KEY}`), ['other-scheme']],
  ['quotes and a line feed', hmac('sha256', `"${KEY}"\n`, TEXT), ['key-quoted', 'key-end']],
])('instead of an HMAC: %s', (_title, given, ids) => {
  expect(mistakesOf(given, hmacMaking(PARTS, '', { name: 'appSecret', value: KEY }))).toEqual(ids);
});
