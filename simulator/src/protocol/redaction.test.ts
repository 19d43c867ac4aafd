import { describe, expect, test } from 'vitest';
import { KnownSecrets } from './known-secrets.ts';
import { redactField, redactText } from './redaction.ts';

const KEY = '00112233445566778899AABBCCDDEEFF';
const SCRIP = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJ0123';

test.each([
  { title: 'a key', text: `key=${KEY}`, hidden: KEY },
  { title: 'a key between letters and digits', text: `3000000000012.0m1${KEY}z`, hidden: KEY },
  { title: 'a key that holds what could be a number', text: 'F15400000001FEDCBA9876543210FEDC', hidden: 'FEDCBA9876543210' },
  { title: 'a scrip between letters', text: `x${SCRIP}y`, hidden: SCRIP },
  { title: 'a token that was cut', text: 'STsid0000001abcdefghijklm', hidden: 'STsid0000001' },
  { title: 'a number', text: 'to 15400000001.', hidden: '15400000001' },
  { title: 'a number with its country code', text: '+8615400000001', hidden: '15400000001' },
  { title: 'a number with blanks', text: '+86 154 0000 0001', hidden: '0000 0001' },
])('$title is hidden by its form', ({ text, hidden }) => {
  expect(redactText(text)).not.toContain(hidden);
});

test.each([
  { title: 'a msgid', text: '0123456789abcdef0123456789abcdef' },
  { title: 'a time', text: '20261123154000000' },
  { title: 'milliseconds', text: '1795521672360' },
  { title: 'an appid', text: '300000000001' },
  { title: 'a masked number', text: '154****0001' },
])('$title is shown', ({ text }) => {
  expect(redactText(text)).toBe(text);
  expect(known().redact(text)).toBe(text);
});

test('equal secrets show as equal, by their field’s name in either half', () => {
  expect(redactField('header.token', 'x')).toBe(redactField('token', 'x'));
  expect(redactField('token', 'x')).not.toBe(redactField('token', 'y'));
  expect(redactField('note', 'x')).toBe('x');
});

function known(): KnownSecrets {
  const secrets = new KnownSecrets();
  secrets.addKeys(KEY);
  secrets.addNumber('15400000001');
  return secrets;
}

test.each([
  { text: KEY.toLowerCase(), shown: /^‹32 characters, sha256 [0-9a-f]{8}›$/ },
  { text: `abc${KEY.toLowerCase()}def ${KEY}`, shown: /^abc‹32 characters, .{15}›def ‹32 characters, .{15}›$/ },
  { text: `${KEY.slice(1)}${KEY.slice(0, 31)}`, shown: /^[0-9A-F]{62}$/ },
  { text: '8615400000001', shown: /^86154\*\*\*\*0001$/ },
  { text: '99 15-400.000 00-1 99', shown: /^99 154\*\*\*\*0001 99$/ },
  { text: '2026154000000010000', shown: /^2026154\*\*\*\*00010000$/ },
  { text: '154 / 00000001', shown: /^154 \/ 00000001$/ },
])('of a scope’s own secrets in $text is shown as $shown', ({ text, shown }) => {
  expect(known().redact(text)).toMatch(shown);
});

test('16 KiB of digits are looked through at once', () => {
  const text = `${'1'.repeat(16_000)}15400000001`;
  const started = performance.now();
  expect(known().redact(text)).toContain('154****0001');
  expect(performance.now() - started).toBeLessThan(500);
});

describe('a msgid', () => {
  test('in hexadecimal is shown whole, also where eleven of its digits look like a number', () => {
    expect(redactField('msgid', 'fb57b4fcc6c11682099608a5f5f3b33e')).toBe('fb57b4fcc6c11682099608a5f5f3b33e');
    expect(redactField('header.msgid', 'a15400000001b2c3d4e5f60718293a4b')).toBe('a15400000001b2c3d4e5f60718293a4b');
    expect(redactField('msgid', 'A15400000001B-2C3D')).toBe('A15400000001B-2C3D');
  });

  test('of 32 digits in upper case has the form of a key', () => {
    expect(redactField('msgid', 'C0FFEE00C0FFEE00C0FFEE00C0FFEE00')).toMatch(/^‹32 characters, sha256 /);
  });

  test('that is a number, or has another form, is redacted like any text', () => {
    expect(redactField('msgid', '15400000001')).toBe('154****0001');
    expect(redactField('msgid', 'n 15400000001')).toBe('n 154****0001');
  });
});
