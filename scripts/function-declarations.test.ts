import { describe, expect, test } from 'vitest';
import { repositoryFiles, textOf } from './docs-repository.ts';

/** Functions at top level are declarations; arrows are for callbacks and for constants whose type is named. */

const ROOM = /^(?:cli|conformance|handset|scripts|simulator)\/.*\.ts$/;
const CONSTANT = /^(?:export )?const (\w+) = (?:async )?(?:\w+ =>|(?=\())/gm;

/** Where the parenthesis at this position closes. */
function closingOf(text: string, from: number): number {
  let depth = 0;
  for (let index = from; index < text.length; index += 1) {
    depth += text[index] === '(' ? 1 : 0;
    depth -= text[index] === ')' ? 1 : 0;
    if (depth === 0) {
      return index;
    }
  }
  return text.length;
}

/** Names of top-level constants that are arrow functions. */
function arrowsAtTop(text: string): readonly string[] {
  return [...text.matchAll(CONSTANT)]
    .filter(({ 0: head, index }) => {
      const after = index + head.length;
      return head.endsWith('=>') || /^\)(?:: [^=;]+)? =>/.test(text.slice(closingOf(text, after)));
    })
    .map(([, name = '']) => name);
}

test('no function at top level is an arrow', () => {
  const files = repositoryFiles().filter((path) => ROOM.test(path));
  expect(files.length).toBeGreaterThan(100);
  expect(files.flatMap((path) => arrowsAtTop(textOf(path)).map((name) => `${path}: ${name}`))).toEqual([]);
});

describe('an arrow', () => {
  test.each([
    ['const double = (value: number): number => value * 2;'],
    ['export const run = async (): Promise<void> => {\n};'],
    ['const name = value => value;'],
    ['const wide = (\n  text: string,\n  when = now(),\n): string =>\n  text;'],
  ])('at top level is found: %j', (text) => {
    expect(arrowsAtTop(text)).toHaveLength(1);
  });

  test.each([
    ['const FIRST = (198 << 24) | 1;'],
    ['const once = ((): number => 1)();'],
    ['function outer() {\n  const inner = (): number => 1;\n}'],
    ['const find: Finder = (path) => [path];'],
    ['const sum = (1 + 2);\nlist.map((one) => one);'],
  ])('elsewhere is not: %j', (text) => {
    expect(arrowsAtTop(text)).toEqual([]);
  });
});
