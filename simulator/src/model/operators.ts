import type { ResultCodeName } from './result-codes.ts';

/** The three operators, in the order of the wire's digits (wire.md §2: 1 Mobile, 2 Unicom, 3 Telecom). */
export const OPERATORS = [
  { operator: 'mobile', digit: '1', prefix: '/cm', host: 'cm.gateway.test', failure: 'MOBILE_FAILED', unsupported: null },
  {
    operator: 'unicom',
    digit: '2',
    prefix: '/cu',
    host: 'cu.gateway.test',
    failure: 'UNICOM_FAILED',
    unsupported: 'UNICOM_NOT_SUPPORTED',
  },
  {
    operator: 'telecom',
    digit: '3',
    prefix: '/ct',
    host: 'ct.gateway.test',
    failure: 'TELECOM_FAILED',
    unsupported: 'TELECOM_NOT_SUPPORTED',
  },
] as const satisfies readonly {
  readonly operator: string;
  readonly digit: string;
  /** Stands before the path of a number request that names the operator. */
  readonly prefix: string;
  /** The host name of the operator's number request (wire.md §1). */
  readonly host: string;
  /** The refusal of a subscriber whom the operator cannot serve. */
  readonly failure: ResultCodeName;
  /** The refusal of an app without a right to the operator; null: every app has it. */
  readonly unsupported: ResultCodeName | null;
}[];

type OperatorRow = (typeof OPERATORS)[number];

export type Operator = OperatorRow['operator'];

export const OPERATOR_NAMES = OPERATORS.map(({ operator }) => operator);

export function operatorRow(operator: Operator): OperatorRow {
  const row = OPERATORS.find((candidate) => candidate.operator === operator);
  if (row === undefined) {
    throw new Error(`no operator is called ${operator}`);
  }
  return row;
}
