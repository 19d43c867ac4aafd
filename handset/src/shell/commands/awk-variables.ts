import { AwkRecord } from './awk-record.ts';
import { AwkInput, type AwkValue, toNumber, toText } from './awk-values.ts';

/** The variables and arrays of a call, or those of the program. */
export interface AwkFrame {
  readonly values: Map<string, AwkValue>;
  readonly arrays: Map<string, Map<string, AwkValue>>;
}

const AT_START = {
  FS: ' ',
  OFS: ' ',
  ORS: '\n',
  RS: '\n',
  SUBSEP: '\x1c',
  OFMT: '%.6g',
  CONVFMT: '%.6g',
  NR: 0,
  FNR: 0,
  NF: 0,
  RSTART: 0,
  RLENGTH: -1,
  FILENAME: '',
} as const satisfies Readonly<Record<string, AwkValue>>;

/** What a running program remembers: variables, arrays and the record. */
export class AwkVariables {
  readonly record = new AwkRecord({ input: () => this.text('FS'), output: () => this.text('OFS') });
  readonly #globals: AwkFrame = { values: new Map(Object.entries(AT_START)), arrays: new Map() };
  #frame: AwkFrame | null = null;

  constructor(environment: ReadonlyMap<string, string>) {
    this.#globals.arrays.set('ENVIRON', new Map([...environment].map(([name, value]) => [name, new AwkInput(value)])));
  }

  get(name: string): AwkValue {
    if (name === 'NF') {
      return this.record.count;
    }
    return this.#frame?.values.get(name) ?? this.#globals.values.get(name) ?? '';
  }

  text(name: string): string {
    return toText(this.get(name));
  }

  set(name: string, value: AwkValue): void {
    const frame = this.#frame?.values.has(name) ? this.#frame : this.#globals;
    frame.values.set(name, value);
    if (name === 'NF') {
      this.record.resize(toNumber(value));
    }
  }

  /** Counts a record that was read. */
  countRecord(): void {
    for (const name of ['NR', 'FNR']) {
      this.#globals.values.set(name, toNumber(this.get(name)) + 1);
    }
  }

  array(name: string): Map<string, AwkValue> {
    const frame = this.#frame?.values.has(name) || this.#frame?.arrays.has(name) ? this.#frame : this.#globals;
    const array = frame.arrays.get(name) ?? new Map<string, AwkValue>();
    frame.arrays.set(name, array);
    return array;
  }

  isArray(name: string): boolean {
    return this.#frame?.arrays.has(name) === true || this.#globals.arrays.has(name);
  }

  /** Runs the body of a function with its own variables. */
  async within<Result>(frame: AwkFrame, body: () => Promise<Result>): Promise<Result> {
    const outer = this.#frame;
    this.#frame = frame;
    try {
      return await body();
    } finally {
      this.#frame = outer;
    }
  }
}
