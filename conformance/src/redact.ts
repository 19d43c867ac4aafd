/** Takes the run's secrets out of everything that is written or printed. */
export class Redactor {
  readonly #secrets = new Map<string, string>();

  /** `name` stands where the secret stood: `[appKey]`. */
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

  /** Any value that JSON can hold. */
  value<T>(value: T): T {
    return JSON.parse(this.text(JSON.stringify(value))) as T;
  }

  /** Names of the secrets that stand in a text. */
  found(text: string): readonly string[] {
    return [...this.#secrets].filter(([secret]) => text.includes(secret)).map(([, name]) => name);
  }
}
