import { expect, test } from 'vitest';
import type { Clause } from '../clauses.ts';
import { guardReport, type MutantEvidence } from './clause-guards.ts';

function clause(id: string, more: Partial<Clause> = {}): Clause {
  return { id, sec: '2.3', level: 'MUST', subject: 'sdk', text: id, ...more };
}

function mutant(name: string, ...clauses: readonly string[]): MutantEvidence {
  return { mutant: name, wrongs: clauses.map((id) => ({ by: `row of ${id}`, clause: id })) };
}

const CLAUSES = [
  clause('A-01'),
  clause('A-02', { level: 'SHOULD' }),
  clause('A-03'),
  clause('A-04'),
  clause('A-05', { level: 'INFO' }),
];

test('a clause is guarded by a mutant that dies for it alone', () => {
  const { guards, unguarded, unbroken } = guardReport([mutant('one', 'A-01'), mutant('two', 'A-01', 'A-02')], CLAUSES, 1);
  expect(guards.find(({ clause: { id } }) => id === 'A-01')?.missed).toEqual(['one']);
  expect(unguarded.map(({ id }) => id)).toEqual(['A-02']);
  expect(unbroken.map(({ id }) => id)).toEqual(['A-03', 'A-04']);
});

test('a mutant that lives anyhow guards nothing', () => {
  expect(guardReport([mutant('alive'), mutant('one', 'A-02')], CLAUSES, 1).guards.flatMap(({ missed }) => missed)).toEqual([
    'one',
  ]);
});

test('sets of clauses are the same for the same seed, and unnoticed where every mutant dies of something else', () => {
  const evidence = [mutant('one', 'A-01', 'A-05')];
  const first = guardReport(evidence, CLAUSES, 7).sets;
  expect(first).toEqual(guardReport(evidence, CLAUSES, 7).sets);
  expect(first).toMatchObject({ count: 100 });
  expect(first.unnoticed).toHaveLength(100);
  expect(guardReport([mutant('one', 'A-01')], CLAUSES, 7).sets.unnoticed).toEqual([]);
});
