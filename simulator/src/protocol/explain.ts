import { CODE_ADVICE, type CodeAdvice } from './code-advice.ts';
import { RESULT_CODES, type ResultCodeRow } from './result-codes.ts';

export interface Explanation {
  readonly row: ResultCodeRow;
  readonly advice: CodeAdvice;
}

/** Everything known of a result code, or undefined. */
export function explainCode(code: string): Explanation | undefined {
  const row = RESULT_CODES.find((candidate) => candidate.code === code);
  return row === undefined ? undefined : { row, advice: CODE_ADVICE[row.code] };
}

const NEAREST = 3;

/** Codes that a person may have meant: fewest letters to change first, then in the table's order. */
export function nearestCodes(code: string): readonly ResultCodeRow[] {
  const rows: readonly ResultCodeRow[] = RESULT_CODES;
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
export function explanationText({ row, advice }: Explanation): string {
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
