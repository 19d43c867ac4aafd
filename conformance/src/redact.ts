/** Replaces the run's secrets in everything that is written or printed. */
export class Redactor {
  readonly #secrets = new Map<string, string>();

  /** `name` replaces the secret: `[appKey]`. */
  add(secret: string, name: string): void {
    if (secret !== '') {
      this.#secrets.set(secret, name);
    }
  }

  text(text: string): string {
    let clean = text;
    for (const [secret, name] of this.#secrets) {
      clean = clean.replaceAll(secret, `[${name}]`);
    }
    return clean;
  }

  /** Redacts any value that JSON can hold. */
  value<T>(value: T): T {
    return JSON.parse(this.text(JSON.stringify(value))) as T;
  }

  /** All secrets with their names. */
  get secrets(): readonly (readonly [secret: string, name: string])[] {
    return [...this.#secrets];
  }

  /** Names of the secrets that a text contains. */
  leaksIn(text: string): readonly string[] {
    return [...this.#secrets].filter(([secret]) => text.includes(secret)).map(([, name]) => name);
  }
}
