import { parseSync } from 'oxc-parser';
import { check } from 'recheck';
import { expect, test } from 'vitest';
import { repositoryFiles, textOf } from './docs-repository.ts';

/**
 * No pattern goes back without bound: one that does holds the process for minutes when the wrong text comes, and nothing else is answered meanwhile. Every
 * literal of the product that has a quantifier without limit is judged by recheck; what it cannot judge, and what it judges too hard, stands in REVIEWED.
 */

const PRODUCT = /^(?:cli|simulator|conformance|handset\/src)\/.*\.ts$/;
/** Their texts are our own. */
const TESTS = /\.test\.ts$|\/test\/|^simulator\/(?:bench|scale)\//;
/** Of one pattern; most take a twentieth of a second, and a busy machine takes its time. */
const LIMIT_MS = 180_000;

interface Pattern {
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

/** Lookarounds and references are beyond an automaton; some patterns have too many states. Each with what bounds it. */
const REVIEWED: Readonly<Record<string, string>> = {
  '/\\/+$/': 'the address that a program of the user gives its client',
  '/(?<=^|[\\s;,(])\\/[a-zA-Z]+(?:\\/[a-zA-Z]+)*(?= )/g':
    'a name is tried where a blank or a mark stands before it alone, and its slashes part it in one way',
  "/command-argument value '(.*)' is invalid for argument '([\\w-]+)'\\. /s":
    "commander's words and the words of who types the command",
  "/option '(?:-\\w, )?(--[\\w-]+)[^']*' (?:argument|value) '(.*)' is invalid\\. /s":
    "commander's words and the words of who types the command",
  '/\\(Did you mean (?:one of )?(.*)\\?\\)/': "commander's words and the words of who types the command",
  '/^(?=.{1,253}$)[0-9a-z_]([0-9a-z_-]{0,61}[0-9a-z_])?(\\.[0-9a-z_]([0-9a-z_-]{0,61}[0-9a-z_])?)*$/i': 'at most 253 characters',
  '/^(?=.{1,253}$)[0-9a-z_]([0-9a-z_-]{0,61}[0-9a-z_])?(\\.[0-9a-z_]([0-9a-z_-]{0,61}[0-9a-z_])?)*$/': 'at most 253 characters',
  '/^(?=.{1,253}$)[0-9A-Za-z]([0-9A-Za-z-]{0,61}[0-9A-Za-z])?(\\.[0-9A-Za-z]([0-9A-Za-z-]{0,61}[0-9A-Za-z])?)*$/':
    'at most 253 characters',
  '/^\\s*\\d+:\\s+([0-9A-Fa-f]+):([0-9A-Fa-f]{4})\\s+([0-9A-Fa-f]+):([0-9A-Fa-f]{4})\\s+([0-9A-Fa-f]{2})\\s+\\S+\\s+\\S+\\s+\\S+\\s+(\\d+)\\s/':
    'each part ends at a character that it cannot have',
  '/^[ \\t]*([^\\s;&|()<>\'"\\\\$`]+)(?=$|[\\s;&|()<>])/': 'anchored; the two parts have no character in common',
  '/^[A-Za-z_][A-Za-z0-9_]*(?=\\+?=|\\[)/': 'anchored; one part',
  '/^\\s*[A-Za-z]\\w*=(?!=|\\s*$)[^{}]*$/':
    'anchored; each part ends at a character that it cannot have, and what is looked at ahead is looked at once',
  '/^(?:[0-9a-fA-F]{256,}|[A-Za-z0-9+/]{170,}={0,2})$/': 'anchored; two parts, one after the other',
  '/(?:[0-9a-fA-F][^0-9a-zA-Z]*){32}/': 'each part begins with a digit, and 32 of them are passed at most from a place on',
  '/^[0-9A-Za-z+/=\\s]{100,}$/': 'anchored; one part',
  '/INSTRUMENTATION_RESULT: (?:longMsg|shortMsg)=[\\w.$]+(?:Exception|Error)/': 'a name has no blank, so that it is read once',
  '/[0-9a-zA-Z]{40,}|[0-9A-F]{32,}|STsid[0-9a-zA-Z]{20,}/g':
    'a run of letters that does not fit is shorter than 40, so that each place costs 100 steps at most',
  '/^(?=.*[A-Fa-f])(?![0-9A-F]{32}$)[0-9A-Fa-f-]{16,36}$/':
    'anchored; the line is looked at once, and 36 characters are matched at most',
  '/^b(["\'])(\\w+)\\1$/': 'anchored; one part, which has no quotes',
  '/^(["\'])(.*)\\1$/': 'anchored; one part, which gives back once',
  '/[\\s\\])}>"\',;:=.。,]+$/': "a text of at most twice a token's length",
  '/^::ffff:(?=[0-9.]+$)/': 'anchored; one part',
};

interface Node {
  readonly type?: string;
  readonly start?: number;
  readonly regex?: { readonly pattern: string; readonly flags: string };
}

function patternsIn(path: string): readonly Pattern[] {
  const text = textOf(path);
  const patterns: Pattern[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) {
      node.forEach(visit);
    } else if (typeof node === 'object' && node !== null) {
      const { type, start = 0, regex } = node as Node;
      if (type === 'Literal' && regex != null) {
        patterns.push({ place: `${path}:${text.slice(0, start).split('\n').length}`, source: regex.pattern, flags: regex.flags });
      }
      Object.values(node).forEach(visit);
    }
  };
  visit(parseSync(path, text).program);
  return patterns;
}

/** Without a quantifier that has no limit, a pattern takes a number of steps that does not grow with the square of the text. */
function isUnlimited({ source }: Pattern): boolean {
  const bare = source.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'x');
  return /[*+]|,\}/.test(bare);
}

async function verdictOf({ source, flags }: Pick<Pattern, 'source' | 'flags'>): Promise<string> {
  const found = await check(source, flags, { checker: 'automaton', timeout: LIMIT_MS });
  switch (found.status) {
    case 'safe':
      return 'safe';
    case 'vulnerable':
      return `vulnerable: ${found.complexity.summary}`;
    case 'unknown':
      return `unknown: ${found.error.kind}`;
  }
}

const patterns = repositoryFiles()
  .filter((path) => PRODUCT.test(path) && !TESTS.test(path))
  .flatMap(patternsIn)
  .filter(isUnlimited);

test('every pattern of the product takes a time that grows with the length of the text', { timeout: 1_800_000 }, async () => {
  const distinct = new Map(patterns.map((pattern) => [`/${pattern.source}/${pattern.flags}`, pattern]));
  expect(distinct.size).toBeGreaterThan(200);
  const wrong: string[] = [];
  for (const [text, pattern] of distinct) {
    const verdict = REVIEWED[text] === undefined ? await verdictOf(pattern) : 'safe';
    if (verdict !== 'safe') {
      wrong.push(`${pattern.place} ${text} ${verdict}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('what was reviewed stands in the product still', () => {
  const known = new Set(patterns.map(({ source, flags }) => `/${source}/${flags}`));
  expect(Object.keys(REVIEWED).filter((text) => !known.has(text))).toEqual([]);
});

test.each([
  ['^(a+)+$', 'vulnerable: exponential'],
  ['^(?:a|ab|b)*$', 'vulnerable: exponential'],
  ['^[$%{<]+.*[}>%]*$', 'vulnerable: 3rd degree polynomial'],
  ['=+$', 'vulnerable: 2nd degree polynomial'],
  ['^[^=]+=+$', 'safe'],
])('of %s is said: %s', async (source, verdict) => {
  expect(await verdictOf({ source, flags: '' })).toBe(verdict);
});
