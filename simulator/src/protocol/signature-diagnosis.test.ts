import { expect, test } from 'vitest';
import { diagnoseSignature } from './signature-diagnosis.ts';
import { hmacSha256Hex, lines, md5HexUpper } from './signatures.ts';

const KEY = 'K'.repeat(32);
const OTHER = 'S'.repeat(32);
const PARTS = [
  { name: 'version', value: '1.0' },
  { name: 'appid', value: '300000000001' },
  { name: 'systemtime', value: '20261123120000000' },
  { name: 'token', value: 'STsidSecret' },
];
const values = PARTS.map((part) => part.value);

function diagnose(given: string): string {
  return diagnoseSignature({
    formula: 'HMAC-SHA256, lower-case hex',
    sign: hmacSha256Hex,
    given,
    keys: [
      { name: 'appKey', value: KEY },
      { name: 'appSecret', value: OTHER },
    ],
    parts: PARTS,
    joiner: '\n',
    keyIsLastPart: false,
  });
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
  { given: hmacSha256Hex('x', 'y'), says: 'no known mistake' },
])('it says: $says', ({ given, says }) => {
  expect(diagnose(given)).toContain(says);
});

test('the first differing byte is counted in the string to sign', () => {
  const given = hmacSha256Hex(KEY, lines('1.0', '300000000001', '20261123120000', 'STsidSecret'));
  expect(diagnose(given)).toContain('first differing byte: 31');
});

test('neither key nor token stands in a diagnosis', () => {
  const told = diagnose(hmacSha256Hex(OTHER, lines(...values)));
  expect(told).not.toMatch(new RegExp(`${KEY}|${OTHER}|STsidSecret`));
});

test('the operator’s MD5 formula has the key as its last part', () => {
  const told = diagnoseSignature({
    formula: 'MD5, upper-case hex',
    sign: (_, text) => md5HexUpper(text),
    given: md5HexUpper(values.join('') + OTHER),
    keys: [
      { name: 'appKey', value: KEY },
      { name: 'appSecret', value: OTHER },
    ],
    parts: PARTS,
    joiner: '',
    keyIsLastPart: true,
  });
  expect(told).toContain('signed with the appSecret instead of the appKey');
  expect(told).toMatch(/string to sign {2}1\.0‖300000000001‖20261123120000000‖‹11 characters, sha256 \w{8}›‖\[appKey\]/);
});
