import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deepJson } from './deep-json.ts';

test('a parsed value is written as JSON.stringify writes it', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 5 }), (text) => {
      const value: unknown = JSON.parse(text);
      expect(deepJson(value)).toBe(JSON.stringify(value));
    }),
  );
  const value: unknown = JSON.parse('{"__proto__":[],"a":{"toJSON":{}},"b":[[],{},[null,true,1e400,"\\ud800\\n"]]}');
  expect(deepJson(value)).toBe(JSON.stringify(value));
});

test.each([
  { title: 'arrays', text: '['.repeat(8192) + ']'.repeat(8192) },
  { title: 'objects', text: `${'{"":'.repeat(3200)}0${'}'.repeat(3200)}` },
  { title: 'many values side by side', text: `[${'0,'.repeat(8190)}0]` },
])('16 KiB of $title are written', ({ text }) => {
  expect(deepJson(JSON.parse(text))).toBe(text);
});
