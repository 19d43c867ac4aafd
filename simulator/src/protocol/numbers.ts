import type { Operator } from '../model/documents.ts';

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
] as const satisfies readonly { readonly operator: Operator; [key: string]: unknown }[];

export type OperatorRow = (typeof OPERATORS)[number];

export function operatorRow(operator: Operator): OperatorRow {
  const row = OPERATORS.find((candidate) => candidate.operator === operator);
  if (row === undefined) {
    throw new Error(`no operator is called ${operator}`);
  }
  return row;
}

/** 154****0001: three digits, four stars, four digits. */
export function maskNumber(msisdn: string): string {
  return `${msisdn.slice(0, 3)}****${msisdn.slice(7)}`;
}
