import { describe, expect, test } from 'vitest';
import { UNCOVERED_MUTANTS } from '../checks/uncovered-mutants.ts';
import { callStepsOf } from '../src/call-steps.ts';
import { CHECKS } from '../src/catalogue.ts';
import type { Check } from '../src/check.ts';
import { readClauses } from '../src/clauses.ts';
import { LAWS } from '../src/law-table.ts';
import { packageRoot } from '../src/package-root.ts';
import { mutantsSource } from './mutants-source.ts';

const clauses = await readClauses();
const mutantRows = await mutantsSource(await packageRoot());
const STEPS_THAT_STIMULATE = ['call', 'invoke', 'turn', 'press', 'back', 'key', 'exchange'];

describe('the table of checks', () => {
  test('has no id twice', () => {
    expect(new Set(CHECKS.map((check) => check.id)).size).toBe(CHECKS.length);
  });
});

describe('the table of mutants', () => {
  const rows = [...mutantRows.matchAll(/new Mutant\(\s*"([^"]+)"/g)].map((match) => match[1] ?? '');
  const byLaw = LAWS.flatMap(({ kills }) => kills.map((kill) => kill.mutant));
  const named = new Set([...CHECKS.flatMap((check) => check.kills.map((kill) => kill.mutant)), ...byLaw]);
  const excused = new Set(UNCOVERED_MUTANTS.map((row) => row.mutant));

  test('has for every mutant a check that kills it or a reason', () => {
    expect(rows.length).toBeGreaterThan(6);
    expect(rows.filter((id) => !named.has(id) && !excused.has(id))).toEqual([]);
  });

  test('has every mutant that a check names, and no reason for a mutant that a check kills', () => {
    expect([...named, ...excused].filter((id) => !rows.includes(id))).toEqual([]);
    expect([...excused].filter((id) => named.has(id))).toEqual([]);
  });
});

describe.each(CHECKS.map((check) => [check.id, check] as const))('%s', (id, check) => {
  test('has an id of three words or more in kebab case', () => {
    expect(id).toMatch(/^[a-z]+(-[a-z0-9]+){2,}$/);
  });

  test('names clauses that exist, the first with its own level', () => {
    for (const clause of check.clause) {
      expect(clauses.has(clause), clause).toBe(true);
    }
    for (const { clause, level } of check.expect) {
      if (clause !== undefined) {
        expect(check.clause).toContain(clause);
      }
      if (level !== undefined) {
        expect(clauses.get(clause ?? '')?.level).toBe(level);
      }
    }
    expect(check.level).toBe(clauses.get(check.clause[0])?.level);
  });

  test('stimulates its subject', () => {
    expect(check.act.some((step) => STEPS_THAT_STIMULATE.includes(step.do))).toBe(true);
  });

  test('has canaries that prove its arrangement', () => {
    expect(check.canary.length).toBeGreaterThan(0);
    const { fault, radio, phoneState } = check.arrange;
    // The probe's raw request trusts no test root; on the token plane the journal is the proof (judge.ts).
    // A fault of the connection meets every request: its canary is the number request's.
    // A fault that meets a later request leaves the probe's own alone: there too.
    if (fault?.plane === 'bearer' && fault.when === undefined) {
      expect(check.canary.some((canary) => canary.canary === 'raw' && canary.target === (fault.operation ?? 'prefetch'))).toBe(
        true,
      );
    }
    if (phoneState !== undefined) {
      expect(check.canary.some((canary) => canary.canary === 'phone-state')).toBe(true);
    }
    if (radio !== undefined) {
      expect(check.canary.some((canary) => canary.canary === 'default-network')).toBe(true);
    }
  });

  test('refers only to steps that it has, and names each expectation once', () => {
    const calls = callStepsOf(check.act);
    const inside = calls.flatMap((step) => (step.do === 'call' && step.inside !== undefined ? [step.inside.as] : []));
    const steps = new Set([...[...check.act, ...calls].flatMap((step) => ('as' in step ? [step.as] : [])), ...inside]);
    for (const name of namesUsed(check)) {
      expect(steps.has(name), name).toBe(true);
    }
    const names = check.expect.map((expectation) => expectation.name);
    expect(new Set(names).size).toBe(names.length);
  });

  // No mutant asks another gateway: gateway-reach.test.ts shows that `speaks` can fail.
  test('kills by expectations that it has, and kills a mutant where the subject is SDK or page', () => {
    const names = [...check.expect.map((expectation) => expectation.name), ...(check.timing === undefined ? [] : ['timing'])];
    for (const kill of check.kills) {
      expect(names, kill.mutant).toContain(kill.by);
    }
    if (check.subject === 'sdk' || check.subject === 'page') {
      const byLaw = LAWS.some(({ kills }) => kills.some((kill) => kill.in === check.id));
      const acceptsOther = check.expect.some((one) => one.expect === 'result' && one.accept.includes('200025'));
      expect(check.kills.length > 0 || byLaw || acceptsOther || check.expect[0]?.expect === 'speaks').toBe(true);
    }
  });

  test('kills by no expectation that is reported and not judged', () => {
    const info = check.expect.filter((expectation) => expectation.level === 'INFO').map((expectation) => expectation.name);
    expect(check.kills.filter((kill) => info.includes(kill.by))).toEqual([]);
  });

  test('is bounded on both sides where it is timed, and accepts only codes of its clauses', () => {
    if (check.timing !== undefined) {
      expect(check.timing.lowerMs).toBeGreaterThan(0);
      expect(check.timing.upperMs).toBeGreaterThan(check.timing.lowerMs);
    }
    const allowed = check.clause.flatMap((clause) => clauses.get(clause)?.accept ?? []);
    const named = check.expect.flatMap((one) => (one.expect === 'result' && !one.accept.includes('103000') ? one.accept : []));
    if (allowed.length > 0) {
      for (const code of named) {
        expect(allowed).toContain(code);
      }
    }
  });
});

function namesUsed(check: Check): readonly string[] {
  const fields = ['call', 'since', 'of', 'look', 'before', 'tokenOf', 'at'] as const;
  const rows: readonly object[] = [...check.expect, ...check.act, ...(check.timing === undefined ? [] : [check.timing])];
  return rows.flatMap((row) => fields.flatMap((field) => ((row as Record<string, unknown>)[field] as string | undefined) ?? []));
}
