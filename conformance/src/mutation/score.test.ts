import { describe, expect, test } from 'vitest';
import { CHECKS } from '../catalogue.ts';
import type { Verdict } from '../verdict.ts';
import type { JournalLine, RowVerdict } from './mutation-journal.ts';
import { keyOf, type Mutation } from './mutation-table.ts';
import { scoreOf } from './score.ts';

const MUTATION: Mutation = {
  number: 1,
  class: 'com.cmic.gen.sdk.cache.ScripCache',
  method: 'find',
  file: 'com/cmic/gen/sdk/cache/ScripCache.java',
  line: 30,
  operator: 'condition-negated',
  ordinal: 1,
  once: false,
  description: 'the condition is negated',
};
const OTHER: Mutation = { ...MUTATION, number: 2, ordinal: 2 };
const CACHE_ROW = 'cache-second-call-asks-nobody';
const PAGE_ROW = 'login-back-key-gives-200020';

function verdict(row: string, word: Verdict): RowVerdict {
  return { row, verdict: word, headline: 'what was seen', wrong: word === 'fail' ? ['result'] : [], durationMs: 1 };
}

function ran(mutation: Mutation, ...rows: readonly RowVerdict[]): JournalLine {
  const isKilled = rows.at(-1)?.verdict === 'fail';
  return { kind: 'mutation', key: keyOf(mutation), number: mutation.number, rows: [...rows], left: [], isKilled };
}

function scored(lines: readonly JournalLine[], equivalents: ReadonlyMap<string, string> = new Map()) {
  return scoreOf({ mutations: [MUTATION, OTHER], equivalents, lines, checks: CHECKS });
}

const PROOF = ran(OTHER, verdict(CACHE_ROW, 'fail'));

describe('a mutation is', () => {
  const cases: readonly (readonly [string, readonly JournalLine[], string])[] = [
    ['killed where a row failed', [ran(MUTATION, verdict(PAGE_ROW, 'pass'), verdict(CACHE_ROW, 'fail'))], 'killed'],
    ['silent where a row that can fail passed', [ran(MUTATION, verdict(CACHE_ROW, 'pass')), PROOF], 'silent'],
    [
      'silent where a row only warned, as a merge gate lets that through',
      [ran(MUTATION, verdict(CACHE_ROW, 'warn')), PROOF],
      'silent',
    ],
    ['dead where no row executes it', [ran(MUTATION), PROOF], 'dead'],
    ['dead where only rows that never failed execute it', [ran(MUTATION, verdict(PAGE_ROW, 'pass')), PROOF], 'dead'],
    ['inconclusive where a row came to no verdict', [ran(MUTATION, verdict(CACHE_ROW, 'env-error')), PROOF], 'inconclusive'],
    ['pending where nothing was run', [PROOF], 'pending'],
    ['pending where rows are left to run', [{ ...ran(MUTATION), left: [CACHE_ROW] } as JournalLine, PROOF], 'pending'],
    ['judged by its last line', [ran(MUTATION), ran(MUTATION, verdict(CACHE_ROW, 'fail'))], 'killed'],
  ];

  test.each(cases)('%s', (_, lines, fate) => {
    expect(scored(lines).judged[0]?.fate).toBe(fate);
  });

  test('equivalent where there is an argument, and counts for nothing then', () => {
    const { counts, percent } = scored([PROOF], new Map([[keyOf(MUTATION), 'nobody can see it']]));
    expect([counts.equivalent, counts.killed, percent]).toEqual([1, 1, 100]);
  });
});

test('a control makes the passes of its row count', () => {
  const lines = [ran(MUTATION, verdict(PAGE_ROW, 'pass')), PROOF];
  const control: JournalLine = { kind: 'control', row: PAGE_ROW, key: 'any', verdict: verdict(PAGE_ROW, 'fail') };
  expect(scored([...lines, control]).judged[0]?.fate).toBe('silent');
});

test('a kill is about the mutation where the row has a clause that the class is for', () => {
  expect(scored([ran(MUTATION, verdict(CACHE_ROW, 'fail'))]).judged[0]?.isAbout).toBe(true);
  expect(scored([ran(MUTATION, verdict(PAGE_ROW, 'fail'))]).judged[0]?.isAbout).toBe(false);
});

test('rows that were traced and never failed are blind', () => {
  const touch: JournalLine = {
    kind: 'touch',
    row: PAGE_ROW,
    verdict: 'pass',
    durationMs: 1,
    arranged: [],
    acted: [1],
  };
  expect(scored([touch, PROOF]).blindRows).toEqual([PAGE_ROW]);
});
