import { expect, test } from 'vitest';
import { KnownSecrets } from './known-secrets.ts';

const KEY = '0011223344556677BBAADDCCFFEEBBAA';
const NUMBER = '15400000001';

const secrets = new KnownSecrets();
secrets.addKeys(KEY);
secrets.addNumber(NUMBER);

const BREAKS = [
  { title: 'hyphens', inside: '-' },
  { title: 'blanks', inside: ' ' },
  { title: 'colons', inside: ':' },
  { title: 'tabs', inside: '\t' },
  { title: 'line feeds', inside: '\n' },
  { title: 'CR LF', inside: '\r\n' },
  { title: 'commas', inside: ',' },
  { title: 'quotes', inside: '"' },
  { title: 'apostrophes', inside: "'" },
  { title: 'backslashes', inside: '\\' },
  { title: 'NUL', inside: '\0' },
  { title: 'form feeds', inside: '\f' },
] as const;

const SPELLINGS = [
  { form: 'as it is', spell: (text: string) => text },
  { form: 'in JSON', spell: (text: string) => JSON.stringify([text]) },
  { form: 'in JSON in JSON', spell: (text: string) => JSON.stringify([JSON.stringify([text])]) },
] as const;

const ROWS = BREAKS.flatMap((row) => SPELLINGS.map((spelling) => ({ ...row, ...spelling })));

test.each(ROWS)('a key with $title inside is hidden, $form', ({ inside, spell }) => {
  for (const key of [KEY, KEY.toLowerCase()]) {
    const text = spell(`x${(key.match(/.{4}/g) ?? []).join(inside)}z`);
    const redacted = secrets.redact(text);
    expect(redacted).toMatch(/x‹32 characters, sha256 [0-9a-f]{8}›z/);
    expect(redacted).not.toContain(key.slice(0, 4));
  }
});

test.each(ROWS)('a number with $title inside is hidden, $form', ({ inside, spell }) => {
  const text = spell(`x${['154', '0000', '0001'].join(inside)}z`);
  expect(secrets.redact(text)).toBe(spell('x154****0001z'));
});

test.each([
  { title: 'digits', text: `${'1'.repeat(16_000)}${NUMBER}` },
  { title: 'hex digits with blanks', text: `${'a '.repeat(8_000)}${NUMBER}` },
  { title: 'backslashes', text: `${'\\'.repeat(16_000)}${NUMBER}` },
  { title: 'what may be escapes', text: `${'a\\b'.repeat(5_000)}z${NUMBER}` },
])('16 KiB of $title are looked through at once', ({ text }) => {
  const started = performance.now();
  expect(secrets.redact(text)).toContain('154****0001');
  expect(performance.now() - started).toBeLessThan(500);
});
