import { expect, test } from 'vitest';
import { finish } from '../model/refusal.ts';
import { KnownKeys } from './known-keys.ts';
import { hmacMaking, md5Making } from './right-making.ts';
import { diagnoseSignature, type SignatureQuestion } from './signature-diagnosis.ts';
import { hmacSha256Hex, lines, md5HexUpper } from './signatures.ts';

const KEY = 'K'.repeat(32);
const OTHER = 'S'.repeat(32);
const PARTS = [
  { name: 'version', value: '1.0' },
  { name: 'appid', value: '300000000001' },
  { name: 'systemtime', value: '20261123120000000' },
  { name: 'token', value: 'STsidSecret' },
];
const ORDERS = [
  {
    en: 'in the order in which the fields stood',
    zh: '按请求中字段出现的顺序',
    names: ['appid', 'token', 'version', 'sign', 'systemtime'],
  },
];
const EXTRA = { name: 'expandparams', value: 'from=app' };
const values = PARTS.map((part) => part.value);

function question(given: string): SignatureQuestion {
  return {
    formula: 'HMAC-SHA256, lower-case hex',
    letterCase: 'lower',
    given,
    right: hmacMaking(PARTS, '\n', { name: 'appKey', value: KEY }),
    otherKeys: [{ name: 'appSecret', value: OTHER }],
    orders: ORDERS,
    unsigned: [],
  };
}

function diagnose(given: string): string {
  return finish(diagnoseSignature(question(given))).text;
}

test.each([
  { given: hmacSha256Hex(OTHER, lines(...values)), says: 'signed with the appSecret instead of the appKey' },
  { given: hmacSha256Hex(`${KEY} `, lines(...values)), says: 'had a blank at the end of the appKey' },
  { given: hmacSha256Hex(KEY, lines(...values)).toUpperCase(), says: 'right but for its letter case' },
  { given: `${hmacSha256Hex(KEY, lines(...values))} `, says: 'right but for blanks around it' },
  { given: hmacSha256Hex(KEY, values.join('')), says: 'joined the values with nothing' },
  {
    given: hmacSha256Hex(KEY, lines('300000000001', '20261123120000000', 'STsidSecret', '1.0')),
    says: 'in the order of their names',
  },
  {
    given: hmacSha256Hex(KEY, lines('1.0', '300000000001', 'STsidSecret', '20261123120000000')),
    says: 'changed the places of systemtime and token',
  },
  {
    given: hmacSha256Hex(KEY, lines('1.0', '300000000001', '20261123120000', 'STsidSecret')),
    says: 'seconds instead of milliseconds',
  },
  {
    given: hmacSha256Hex(KEY, lines('1.0', '300000000001 ', '20261123120000000', 'STsidSecret')),
    says: 'had a blank at the end of appid',
  },
  { given: hmacSha256Hex(KEY, lines('1.0', '300000000001', 'STsidSecret')), says: 'left systemtime out' },
  { given: hmacSha256Hex(OTHER, values.join('')), says: 'joined the values with nothing and signed with the appSecret' },
  {
    given: hmacSha256Hex(KEY, lines('300000000001', 'STsidSecret', '1.0', '20261123120000000')),
    says: 'signed the values in the order in which the fields stood',
  },
  {
    given: hmacSha256Hex(KEY, lines('300000000001', '20261123120000000', '1.0', 'STsidSecret')),
    says: 'put version after systemtime',
  },
  {
    given: hmacSha256Hex(KEY, lines('1.0', 'STsidSecret', '300000000001', '20261123120000000')),
    says: 'put token after version',
  },
  {
    given: hmacSha256Hex(KEY, lines('20261123120000000', '1.0', '300000000001', 'STsidSecret')),
    says: 'put systemtime first',
  },
  {
    given: hmacSha256Hex(KEY, lines('1.0', '20261123120000000', 'STsidSecret', '300000000001')),
    says: 'put appid last',
  },
  {
    given: hmacSha256Hex(OTHER, lines('1.0', '20261123120000000', 'STsidSecret', '300000000001')),
    says: 'put appid last and signed with the appSecret',
  },
  { given: hmacSha256Hex(KEY, `${lines(...values)}\n`), says: 'had a line feed at the end of the string to sign' },
  { given: hmacSha256Hex(KEY, `${lines(...values)}\n`), says: /the client signed {2}1\.0⏎.*›⏎ \(/ },
  { given: hmacSha256Hex(KEY, values.join('\r\n')), says: 'joined the values with CR LF' },
  { given: hmacSha256Hex(KEY, values.join('\r\n')), says: '1.0␍⏎300000000001␍⏎' },
  {
    given: Buffer.from(hmacSha256Hex(KEY, lines(...values)), 'hex').toString('base64'),
    says: 'right but in base64: lower-case hex is asked for',
  },
  {
    given: Buffer.from(hmacSha256Hex(KEY, lines(...values)), 'hex').toString('base64url'),
    says: /right but in base64 (?:without its padding|with the alphabet of URLs): lower-case hex is asked for/,
  },
  { given: hmacSha256Hex('x', 'y'), says: 'no known mistake' },
])('it says: $says', ({ given, says }) => {
  expect(diagnose(given)).toMatch(says);
});

test('a fruitless search says how deep it was, not how deep the next one will be', () => {
  const { searches } = new KnownKeys();
  for (let fruitless = 0; fruitless < 49; fruitless++) {
    searches.note(false);
  }
  const nonsense = { ...question(hmacSha256Hex('x', 'y')), searches };
  expect(finish(diagnoseSignature(nonsense)).text).not.toContain('two at once were not tried');
  expect(finish(diagnoseSignature(nonsense)).text).toContain('two at once were not tried');
});

test('the first differing byte is counted in the string to sign', () => {
  const given = hmacSha256Hex(KEY, lines('1.0', '300000000001', '20261123120000', 'STsidSecret'));
  expect(diagnose(given)).toContain('first differing byte: 31');
});

test('neither key nor token stands in a diagnosis', () => {
  const diagnosis = diagnose(hmacSha256Hex(OTHER, lines(...values)));
  expect(diagnosis).not.toMatch(new RegExp(`${KEY}|${OTHER}|STsidSecret`));
});

function md5Question(given: string): SignatureQuestion {
  return {
    ...question(given),
    formula: 'MD5, upper-case hex',
    letterCase: 'upper',
    right: md5Making(PARTS, { name: 'appKey', value: KEY }),
    unsigned: [EXTRA],
  };
}

test.each([
  { given: md5HexUpper(KEY + values.join('')), says: 'put the appKey first instead of last' },
  {
    given: md5HexUpper(OTHER + values.join('')),
    says: 'put the appKey first instead of last and signed with the appSecret instead of the appKey',
  },
  {
    given: Buffer.from(md5HexUpper(values.join('') + KEY), 'hex').toString('base64'),
    says: 'right but in base64: upper-case hex is asked for',
  },
  {
    given: md5HexUpper(`1.030000000000120261123120000000from=appSTsidSecret${KEY}`),
    says: 'included expandparams, which is not signed;',
  },
  {
    given: md5HexUpper(`300000000001STsidSecret1.020261123120000000${KEY}`),
    says: 'signed the values in the order in which the fields stood',
  },
])('of MD5 it says: $says', ({ given, says }) => {
  const diagnosis = finish(diagnoseSignature(md5Question(given))).text;
  expect(diagnosis).toContain(says);
  expect(diagnosis).not.toMatch(new RegExp(`${KEY}|${OTHER}|STsidSecret`));
});

test('bytes of a hex key are recognised', () => {
  const key = '00112233445566778899AABBCCDDEEFF';
  const right = hmacMaking(PARTS, '\n', { name: 'appKey', value: key });
  const given = hmacSha256Hex(Buffer.from(key, 'hex'), lines(...values));
  expect(finish(diagnoseSignature({ ...question(given), right })).text).toContain('decoded the appKey from hex');
});

test('the operator’s MD5 formula has the key as its last part', () => {
  const diagnosis = finish(diagnoseSignature(md5Question(md5HexUpper(values.join('') + OTHER)))).text;
  expect(diagnosis).toContain('signed with the appSecret instead of the appKey');
  expect(diagnosis).toMatch(/string to sign {2}1\.0‖300000000001‖20261123120000000‖‹11 characters, sha256 \w{8}›‖\[appKey\]/);
});
