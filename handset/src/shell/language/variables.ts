import { ShellFailureError } from './syntax.ts';

/** What `typeset` can say of a variable. */
export type Attribute = 'exported' | 'readonly' | 'integer' | 'lower' | 'upper';

interface Variable {
  /** Values by index. A plain variable has index 0 alone. */
  readonly values: Map<number, string>;
  readonly attributes: Set<Attribute>;
}

/** The variables of a shell. Every variable is an array, as in mksh; its plain value is the one at index 0. */
export class Variables {
  readonly #all: Map<string, Variable>;

  constructor(entries: Iterable<readonly [string, string]> = []) {
    this.#all = new Map();
    for (const [name, value] of entries) {
      this.#all.set(name, { values: new Map([[0, value]]), attributes: new Set(['exported']) });
    }
  }

  copy(): Variables {
    const copy = new Variables();
    for (const name of this.#all.keys()) {
      copy.restore(name, this.save(name));
    }
    return copy;
  }

  get(name: string, index = 0): string | null {
    return this.#all.get(name)?.values.get(index) ?? null;
  }

  /** Throws ShellFailureError for a variable that is read-only. */
  set(name: string, value: string, index = 0): void {
    const variable = this.#writable(name);
    variable.values.set(index, inCase(value, variable.attributes));
  }

  /** Replaces the whole array. */
  setAll(name: string, values: readonly string[]): void {
    const variable = this.#writable(name);
    variable.values.clear();
    for (const [index, value] of values.entries()) {
      variable.values.set(index, inCase(value, variable.attributes));
    }
  }

  append(name: string, values: readonly string[]): void {
    const last = Math.max(-1, ...this.keys(name));
    for (const [place, value] of values.entries()) {
      this.set(name, value, last + 1 + place);
    }
  }

  /** Without an index, the whole variable goes. */
  unset(name: string, index: number | null = null): void {
    if (this.has(name, 'readonly')) {
      throw new ShellFailureError(`read-only: ${name}`, 2);
    }
    if (index === null) {
      this.#all.delete(name);
    } else {
      this.#all.get(name)?.values.delete(index);
    }
  }

  /** The indexes in use, in their order. */
  keys(name: string): readonly number[] {
    return [...(this.#all.get(name)?.values.keys() ?? [])].sort((left, right) => left - right);
  }

  all(name: string): readonly string[] {
    return this.keys(name).map((key) => this.get(name, key) ?? '');
  }

  names(): readonly string[] {
    return [...this.#all.keys()].sort();
  }

  has(name: string, attribute: Attribute): boolean {
    return this.#all.get(name)?.attributes.has(attribute) ?? false;
  }

  mark(name: string, attribute: Attribute, state: 'on' | 'off' = 'on'): void {
    const { attributes } = this.#require(name);
    if (state === 'on') {
      attributes.add(attribute);
    } else {
      attributes.delete(attribute);
    }
  }

  /** What commands see: the exported variables that have a value. */
  exported(): ReadonlyMap<string, string> {
    const exported = this.names().flatMap((name) => {
      const value = this.get(name);
      return this.has(name, 'exported') && value !== null ? [[name, value] as const] : [];
    });
    return new Map(exported);
  }

  /** The state of one variable, for `restore`. */
  save(name: string): Variable | null {
    const variable = this.#all.get(name);
    return variable === undefined ? null : { values: new Map(variable.values), attributes: new Set(variable.attributes) };
  }

  restore(name: string, saved: Variable | null): void {
    if (saved === null) {
      this.#all.delete(name);
    } else {
      this.#all.set(name, saved);
    }
  }

  #writable(name: string): Variable {
    if (this.has(name, 'readonly')) {
      throw new ShellFailureError(`read-only: ${name}`, 2);
    }
    return this.#require(name);
  }

  #require(name: string): Variable {
    const variable = this.#all.get(name) ?? { values: new Map(), attributes: new Set() };
    this.#all.set(name, variable);
    return variable;
  }
}

export type SavedVariable = ReturnType<Variables['save']>;

function inCase(value: string, attributes: ReadonlySet<Attribute>): string {
  if (attributes.has('upper')) {
    return value.toUpperCase();
  }
  return attributes.has('lower') ? value.toLowerCase() : value;
}
