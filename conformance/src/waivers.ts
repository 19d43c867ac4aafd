import { isScalar, isSeq } from 'yaml';
import { z } from 'zod';
import { nearestName } from '../../simulator/src/model/issue-words.ts';
import { counted } from './counted.ts';
import { readNamedFile } from './named-file.ts';
import type { Finding, Outcome } from './verdict.ts';
import { YamlFile } from './yaml-file.ts';

const waiverSchema = z.strictObject({
  check: z.string().min(1),
  scope: z.strictObject({ device: z.string().optional(), build: z.string().optional() }).optional(),
  reason: z.string().min(1),
  link: z.string().regex(/^https?:\/\/\S+$/, 'must be a link that begins with http:// or https://'),
  expires: z.iso.date('must be a day of the calendar, like 2027-01-31'),
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
  return parseWaivers(await readNamedFile(path, 'the waivers'), path, knownIds);
}

export function parseWaivers(text: string, path: string, knownIds: ReadonlySet<string>): readonly Waiver[] {
  const file = new YamlFile(text, path, 'failsafe');
  const { contents } = file;
  if (contents === null || (isScalar(contents) && contents.value === '')) {
    return [];
  }
  if (!isSeq(contents)) {
    throw file.error(file.lineOf([]), 'a list of waivers is expected: each begins with "- check: ID"');
  }
  const waivers = contents.items.map((_, index) => readWaiver(file, index, knownIds));
  refuseDoubles(waivers, file);
  return waivers;
}

function readWaiver(file: YamlFile, index: number, knownIds: ReadonlySet<string>): Waiver {
  const { value, wrong } = file.read(waiverSchema, [index]);
  if (wrong !== null) {
    const [first] = wrong;
    throw file.error(first?.line ?? 1, `${first?.place || 'a waiver'}: ${first?.message}`);
  }
  if (!knownIds.has(value.check)) {
    const near = nearestName(value.check, [...knownIds]);
    const advice = near === null ? 'quhao conform --list prints them all' : `did you mean "${near}"?`;
    throw file.error(file.lineOf([index, 'check']), `there is no check or law "${value.check}"; ${advice}`);
  }
  return value;
}

/** Only the first of two waivers for one check and one scope would be looked at. */
function refuseDoubles(waivers: readonly Waiver[], file: YamlFile): void {
  const first = new Map<string, number>();
  for (const [index, { check, scope }] of waivers.entries()) {
    const name = JSON.stringify([check, scope?.device ?? null, scope?.build ?? null]);
    const before = first.get(name);
    if (before !== undefined) {
      const there = file.lineOf([before, 'check']);
      throw file.error(
        file.lineOf([index, 'check']),
        `${check} is waived in line ${there} already, for the same scope; keep one`,
      );
    }
    first.set(name, index);
  }
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
