import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { hintOfText, hintOfValue, kindOf } from './body-mistakes.ts';
import { parseJson } from './json.ts';

const JSON_TEXT = '{"appid":"300000000001","token":"x"}';

test.each([
  [Buffer.from(JSON_TEXT).toString('base64'), 'it is base64 of JSON'],
  [Buffer.from(`${JSON_TEXT} `).toString('base64'), 'it is base64 of JSON'],
  ['appid=300000000001&token=x', 'it is form-encoded'],
  ['appid=&token=', 'it is form-encoded'],
  [encodeURIComponent(JSON_TEXT), 'it is JSON that is URL-encoded'],
  ['--x1\r\nContent-Disposition: form-data; name="appid"\r\n\r\n3', 'it is multipart/form-data'],
  ['{"appid":"3", // of the test\n"token":"x"}', 'it has a comment'],
  ['{"url":"http://x/*", "token":"x" /* ours */}', 'it has a comment'],
  ['{"appid":"3\n","token":"x"}', 'a string in it holds a raw line break'],
  ['{"url":"http://x/*","token":', 'it is cut off'],
  ['[{"appid":', 'it is cut off'],
  ['[object Object]', 'it is what a language prints of an object'],
  ['com.example.Request@1b6d3586', 'it is what a language prints of an object'],
  ['<request.Request object at 0x7f3a>', 'it is what a language prints of an object'],
  ['System.Collections.Generic.Dictionary`2', 'it is what a language prints of an object'],
  ['<!DOCTYPE html>', 'it is XML or HTML'],
  ['undefined', 'it is the word for a value that was not set'],
  ['  \n', 'it is blank'],
  [Buffer.from(JSON_TEXT).toString('hex'), 'it is JSON in hex'],
  ['{appid=300000000001, token=x}', 'it is a map as Java prints it'],
  ['{appid: 300000000001}', 'its names have no quotes'],
  [`${JSON_TEXT}\0`, 'it has a zero byte'],
  ['{“appid”:"300000000001"}', 'it has quotes or colons as Chinese is typed with'],
  ['{"appid"："300000000001"}', 'it has quotes or colons as Chinese is typed with'],
  [JSON_TEXT.replaceAll('"', '&quot;'), 'its quotes are written as HTML writes them'],
  [`callback(${JSON_TEXT});`, 'it is JSON with the call of a function around it'],
  ['Array\n(\n    [appid] => 3\n)\n', 'it is what PHP prints of an array'],
  ['array(1) {\n  ["appid"]=>\n', 'it is what PHP prints of an array'],
  ['a:1:{s:5:"appid";s:1:"3";}', 'it is what PHP’s serialize writes'],
  ['map[appid:3 token:x]', 'it is what Go prints of a map'],
  ['{300000000001 x}', 'it is what Go prints of a map or a struct'],
  [`b'${JSON_TEXT}'`, 'it is bytes as Python prints them'],
  ['@body.json', 'it is the name of a file'],
  [`\0\x24${JSON_TEXT}`, 'two bytes of its length stand before it'],
  [`'${JSON_TEXT}'`, 'quotes stand around it'],
  [`{"token":\${token}}`, 'a template in it was not filled in'],
  ['{"appid":"3","x":NaN}', 'it has a word that JSON does not know'],
  ['{"appid":None}', 'it has a word that JSON does not know'],
  [JSON_TEXT + JSON_TEXT, 'an object stands behind another'],
])('%j: %s', (text, says) => {
  expect(parseJson(Buffer.from(text)).ok).toBe(false);
  expect(hintOfText(text)).toContain(says);
});

test('a hint is found in time, whatever the text', () => {
  const started = performance.now();
  for (const text of ['"'.repeat(200_000), '{"\\'.repeat(60_000), `${'"a"'.repeat(60_000)}"`, '/'.repeat(200_000)]) {
    hintOfText(text);
  }
  expect(performance.now() - started).toBeLessThan(5000);
});

test('a message inside of another object is named', () => {
  const paths = { 'login-token-validate': '/a', 'token-validate': '/b' };
  expect(hintOfValue({ data: { appid: '3' } }, 'flat', paths)).toContain('its only member is data');
  expect(hintOfValue({ data: { header: {}, body: {} } }, 'envelope', paths)).toContain('its only member is data');
  expect(hintOfValue({ appid: 3 }, 'flat', paths)).toBe('');
});

test('null is named, which stands for a message that was not there', () => {
  const paths = { 'login-token-validate': '/a', 'token-validate': '/b' };
  expect(hintOfValue(null, 'flat', paths)).toContain('it is null');
});

test.each([
  [{ header: {} }, 'body is missing'],
  [{ body: { token: 'x' } }, 'header is missing'],
  [{ header: {}, body: [] }, 'body is an array'],
  [
    { header: '{"appId":"3"}', body: '{}' },
    'header is a JSON text inside a JSON string, body is a JSON text inside a JSON string',
  ],
  [{ body: { header: {}, body: {} } }, 'its only member is body, and the message stands inside of it'],
])('of tokenValidate’s halves %j: %s', (value, says) => {
  const paths = { 'login-token-validate': '/a', 'token-validate': '/b' };
  expect(hintOfValue(value, 'envelope', paths)).toBe(
    says.startsWith('its') ? `: ${says}; the message itself is asked for` : `: ${says}`,
  );
});

test.each([
  [null, 'null'],
  [[], 'an array'],
  [{}, 'an object'],
  [3, 'a number'],
])('%j is %s', (value, kind) => {
  expect(kindOf(value)).toBe(kind);
});

describe('an encoding other than UTF-8 is named', () => {
  test.each([
    ['UTF-16LE', Buffer.from(JSON_TEXT, 'utf16le')],
    ['UTF-16LE', Buffer.from(`\uFEFF${JSON_TEXT}`, 'utf16le')],
    ['UTF-16BE', Buffer.from(JSON_TEXT, 'utf16le').swap16()],
    ['UTF-16BE', Buffer.from(`\uFEFF${JSON_TEXT}`, 'utf16le').swap16()],
    // "中文"
    ['UTF-32LE', wide(JSON_TEXT)],
    ['UTF-32BE', wide(JSON_TEXT).swap32()],
    ['ISO-8859-1', Buffer.from('{"name":"é"}', 'latin1')],
    ['compressed with gzip', gzipSync(JSON_TEXT)],
    ['compressed with deflate \\(zlib', deflateSync(JSON_TEXT)],
    ['compressed with deflate without', deflateRawSync(JSON_TEXT)],
    ['compressed with Brotli', brotliCompressSync(JSON_TEXT)],
    ['compressed with Zstandard', Buffer.from('28b52ffd04580100', 'hex')],
    ['an object that Java serialised', Buffer.from('aced0005737200', 'hex')],
    ['MessagePack', Buffer.from('82a56170706964a133a5746f6b656ea178', 'hex')],
    ['CBOR', Buffer.from('a265617070696461336cff', 'hex')],
    ['GBK', Buffer.from('7b2261223a22d6d0cec4227d', 'hex')],
  ])('%s', (name, body) => {
    const parsed = parseJson(body);
    expect(parsed).toMatchObject({ why: expect.stringMatching(`^the body is ${name}`), isText: false });
  });

  test('bytes of no encoding are given none', () => {
    expect(parseJson(Buffer.from('7b2261223aff', 'hex'))).toMatchObject({ why: 'the body is not UTF-8' });
  });
});

function wide(text: string): Buffer {
  return Buffer.from(Uint32Array.from(text, (character) => character.charCodeAt(0)).buffer);
}
