import { NUMBER_CHECK_CODES, type NumberCheckName, numberCheckCode } from './number-check-codes.ts';
import { type ResultCodeName, resultCode } from './result-codes.ts';

export type RefusalName = ResultCodeName | NumberCheckName;

/** What was expected and got; a function where finding it out costs more than the refusal itself. Never holds a secret. */
export type Detail = string | (() => string);

const numberCheckNames: ReadonlySet<string> = new Set(NUMBER_CHECK_CODES.map((row) => row.name));

function isNumberCheckName(name: RefusalName): name is NumberCheckName {
  return numberCheckNames.has(name);
}

/** The gateway says no. A value, thrown: it carries no stack, because it is no mistake of ours and is made 10,000 times a second. */
export class Refusal {
  readonly name: RefusalName;
  readonly code: string;
  readonly detail: Detail;
  /** What the answer carries besides code and description: `redirect` (wire.md §2). */
  readonly extra: Readonly<Record<string, string>>;

  constructor(name: RefusalName, detail: Detail, extra: Readonly<Record<string, string>> = {}) {
    this.name = name;
    this.code = isNumberCheckName(name) ? numberCheckCode(name).code : resultCode(name).code;
    this.detail = detail;
    this.extra = extra;
  }

  explain(): string {
    return typeof this.detail === 'string' ? this.detail : this.detail();
  }
}
