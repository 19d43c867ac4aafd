import { describe, expect, test } from 'vitest';
import type { Outcome, Verdict } from './verdict.ts';
import { parseWaivers, Waivers } from './waivers.ts';

const KNOWN = new Set(['cache-a-b', 'law-a-b']);
const GOOD = `# known
- check: cache-a-b
  reason: the vendor knows
  link: https://bugs.example.test/1
  expires: 2027-01-31
`;

function outcome(verdict: Verdict, id = 'cache-a-b'): Outcome {
  const rest = {
    clause: [],
    level: 'MUST',
    subject: 'sdk',
    durationMs: 1,
    findings: [],
    evidence: null,
    screenshots: [],
    mutant: null,
  } as const;
  return { id, verdict, headline: 'seen', ...rest, breaches: [] };
}

function parse(text: string) {
  return parseWaivers(text, 'expected-failures.yaml', KNOWN);
}

describe('the file', () => {
  test('is a list of waivers; an empty one waives nothing', () => {
    expect(parse(GOOD)).toEqual([
      { check: 'cache-a-b', reason: 'the vendor knows', link: 'https://bugs.example.test/1', expires: '2027-01-31' },
    ]);
    expect([parse(''), parse('# nothing\n'), parse('[]')]).toEqual([[], [], []]);
  });

  test.each([
    ['no YAML', `${GOOD}- check: [`, /^expected-failures\.yaml:[67]: this YAML cannot be read: (?!.*line)/],
    ['no list', 'check: cache-a-b', /^expected-failures\.yaml:1: a list of waivers is expected/],
    [
      'an unknown check',
      GOOD.replace('cache-a-b', 'cache-x-y'),
      /^expected-failures\.yaml:2: there is no check or law "cache-x-y"/,
    ],
    ['no reason', GOOD.replace('  reason: the vendor knows\n', ''), /^expected-failures\.yaml:2: reason: is missing/],
    [
      'a link that is none',
      GOOD.replace('https://bugs.example.test/1', 'see mail'),
      /^expected-failures\.yaml:4: link: must be a link/,
    ],
    ['a day that is none', GOOD.replace('2027-01-31', 'soon'), /^expected-failures\.yaml:5: expires: must be a day of/],
    [
      'a key that nobody knows',
      `${GOOD}  untill: 2027-01-31\n`,
      /^expected-failures\.yaml:6: a waiver: there is no key "untill"; known here: check/,
    ],
    [
      'a day that no calendar has',
      GOOD.replace('2027-01-31', '2027-13-41'),
      /^expected-failures\.yaml:5: expires: must be a day of/,
    ],
    [
      'a day that its month lacks',
      GOOD.replace('2027-01-31', '2027-02-30'),
      /^expected-failures\.yaml:5: expires: must be a day of/,
    ],
    ['a misspelt key', `${GOOD}  Link: https://x.test\n`, /:6: a waiver: there is no key "Link"; did you mean "link"\?/],
    ['a second waiver of one check', `${GOOD}${GOOD}`, /^expected-failures\.yaml:7: cache-a-b is waived in line 2 already/],
    ['an alias of nothing', '- check: *x\n', /^expected-failures\.yaml:1: \*x stands for/],
    ['an alias inside its own anchor', '- check: &x [*x]\n', /^expected-failures\.yaml:1: /],
    ['a tag that nobody knows', '- check: !!js/function x\n', /^expected-failures\.yaml:1: .*Unresolved tag/],
    ['two documents', `${GOOD}---\n${GOOD}`, /^expected-failures\.yaml:6: a second YAML document begins here/],
    ['a misspelt check', GOOD.replace('cache-a-b', 'cache-a-c'), /did you mean "cache-a-b"\?/],
    ['a scope that nobody knows', `${GOOD}  scope: {phone: x}\n`, /^expected-failures\.yaml:6: scope: .*phone/],
  ])('with %s is wrong usage, and the message has the line', (_, text, message) => {
    expect(() => parse(text)).toThrow(message);
    expect(() => parse(text)).toThrow(expect.objectContaining({ code: 'USAGE' }));
  });
});

describe('a waiver', () => {
  const HERE = { devices: ['quhao-1', '127.0.0.1:6600'], build: '5.9.4' };
  const book = (changes = '', today = '2026-11-28') => new Waivers(parse(GOOD + changes), today);

  test.each(['fail', 'warn'] as const)('takes an expected %s out of the count', (verdict) => {
    const waivers = book();
    expect(waivers.apply(outcome(verdict), HERE).waived).toBe('the vendor knows (until 2027-01-31, https://bugs.example.test/1)');
    expect(waivers.broken).toBeNull();
  });

  test('is broken by a pass', () => {
    const waivers = book();
    expect(waivers.apply(outcome('pass'), HERE).waived).toBeUndefined();
    expect(waivers.broken).toMatchObject({
      verdict: 'fail',
      headline: '1 broken waiver: cache-a-b: the check passes: take the waiver out',
    });
  });

  test('is broken by its day, whatever the check says', () => {
    const waivers = book('', '2027-02-01');
    expect(waivers.apply(outcome('fail'), HERE).waived).toBeUndefined();
    expect(waivers.broken?.headline).toContain('it expired on 2027-01-31');
  });

  test.each(['skipped', 'inconclusive', 'env-error', 'not-reached'] as const)('says nothing of %s', (verdict) => {
    const waivers = book();
    expect(waivers.apply(outcome(verdict), HERE)).toEqual(outcome(verdict));
    expect(waivers.broken).toBeNull();
  });

  test.each([
    ['  scope: {device: quhao-1}', true],
    ['  scope: {build: 5.9.4}', true],
    ['  scope: {device: quhao-1, build: 5.9.5}', false],
    ['  scope: {device: other}', false],
  ])('holds in its scope only: %s', (scope, isWaived) => {
    const waivers = book(scope);
    expect(waivers.apply(outcome('fail'), HERE).waived !== undefined).toBe(isWaived);
    waivers.apply(outcome('pass'), HERE);
    expect(waivers.broken !== null).toBe(isWaived);
  });

  test('of another check changes nothing', () => {
    expect(book().apply(outcome('fail', 'law-a-b'), HERE).waived).toBeUndefined();
  });
});
