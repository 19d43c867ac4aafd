import type { Outcome } from './verdict.ts';

/** What a field of the suite's own files can be called. */
const FIELD_NAME = /^[A-Za-z_-]+$/;

/** Replaces the run's secrets in everything that is written or printed. */
export class Redactor {
  readonly #secrets = new Map<string, string>();
  /** Every secret as it is, and as it stands in the text of a JSON string, by the name that replaces it. */
  readonly #forms = new Map<string, string>();

  /** `name` replaces the secret: `[appKey]`. */
  add(secret: string, name: string): void {
    if (secret !== '') {
      this.#secrets.set(secret, name);
      this.#forms.set(JSON.stringify(secret).slice(1, -1), name);
      this.#forms.set(secret, name);
    }
  }

  text(text: string): string {
    return replaceForms(text, [...this.#forms]);
  }

  /** Redacts any value that JSON can hold: its texts, its numbers, and its keys where a secret cannot be the name of a field. */
  value<T>(value: T): T {
    const json = JSON.stringify(value);
    // A run has hundreds of secrets, and a value few of them: only those are looked for in each of its texts.
    const forms = [...this.#forms].filter(([form]) => json.includes(JSON.stringify(form).slice(1, -1)));
    const ofKeys = forms.filter(([form]) => !FIELD_NAME.test(form));
    const walk = (part: unknown): unknown => {
      if (typeof part === 'string') {
        return replaceForms(part, forms);
      }
      if (typeof part === 'number') {
        const name = this.#secrets.get(String(part));
        return name === undefined ? part : `[${name}]`;
      }
      if (Array.isArray(part)) {
        return part.map(walk);
      }
      return part !== null && typeof part === 'object'
        ? Object.fromEntries(Object.entries(part).map(([key, of]) => [replaceForms(key, ofKeys), walk(of)]))
        : part;
    };
    return walk(JSON.parse(json)) as T;
  }

  /** Redacts an outcome. Fields that the suite fills from its own tables stay, though a secret may be the same word. */
  outcome<T extends Omit<Outcome, 'evidence' | 'screenshots'>>(outcome: T): T {
    const { id, clause, level, subject, verdict, durationMs, mutant } = outcome;
    const fixed = { id, clause, level, subject, verdict, durationMs, mutant };
    const findings = outcome.findings.map((finding) => ({ ...this.value(finding), status: finding.status }));
    const breaches = outcome.breaches.map((breach) => ({ ...this.value(breach), law: breach.law, status: breach.status }));
    return { ...this.value(outcome), ...fixed, findings, breaches };
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

function replaceForms(text: string, forms: readonly (readonly [form: string, name: string])[]): string {
  return forms.reduce((clean, [form, name]) => clean.replaceAll(form, () => `[${name}]`), text);
}
