import { readFile } from 'node:fs/promises';
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { z } from 'zod';
import { counted } from './counted.ts';
import { UsageError } from './errors.ts';
import type { Finding, Outcome } from './verdict.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

const waiverSchema = z.strictObject({
  check: z.string().min(1),
  scope: z.strictObject({ device: z.string().optional(), build: z.string().optional() }).optional(),
  reason: z.string().min(1),
  link: z.string().regex(/^https?:\/\/\S+$/, 'must be a link that begins with http:// or https://'),
  expires: z.string().regex(DAY, 'must be a day like 2027-01-31'),
});

/** An expected failure: check or law, where it is expected, why, until when. */
export type Waiver = z.infer<typeof waiverSchema>;

/** What a waiver's scope is compared with. */
export interface WaiverScope {
  /** Serial and model of the device. */
  readonly devices: readonly string[];
  /** Version of the SDK. */
  readonly build: string;
}

/** Reads expected-failures.yaml. Throws UsageError with the line of what is wrong. */
export async function readWaivers(path: string, knownIds: ReadonlySet<string>): Promise<readonly Waiver[]> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new UsageError(`the waivers ${path} cannot be read: ${String(error)}`, { cause: error });
  });
  return parseWaivers(text, path, knownIds);
}

export function parseWaivers(text: string, path: string, knownIds: ReadonlySet<string>): readonly Waiver[] {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, schema: 'failsafe' });
  const fail = (what: string, offset: number): never => {
    throw new UsageError(`${path}:${lineCounter.linePos(offset).line}: ${what}`);
  };
  const [broken] = document.errors;
  if (broken !== undefined) {
    fail(broken.message.split('\n')[0] ?? 'no YAML', broken.pos[0]);
  }
  const { contents } = document;
  const isEmpty = contents === null || (isScalar(contents) && contents.value === '');
  if (!isEmpty && !isSeq(contents)) {
    fail('a list of waivers is expected: each begins with "- check: ID"', offsetOf(contents));
  }
  const items = isSeq(contents) ? (contents.items as readonly Node[]) : [];
  return items.map((item) => {
    const parsed = waiverSchema.safeParse(item.toJS(document));
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      const place = isMap(item) ? (item.get(issue?.path[0] ?? '', true) as Node | undefined) : undefined;
      return fail(`${issue?.path.join('.') || 'a waiver'}: ${issue?.message}`, offsetOf(place ?? item));
    }
    return knownIds.has(parsed.data.check)
      ? parsed.data
      : fail(`there is no check or law "${parsed.data.check}"`, offsetOf(item));
  });
}

function offsetOf(node: Node | null): number {
  return node?.range?.[0] ?? 0;
}

/** Applies waivers to outcomes as they come, and reports in the end which were broken (docs/conformance.md §2: strict both ways). */
export class Waivers {
  readonly #waivers: readonly Waiver[];
  readonly #today: string;
  readonly #broken: Finding[] = [];

  /** `today` as 2027-01-31. */
  constructor(waivers: readonly Waiver[], today: string) {
    this.#waivers = waivers;
    this.#today = today;
  }

  /** Marks an expected failure as waived; notes a waiver whose failure has not come. */
  apply(outcome: Outcome, scope: WaiverScope | null): Outcome {
    const waiver = this.#waivers.find((one) => one.check === outcome.id && isInScope(one, scope));
    if (waiver === undefined) {
      return outcome;
    }
    const { check, expires, reason, link } = waiver;
    if (expires < this.#today) {
      this.#note(check, `a waiver that holds on ${this.#today}`, `it expired on ${expires} (${link})`);
      return outcome;
    }
    if (outcome.verdict === 'pass') {
      this.#note(check, `a failure: ${reason}`, 'the check passes: take the waiver out');
    }
    const isExpected = outcome.verdict === 'fail' || outcome.verdict === 'warn';
    return isExpected ? { ...outcome, waived: `${reason} (until ${expires}, ${link})` } : outcome;
  }

  /** Null where every waiver held. */
  get broken(): Pick<Outcome, 'id' | 'verdict' | 'headline' | 'findings'> | null {
    const [first] = this.#broken;
    if (first === undefined) {
      return null;
    }
    const headline = `${counted(this.#broken.length, 'broken waiver')}: ${first.observed}`;
    return { id: 'waivers-hold', verdict: 'fail', headline, findings: this.#broken };
  }

  #note(check: string, expected: string, observed: string): void {
    const meaning = 'an expected failure that does not come hides what has changed';
    this.#broken.push({ name: check, status: 'wrong', meaning, expected, observed: `${check}: ${observed}` });
  }
}

function isInScope({ scope }: Waiver, here: WaiverScope | null): boolean {
  const isDevice = scope?.device === undefined || here?.devices.includes(scope.device) === true;
  const isBuild = scope?.build === undefined || here?.build === scope.build;
  return isDevice && isBuild;
}
