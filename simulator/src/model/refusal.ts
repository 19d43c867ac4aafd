import type { Diagnosis, NamedMistake } from './diagnosis.ts';
import { NUMBER_CHECK_CODES, type NumberCheckName, numberCheckCode } from './number-check-codes.ts';
import { RESULT_CODES, type ResultCodeName, resultCode, WIRE_CODES } from './result-codes.ts';

export type RefusalName = ResultCodeName | NumberCheckName;

/** What was expected and got; a function if computing it costs more than the refusal. Never contains a secret. */
export type Detail = string | Diagnosis | (() => string) | SearchedDetail;

/** Found out by a search that pauses: it may take a part of a second. */
interface SearchedDetail {
  readonly search: () => Generator<void, Diagnosis>;
}

const wireNames: ReadonlySet<string> = new Set([...RESULT_CODES, ...WIRE_CODES].map((row) => row.name));

const numberCheckNames: ReadonlySet<string> = new Set(NUMBER_CHECK_CODES.map((row) => row.name));

/** Whether a text is the name of a refusal. */
export function isRefusalName(text: unknown): text is RefusalName {
  return typeof text === 'string' && (numberCheckNames.has(text) || wireNames.has(text));
}

function isNumberCheckName(name: RefusalName): name is NumberCheckName {
  return numberCheckNames.has(name);
}

/** The gateway refuses a request. It is a thrown value without a stack (docs/decisions/0023): a refusal is not a mistake, and there may be 10,000 a second. */
export class Refusal {
  readonly name: RefusalName;
  readonly code: string;
  #detail: Detail;
  /** What the answer has besides code and description: `redirect` (wire.md §2). */
  readonly extra: Readonly<Record<string, string>>;

  constructor(name: RefusalName, detail: Detail, extra: Readonly<Record<string, string>> = {}) {
    this.name = name;
    this.code = isNumberCheckName(name) ? numberCheckCode(name).code : resultCode(name).code;
    this.#detail = detail;
    this.extra = extra;
  }

  explain(): string {
    const known = this.#known();
    return typeof known === 'string' ? known : known.text;
  }

  /** The known mistakes that explain the refusal. */
  get mistakes(): readonly NamedMistake[] {
    const known = this.#known();
    return typeof known === 'string' ? [] : known.mistakes;
  }

  /** Finds out with pauses what `explain` says, where that takes long. */
  *prepare(): Generator<void, void> {
    const detail = this.#detail;
    if (typeof detail === 'object' && 'search' in detail) {
      this.#detail = yield* detail.search();
    }
  }

  /** Computed once: a journal is read again and again. */
  #known(): string | Diagnosis {
    const detail = this.#detail;
    if (typeof detail === 'object') {
      const known = 'search' in detail ? finish(detail.search()) : detail;
      this.#detail = known;
      return known;
    }
    return typeof detail === 'string' ? detail : detail();
  }
}

/** Does work that pauses without pausing. */
export function finish<T>(work: Generator<void, T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) {
      return value;
    }
  }
}
