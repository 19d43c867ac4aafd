/** A mistake of a client that the simulator has recognised, in both languages. Never a secret. */
export interface NamedMistake {
  /** Of the table of mistakes: `key-blank-end`. */
  readonly id: string;
  readonly en: string;
  readonly zh: string;
}

/** What a refusal says of its cause. */
export interface Diagnosis {
  readonly text: string;
  /** Empty where no known mistake explains the refusal. */
  readonly mistakes: readonly NamedMistake[];
}
