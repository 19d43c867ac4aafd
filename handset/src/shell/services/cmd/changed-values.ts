type Line = Readonly<Record<string, unknown>>;

/** Remembers what was printed in the last look, so that a look prints only what has changed. */
export class ChangedValues {
  #last = new Set<string>();

  /** The lines that were not in the last look. */
  of(lines: readonly Line[]): readonly Line[] {
    const texts = lines.map((line) => JSON.stringify(line));
    const changed = lines.filter((_line, place) => !this.#last.has(texts[place] ?? ''));
    this.#last = new Set(texts);
    return changed;
  }
}

/** Asks a log for its latest records: the number of the newest one is known from the last time. */
export class LatestRecords<Row extends { readonly seq: number }> {
  readonly #read: (after: number) => readonly Row[];
  readonly #count: number;
  #highest = 0;

  constructor(read: (after: number) => readonly Row[], count: number) {
    this.#read = read;
    this.#count = count;
  }

  take(): readonly Row[] {
    const rows = this.#read(Math.max(0, this.#highest - this.#count)).slice(-this.#count);
    this.#highest = rows.at(-1)?.seq ?? this.#highest;
    return rows;
  }
}
