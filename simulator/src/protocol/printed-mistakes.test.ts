import { createHash, createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { finish } from '../model/refusal.ts';
import { hmacMaking, md5Making } from './right-making.ts';
import { diagnoseSignature, type SignatureQuestion } from './signature-diagnosis.ts';

/** Slips of back ends in the habits of their languages, each written down here as the back end makes it. */

const SECRET = 'FEDCBA9876543210FEDCBA9876543210';
const VALUES = {
  appid: '300000000001',
  version: '2.0',
  msgid: 'm1',
  systemtime: '20261124120000123',
  strictcheck: '1',
  token: 'STsid00000011795406400000AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
};
type Values = typeof VALUES;
const ENTRIES = Object.entries(VALUES);
const SORTED = ENTRIES.toSorted(([a], [b]) => (a < b ? -1 : 1));

function textOf(changed: Partial<Values> = {}): string {
  return Object.values({ ...VALUES, ...changed }).join('');
}

function md5(text: string | Buffer): string {
  return createHash('md5').update(text).digest('hex').toUpperCase();
}

/** The right signature with a msgid that gives its digest the asked beginning. */
function rightWhere(isWanted: (digest: Buffer) => boolean): { readonly msgid: string; readonly digest: Buffer } {
  for (let at = 0; ; at++) {
    const digest = createHash('md5')
      .update(`${textOf({ msgid: `m${at}` })}${SECRET}`)
      .digest();
    if (isWanted(digest)) {
      return { msgid: `m${at}`, digest };
    }
  }
}

const values = Object.values(VALUES);
const SLIPS: readonly (readonly [string, string, string])[] = [
  ['joined with /', 'joined-with-any', md5([...values, SECRET].join('/'))],
  ['joined with ||', 'joined-with-any', md5([...values, SECRET].join('||'))],
  ['joined with a full-width comma', 'joined-with-any', md5([...values, SECRET].join('，'))],
  ['name:value, sorted', 'pairs-joined-with-any', md5(SORTED.map((pair) => pair.join(':')).join('') + SECRET)],
  ['name=value|…|key=', 'pairs-joined-with-any', md5(`${ENTRIES.map((pair) => pair.join('=')).join('|')}|key=${SECRET}`)],
  ['a Java list', 'text-of-list', md5(`[${values.join(', ')}]${SECRET}`)],
  ['a Java list with the key in it', 'text-of-list', md5(`[${[...values, SECRET].join(', ')}]`)],
  ['a Python list', 'text-of-list', md5(`['${[...values, SECRET].join("', '")}']`)],
  ['a JSON array', 'text-of-list', md5(JSON.stringify(values) + SECRET)],
  ['a Go slice', 'text-of-list', md5(`[${values.join(' ')}]${SECRET}`)],
  ['a Go map', 'text-of-map', md5(`map[${SORTED.map((pair) => pair.join(':')).join(' ')}]${SECRET}`)],
  ['a Python dict', 'text-of-map', md5(`{${ENTRIES.map(([name, text]) => `'${name}': '${text}'`).join(', ')}}${SECRET}`)],
  ['a Ruby hash', 'text-of-map', md5(`{${ENTRIES.map(([name, text]) => `"${name}"=>"${text}"`).join(', ')}}${SECRET}`)],
  ['C# pairs', 'text-of-map', md5(ENTRIES.map(([name, text]) => `[${name}, ${text}]`).join('') + SECRET)],
  ['entries of JavaScript', 'pairs-joined-with-any', md5(ENTRIES.join(',') + SECRET)],
  ['bytes of Python', 'text-of-bytes', md5(`b'${textOf()}${SECRET}'`)],
  ['a token as bytes of Python', 'value-bytes-literal', md5(textOf({ token: `b'${VALUES.token}'` }) + SECRET)],
  ['a key as bytes of Python', 'key-bytes-literal', md5(`${textOf()}b'${SECRET}'`)],
  ['a nil of Go', 'value-nothing-printed', md5(textOf({ strictcheck: '<nil>' }) + SECRET)],
  ['a missing argument of Go', 'key-placeholder', md5(`${textOf()}%!s(MISSING)`)],
  ['an unfilled template', 'value-template', md5(textOf({ token: '$' + '{token}' }) + SECRET)],
  ['an unfilled template of the key', 'key-placeholder', md5(`${textOf()}$appSecret`)],
  ['an Optional of Java', 'value-optional', md5(textOf({ token: `Optional[${VALUES.token}]` }) + SECRET)],
  ['a float of Go', 'value-floating', md5(textOf({ appid: '3.00000000001e+11' }) + SECRET)],
  ['a double of Java', 'value-floating', md5(textOf({ appid: '3.00000000001E11' }) + SECRET)],
  ['a float of PHP', 'value-floating', md5(textOf({ systemtime: '2.0261124120000E+16' }) + SECRET)],
  ['a grouped number', 'value-floating', md5(textOf({ appid: '300,000,000,001' }) + SECRET)],
  ['another app', 'value-of-other-app', md5(textOf({ appid: '300000000002' }) + SECRET)],
  ['a value of another field', 'value-of-other-field', md5(textOf({ systemtime: 'm1' }) + SECRET)],
  ['UTF-32', 'charset', md5(wide(`${textOf()}${SECRET}`))],
];

function wide(text: string): Buffer {
  return Buffer.concat([...text].map((character) => Buffer.from([character.charCodeAt(0), 0, 0, 0])));
}

function question(given: string, changed: Partial<Values> = {}): SignatureQuestion {
  const parts = Object.entries({ ...VALUES, ...changed }).map(([name, value]) => ({ name, value }));
  return {
    formula: 'MD5, upper-case hex',
    letterCase: 'upper',
    given,
    right: md5Making(parts, { name: 'appSecret', value: SECRET }),
    otherKeys: [{ name: 'appKey', value: '0123456789ABCDEF0123456789ABCDEF' }],
    otherAppids: ['300000000002'],
    orders: [],
    unsigned: [],
  };
}

function idsOf(asked: SignatureQuestion): readonly string[] {
  return finish(diagnoseSignature(asked)).mistakes.map(({ id }) => id);
}

describe('a signature', () => {
  test.each(SLIPS)('over %s is named %s', (_, id, given) => {
    expect(idsOf(question(given))).toEqual([id]);
  });

  test.each(SLIPS)('over %s, and in lower case, is named %s and its letter case', (_, id, given) => {
    expect(idsOf(question(given.toLowerCase()))).toEqual([id, 'sign-case']);
  });

  test('as a signed number of Java is named so', () => {
    const { msgid, digest } = rightWhere(([first = 0]) => first > 127);
    const given = (BigInt(`0x${digest.toString('hex')}`) - 2n ** 128n).toString(16).toUpperCase();
    expect(idsOf(question(given, { msgid }))).toEqual(['sign-number-signed']);
  });

  test('with ffffff before the bytes over 127, and two digits for the others, is named so', () => {
    const { msgid, digest } = rightWhere((bytes) => bytes.some((byte) => byte > 127) && bytes.some((byte) => byte < 16));
    const digits = [...digest].map((byte) => `${byte > 127 ? 'ffffff' : ''}${byte.toString(16).padStart(2, '0')}`);
    expect(idsOf(question(digits.join('').toUpperCase(), { msgid }))).toEqual(['sign-bytes-signed-padded']);
  });

  test.each([
    ['a key and a text in UTF-16', 'charset-of-key', hmac(Buffer.from(SECRET, 'utf16le'), Buffer.from(textOf(), 'utf16le'))],
    ['a digest that was taken first', 'digest-of-digest', hmac(SECRET, md5(textOf()).toLowerCase())],
    ['a key as bytes of Python', 'key-bytes-literal', hmac(`b'${SECRET}'`, textOf())],
    ['a text as bytes of Python', 'text-of-bytes', hmac(SECRET, `b'${textOf()}'`)],
  ])('by HMAC over %s is named %s', (_, id, given) => {
    const { right, ...asked } = question(given);
    const parts = right.parts.filter(({ isKey }) => isKey !== true);
    expect(idsOf({ ...asked, right: hmacMaking(parts, '', right.key) })).toEqual([id]);
  });
});

function hmac(key: string | Buffer, text: string | Buffer): string {
  return createHmac('sha256', key).update(text).digest('hex').toUpperCase();
}
