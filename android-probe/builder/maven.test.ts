import { describe, expect, test } from 'vitest';
import { parseCoordinates, pomOf } from './maven.ts';

describe('coordinates', () => {
  test.each([
    ['com.squareup.okhttp3:okhttp:4.12.0', 'jar'],
    ['androidx.appcompat:appcompat:1.7.0@aar', 'aar'],
  ])('%s is read', (text, type) => {
    expect(parseCoordinates(text).type).toBe(type);
  });

  test.each([['okhttp'], ['a:b'], ['a:b:1:2'], ['a:b:1@zip'], ['a:b:<x>']])('%s is refused with an example', (text) => {
    expect(() => parseCoordinates(text)).toThrow(/not group:artifact:version\n {2}cure: for example --with/);
  });
});

test('a mirror is named in the pom, and only where there is one', () => {
  const rows = [parseCoordinates('a.b:c:1.0')];
  expect(pomOf(rows, undefined)).not.toContain('repository');
  expect(pomOf(rows, 'https://mirror.test/?a=1&b=2')).toContain('<url>https://mirror.test/?a=1&amp;b=2</url>');
});
