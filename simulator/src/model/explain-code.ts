import { CODE_ADVICE, type CodeAdvice } from './code-advice.ts';
import { NUMBER_CHECK_CODES } from './number-check-codes.ts';
import { RESULT_CODES, type ResultCodeRow, resultCode, WIRE_CODES } from './result-codes.ts';

export interface CodeExplanation {
  readonly row: ResultCodeRow;
  readonly advice: CodeAdvice;
}

/** Everything known of a result code, or undefined. */
export function explainCode(code: string): CodeExplanation | undefined {
  const row = RESULT_CODES.find((candidate) => candidate.code === code);
  return row === undefined ? undefined : { row, advice: CODE_ADVICE[row.code] };
}

/** A code that the gateway answers with and that is none of the guide's 50: of which list it is. */
export interface OtherCode {
  readonly code: string;
  readonly name: string;
  readonly meaning: string;
  readonly list: 'number check' | 'wire';
}

const OTHER_CODES: readonly OtherCode[] = [
  ...NUMBER_CHECK_CODES.map(({ code, name, meaning }) => ({ code, name, meaning, list: 'number check' as const })),
  ...WIRE_CODES.map(({ code, name, cause }) => ({ code, name, meaning: cause, list: 'wire' as const })),
];

export function explainOtherCode(code: string): OtherCode | undefined {
  return OTHER_CODES.find((row) => row.code === code);
}

const NEAREST = 3;

/** Codes that a person may have meant: fewest letters to change first, then in the tables' order. What is no number is near none. */
export function nearestCodes(code: string): readonly { readonly code: string; readonly name: string }[] {
  if (!/^[0-9]+$/.test(code)) {
    return [];
  }
  const rows: readonly { readonly code: string; readonly name: string }[] = [...RESULT_CODES, ...OTHER_CODES];
  return rows
    .map((row) => ({ row, distance: editDistance(code, row.code) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, NEAREST)
    .map(({ row }) => row);
}

/** Levenshtein's: letters to put in, take out or change. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [row, letter] of [...a].entries()) {
    const current = [row + 1];
    for (const [column, other] of [...b].entries()) {
      const change = (previous[column] ?? 0) + (letter === other ? 0 : 1);
      current.push(Math.min(change, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}

const RAISERS = {
  device: 'the SDK on the device',
  prefetch: 'the gateway, number request',
  token: 'the gateway, token request',
  exchange: 'the gateway, loginTokenValidate',
  page: 'the authorisation page',
} as const;

/** As `quhao explain` prints it. */
export function explanationText({ row, advice }: CodeExplanation): string {
  return [
    `${row.code} ${row.name}`,
    `  ${advice.meaning.en}`,
    `  ${advice.meaning.zh}`,
    '',
    `  raised by      ${row.origin.map((origin) => RAISERS[origin]).join(' · ')}`,
    `  cause          ${row.cause}`,
    ...(row.pair === undefined ? [] : [`  same cause as  ${row.pair.join(', ')}`]),
    `  to provoke it  ${advice.provoke}`,
    `  what to do     ${advice.client.en}`,
    '',
  ].join('\n');
}

const OTHER_OPERATOR = resultCode('OTHER_OPERATOR').code;

const LISTS = {
  'number check': {
    where: 'tokenValidate, the number check of the app’s back end; its codes are a space of their own, none of the guide’s 50',
    force: (code: string) => `fault {plane: exchange, operation: token-validate, effect: {kind: code, code: "${code}"}}`,
  },
  wire: {
    where: 'the gateway; it stands beside the guide’s 50, and no app sees it from an SDK',
    force: (code: string) =>
      `fault {plane: ${code === OTHER_OPERATOR ? 'bearer' : 'exchange'}, effect: {kind: code, code: "${code}"}}`,
  },
} as const;

/** As explanationText, of the other codes. */
export function otherCodeText({ code, name, meaning, list }: OtherCode): string {
  const { where, force } = LISTS[list];
  return [
    `${code} ${name}`,
    `  ${meaning}`,
    '',
    `  raised by      ${where}`,
    `  to provoke it  the cause above, or by force: ${force(code)}`,
    '',
  ].join('\n');
}

/** Every code with what it means, a line each: the guide's 50, then the others under where they belong. */
export function codeList(): string {
  const line = (code: string, name: string, meaning: string): string => `  ${code.padEnd(6)}  ${name.padEnd(26)}  ${meaning}`;
  const others = (list: OtherCode['list']): readonly string[] =>
    OTHER_CODES.filter((row) => row.list === list).map(({ code, name, meaning }) => line(code, name, meaning));
  return [
    'Result codes of the guide:',
    ...RESULT_CODES.map(({ code, name }) => line(code, name, CODE_ADVICE[code].meaning.en)),
    '',
    'Of tokenValidate, a space of its own:',
    ...others('number check'),
    '',
    'On the wire only:',
    ...others('wire'),
  ].join('\n');
}

/** The same as data. */
export function allCodes(): readonly (CodeExplanation['row'] | OtherCode)[] {
  return [...RESULT_CODES, ...OTHER_CODES];
}
