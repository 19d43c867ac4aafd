import { AwkInput, splitText } from './awk-values.ts';

/** What splits a record and joins its fields: the values of FS and OFS when it is needed. */
export interface AwkSeparators {
  readonly input: () => string;
  readonly output: () => string;
}

/** `$0` and its fields: a change of the one is a change of the other. The fields are split when one is asked for. */
export class AwkRecord {
  readonly #separators: AwkSeparators;
  #text = '';
  #fields: string[] | null = [];

  constructor(separators: AwkSeparators) {
    this.#separators = separators;
  }

  get text(): string {
    return this.#text;
  }

  set(text: string): void {
    this.#text = text;
    this.#fields = null;
  }

  /** NF. */
  get count(): number {
    return this.#split().length;
  }

  resize(count: number): void {
    const fields = this.#split();
    this.#fields = Array.from({ length: count }, (_each, place) => fields[place] ?? '');
    this.#join();
  }

  /** 0 is the whole record. */
  field(index: number): AwkInput {
    return new AwkInput(index === 0 ? this.#text : (this.#split()[index - 1] ?? ''));
  }

  setField(index: number, text: string): void {
    if (index === 0) {
      this.set(text);
      return;
    }
    const fields = this.#split();
    while (fields.length < index) {
      fields.push('');
    }
    fields[index - 1] = text;
    this.#join();
  }

  #split(): string[] {
    this.#fields ??= splitText(this.#text, this.#separators.input());
    return this.#fields;
  }

  #join(): void {
    this.#text = (this.#fields ?? []).join(this.#separators.output());
  }
}
