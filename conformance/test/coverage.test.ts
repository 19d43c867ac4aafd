import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { UNCOVERED_CLAUSES } from '../checks/uncovered-clauses.ts';
import { UNCOVERED_CODES } from '../checks/uncovered-codes.ts';
import { CHECKS } from '../src/catalogue.ts';
import { readClauses } from '../src/clauses.ts';
import { readCodeNames } from '../src/code-names.ts';
import { clauseCoverage, codeCoverage } from '../src/coverage.ts';
import { GATEWAY_CHECKS } from '../src/gateway-profile/gateway-catalogue.ts';
import { LAWS } from '../src/law-table.ts';
import { packageRoot } from '../src/package-root.ts';
import { coveragePage } from '../src/report/coverage-page.ts';

const clauses = await readClauses();
const codes = await readCodeNames();
const TABLES = {
  checks: CHECKS,
  gatewayChecks: GATEWAY_CHECKS,
  laws: LAWS,
  uncoveredClauses: UNCOVERED_CLAUSES,
  uncoveredCodes: UNCOVERED_CODES,
};

function isJudged(clause: string): boolean {
  const { checks, laws } = clauseCoverage(clause, TABLES);
  return checks.length + laws.length > 0;
}

describe('clauses', () => {
  test('every MUST and SHOULD clause is named by a check or a law, or has a reason', () => {
    const open = [...clauses.values()].filter(
      ({ id, level }) => level !== 'INFO' && !isJudged(id) && clauseCoverage(id, TABLES).reason === null,
    );
    expect(open.map(({ id }) => id)).toEqual([]);
  });

  test('no reason stands for a clause that is judged or that does not exist', () => {
    const reasoned = UNCOVERED_CLAUSES.flatMap((row) => row.clauses);
    expect(reasoned.filter((id) => isJudged(id) || !clauses.has(id))).toEqual([]);
  });

  test('a mutant counts for the clause that its expectation is about, and for no other of the row', () => {
    const [row] = CHECKS;
    const expectation = { expect: 'callbacks', call: 'first', exactly: 1, meaning: '' } as const;
    const check = {
      ...row!,
      id: 'area-made-here',
      clause: ['API-02', 'API-05'] as const,
      expect: [
        { ...expectation, name: 'whole' },
        { ...expectation, name: 'own', clause: 'API-05' },
      ],
      kills: [
        { mutant: 'of-both', by: 'whole' },
        { mutant: 'of-one', by: 'own' },
      ],
    };
    const tables = { ...TABLES, checks: [check], gatewayChecks: [], laws: [] };
    expect(clauseCoverage('API-02', tables)).toMatchObject({ checks: ['area-made-here'], mutants: ['of-both'] });
    expect(clauseCoverage('API-05', tables)).toMatchObject({ mutants: ['of-both', 'of-one'] });
  });
});

describe('the 50 codes', () => {
  test('each is provoked through the SDK or has its reason, and never both', () => {
    expect(codes.size).toBe(50);
    const wrong = [...codes.keys()].filter((code) => {
      const { checks, reason } = codeCoverage(code, TABLES);
      return checks.length > 0 === (reason !== null);
    });
    expect(wrong).toEqual([]);
    expect(UNCOVERED_CODES.flatMap((row) => row.codes).filter((code) => !codes.has(code))).toEqual([]);
  });
});

test('docs/coverage.md is printed from the tables', async () => {
  const page = coveragePage({ ...TABLES, clauses: [...clauses.values()], codes });
  const path = join(await packageRoot(), 'docs/coverage.md');
  if (process.env['UPDATE_DOCS'] === '1') {
    await writeFile(path, page);
  }
  expect(
    await readFile(path, 'utf8'),
    'docs/coverage.md is outdated: UPDATE_DOCS=1 npx vitest run --project unit conformance/test/coverage',
  ).toBe(page);
});
