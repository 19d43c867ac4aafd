import { CauseBook } from './cause-book.ts';
import type { CheckSessionOptions } from './check-session-options.ts';
import { TestbedError } from './errors.ts';
import type { Evidence } from './evidence.ts';
import { LawBook } from './law-book.ts';
import type { Portrait } from './portrait/portrait.ts';
import { portraitLines } from './portrait/portrait-text.ts';
import { takePortrait } from './portrait/take-portrait.ts';
import type { Words } from './report/words.ts';
import { Station } from './station.ts';
import { StationPool } from './station-pool.ts';
import type { TestbedMeta } from './test-meta.ts';
import { closeTestbeds, openTestbeds } from './testbed/open-testbeds.ts';
import type { Testbed } from './testbed.ts';

/** What the checks of a session have in common while they run. */
export interface OpenSession {
  readonly pool: StationPool<Station>;
  readonly evidence: Evidence;
  readonly words: Words;
  readonly laws: LawBook;
  readonly causes: CauseBook;
  readonly portrait: Portrait | null;
}

type Shared = Pick<OpenSession, 'pool' | 'laws' | 'causes' | 'portrait'>;

interface Opening extends Omit<OpenSession, keyof Shared> {
  readonly signal: AbortSignal;
  /** Receives the testbeds' lines. */
  readonly onProgress: (line: string) => void;
}

/** Brings the testbeds up, and looks at the SDK before the checks. A bench that fails here takes the testbeds down. */
export async function openSession(options: CheckSessionOptions, { signal, onProgress, ...parts }: Opening): Promise<OpenSession> {
  const testbeds = await openTestbeds(options.handsets, { ...options, onProgress, signal });
  try {
    return { ...parts, ...(await sessionOn(testbeds, options)) };
  } catch (error) {
    await closeTestbeds(testbeds);
    throw error;
  }
}

async function sessionOn(testbeds: readonly Testbed[], options: CheckSessionOptions): Promise<Shared> {
  const [first] = testbeds;
  if (first === undefined) {
    throw new RangeError('a session needs a testbed');
  }
  const portrait = await portraitOf(first, options);
  const causes = new CauseBook({
    isConfigured: first.subject.configurable,
    hasOwnDialect: (options.dialect ?? null) !== null,
    portrait,
  });
  const pool = new StationPool(testbeds.map((testbed) => new Station(testbed, causes)));
  return { pool, causes, portrait, laws: new LawBook({ connections: first.radioLog !== null }) };
}

/** Printed, and a part of the report. */
async function portraitOf(testbed: Testbed, { portrait: isAsked, onProgress }: CheckSessionOptions): Promise<Portrait | null> {
  if (isAsked !== true && testbed.subject.configurable) {
    return null;
  }
  const portrait = testbed.redactor.value(await takePortrait(testbed));
  for (const line of portraitLines(portrait)) {
    onProgress(line);
  }
  return portrait;
}

/** What the report says of the device is said of the first one: the others are built as it is. */
export function firstOf({ stations }: StationPool<Station>): Station {
  const [first] = stations;
  if (first === undefined) {
    throw new RangeError('a session has a station at least');
  }
  return first;
}

export function testbedsOf(opened: OpenSession | null): readonly Testbed[] {
  return opened === null ? [] : opened.pool.stations.map(({ testbed }) => testbed);
}

/** The testbed's part of the report. Throws TestbedError where the probe lacks the variant that was asked for. */
export function describeSession(
  { pool, portrait }: OpenSession,
  { subjectVariant, mutants: selected }: CheckSessionOptions,
  lines: readonly string[],
): TestbedMeta {
  const { subject, card } = firstOf(pool).testbed;
  if (subjectVariant !== null && !subject.variants.some(({ id }) => id === subjectVariant)) {
    const ids = subject.variants.map(({ id }) => id).join(', ') || 'none';
    throw new TestbedError('PROBE_APK', `the probe has no variant ${subjectVariant}; it has: ${ids}`);
  }
  const { name, version, adapter, configurable } = subject;
  const mutants = subject.mutants.filter(({ id }) => selected === 'all' || selected.includes(id));
  const described = { lines, device: card, subject: { name, version, adapter, configurable }, mutants, failure: null };
  return portrait === null ? described : { ...described, portrait };
}
