import fc from 'fast-check';
import { expect, test } from 'vitest';
import { duplicateKeys, duplicatePaths, echoOf, flatJson, parseJson } from './json.ts';

test.each([
  { title: 'nothing', body: '' },
  { title: 'a byte order mark', body: '\uFEFF{}' },
  { title: 'half a UTF-8 sequence', body: Buffer.from([0x22, 0xc3, 0x22]) },
  { title: 'NaN', body: '{"a":NaN}' },
  { title: 'bytes after the end', body: '{} x' },
  { title: 'a comma too many', body: '{"a":"b",}' },
  { title: 'single quotes', body: "{'a':'b'}" },
])('$title is not JSON', ({ body }) => {
  expect(parseJson(Buffer.from(body as string))).toMatchObject({ ok: false });
});

test('any depth is read', () => {
  expect(parseJson(Buffer.from('['.repeat(8000) + ']'.repeat(8000))).ok).toBe(true);
});

test('what is said of a broken body quotes nothing of it', () => {
  const parsed = parseJson(Buffer.from('{"token":"STsid-secret"'));
  expect(parsed.ok ? '' : parsed.why).toBe('the body is not JSON (at byte 23)');
});

test.each([
  { text: '{"a":"1","b":"2","a":"3"}', keys: ['a'] },
  { text: '{"a":"1","\\u0061":"3"}', keys: ['a'] },
  { text: '{"a":{"b":1,"b":2},"c":[{"a":1}],"b":"a"}', keys: ['a.b'] },
  {
    text: '{"header":{"msgId":"1","msgId":"2"},"body":{"token":"1","x":[{"a":1,"a":2}],"token":"2"}}',
    keys: ['header.msgId', 'body.token'],
  },
  { text: '{"header":{"a":1},"header":{"a":1}}', keys: ['header'] },
  { text: '{"a":{"b":{"c":1,"c":2}},"d":[{"e":1,"e":2}]}', keys: [] },
  { text: '[{"a":1,"a":2}]', keys: [] },
  { text: '{"a":"\\"a\\":","b":"a"}', keys: [] },
])('of $text the keys $keys stand twice', ({ text, keys }) => {
  expect(duplicateKeys(text)).toEqual(keys);
});

test('an answer is written as JSON.stringify writes it, whatever its values are', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.stringMatching(/^[a-zA-Z]+$/), fc.string({ unit: 'binary' })), (fields) => {
      expect(flatJson(fields)).toBe(JSON.stringify(fields));
    }),
  );
  const fields = { a: '"', b: '\\', c: '\n', d: '\u007f\u2028', e: '\ud800', f: '取号', g: '' };
  expect(flatJson(fields)).toBe(JSON.stringify(fields));
});

test('keys of 16 KiB of nesting are looked through', () => {
  expect(duplicateKeys(`${'{"a":'.repeat(2700)}{"b":1,"b":2}${'}'.repeat(2700)}`)).toEqual([]);
  expect(duplicateKeys(`{"a":1,"a":${'['.repeat(8180)}${']'.repeat(8180)}}`)).toEqual(['a']);
});

test.each([
  { value: '取号😀', echo: '取号😀' },
  { value: 'a\ud800', echo: '' },
  { value: 3, echo: '' },
  { value: undefined, echo: '' },
])('$value is echoed as "$echo"', ({ value, echo }) => {
  expect(echoOf(value)).toBe(echo);
});

test.each<[string, readonly (readonly (string | number)[])[]]>([
  ['{"a":1,"b":{"c":1}}', []],
  ['{"a":1,"\\u0061":2}', [['a']]],
  ['{"a":[{"b":1},{"b":1,"c":[],"b":2}]}', [['a', 1, 'b']]],
  ['[[1,{"a.b":{"x":",\\"{","x":1}}]]', [[0, 1, 'a.b', 'x']]],
  ['{"a":1,"a":2,"a":3}', [['a'], ['a']]],
])('the doubled keys of %s are found where they are', (text, paths) => {
  expect(duplicatePaths(text)).toEqual(paths);
});
