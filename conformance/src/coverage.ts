import type { Check, UncoveredClauses, UncoveredCode } from './check.ts';
import type { GatewayCheck } from './gateway-profile/gateway-check.ts';
import type { Law } from './law.ts';

/** The tables that say what is judged, and what is not and why. */
export interface CoverageTables {
  readonly checks: readonly Check[];
  /** Those that are judged over HTTP. */
  readonly gatewayChecks: readonly GatewayCheck[];
  readonly laws: readonly Law[];
  readonly uncoveredClauses: readonly UncoveredClauses[];
  readonly uncoveredCodes: readonly UncoveredCode[];
}

export interface ClauseCoverage {
  /** Ids of checks that name the clause. */
  readonly checks: readonly string[];
  readonly laws: readonly string[];
  /** Mutants and crooked gateways that an expectation or a law about the clause kills. */
  readonly mutants: readonly string[];
  /** Why nothing judges the clause; null where something does, or where no reason is given. */
  readonly reason: string | null;
}

export function clauseCoverage(clause: string, tables: CoverageTables): ClauseCoverage {
  const checks = [...tables.checks, ...tables.gatewayChecks.map(coveringRow)].filter((check) => check.clause.includes(clause));
  const laws = tables.laws.filter((law) => law.clause.includes(clause));
  const killed = [...checks.flatMap((check) => mutantsOf(check, clause)), ...laws.flatMap(({ kills }) => kills.map(mutantOf))];
  return {
    checks: checks.map(({ id }) => id),
    laws: laws.map(({ id }) => id),
    mutants: [...new Set(killed)],
    reason: tables.uncoveredClauses.find(({ clauses }) => clauses.includes(clause))?.reason ?? null,
  };
}

type CoveringRow = Pick<Check, 'id' | 'clause'> & {
  readonly expect: readonly { readonly name: string; readonly clause?: string }[];
  readonly kills: readonly { readonly mutant: string; readonly by: string }[];
};

function coveringRow({ id, clause, expect, kills }: GatewayCheck): CoveringRow {
  return { id, clause, expect, kills: kills.map(({ crooked, by }) => ({ mutant: crooked, by })) };
}

/** An expectation without a clause of its own is about all clauses of its row. */
function mutantsOf({ expect, kills }: CoveringRow, clause: string): readonly string[] {
  const isAbout = (by: string): boolean => (expect.find(({ name }) => name === by)?.clause ?? clause) === clause;
  return kills.filter(({ by }) => isAbout(by)).map(mutantOf);
}

function mutantOf({ mutant }: { readonly mutant: string }): string {
  return mutant;
}

export interface CodeCoverage {
  /** Checks that make the code's cause through the SDK, those that accept the fewest other codes first. */
  readonly checks: readonly string[];
  /** Checks over HTTP that expect the code of the gateway. */
  readonly gatewayChecks: readonly string[];
  readonly reason: string | null;
}

export function codeCoverage(code: string, tables: CoverageTables): CodeCoverage {
  const accepting = tables.checks
    .map(({ id, expect }) => ({ id, others: Math.min(...expect.flatMap((one) => acceptedBeside(code, one))) }))
    .filter(({ others }) => Number.isFinite(others))
    .toSorted((a, b) => a.others - b.others);
  return {
    checks: accepting.map(({ id }) => id),
    gatewayChecks: tables.gatewayChecks.filter(({ expect }) => expect.some((one) => isExpected(code, one))).map(({ id }) => id),
    reason: tables.uncoveredCodes.find(({ codes }) => codes.includes(code))?.reason ?? null,
  };
}

/** How many other codes the expectation accepts; none where it does not accept this one. */
function acceptedBeside(code: string, expectation: Check['expect'][number]): readonly number[] {
  switch (expectation.expect) {
    case 'result':
      return expectation.accept.includes(code) ? [expectation.accept.length - 1] : [];
    case 'exchange':
      return expectation.resultCode === code ? [0] : [];
    case 'page-in':
      return code === PAGE_SHOWN && expectation.exactly > 0 ? [0] : [];
    default:
      return [];
  }
}

function isExpected(code: string, expectation: GatewayCheck['expect'][number]): boolean {
  return expectation.expect === 'codes' ? code in expectation.are : expectation.expect === 'code' && expectation.is === code;
}

const PAGE_SHOWN = '200087';
