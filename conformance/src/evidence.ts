import { mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Check } from './check.ts';
import type { LateCallback } from './late-callbacks.ts';
import type { Observations } from './observations.ts';
import type { Redactor } from './redact.ts';
import type { LateEnd } from './run-history.ts';
import type { Outcome } from './verdict.ts';
import { runStamp } from './wait.ts';

/** All that one check leaves behind. */
export interface CheckEvidence {
  readonly check: Check;
  readonly outcome: Omit<Outcome, 'evidence' | 'screenshots'>;
  /** Null where the check ended before it was judged. */
  readonly observations: Observations | null;
  readonly log: readonly string[];
  /** Screenshots and view trees, by name. */
  readonly files: ReadonlyMap<string, Buffer>;
}

/** Writes `runs/<time>/<check-id>/`; everything is redacted before it is written. */
export class Evidence {
  readonly runDir: string;

  constructor(runDir: string) {
    this.runDir = runDir;
  }

  /**
   * Returns the redacted outcome with the place of its evidence, in the check's folder or one inside. Evidence that cannot be written leaves
   * nothing to look at: the outcome is the machine's fault then.
   */
  async write(written: CheckEvidence, redactor: Redactor, inside = ''): Promise<Outcome> {
    const { check, outcome } = written;
    const folder = join(outcome.mutant === null ? '' : join('mutants', outcome.mutant), check.id, inside);
    const names = [...written.files.keys()].filter(isPicture);
    const redacted: Outcome = { ...redactor.outcome(outcome), evidence: folder, screenshots: names };
    try {
      await this.#writeFiles(join(this.runDir, folder), { ...written, outcome: redacted }, redactor);
      return redacted;
    } catch (error) {
      const headline = `the evidence could not be written: ${String(error)}`;
      return { ...redacted, verdict: 'env-error', headline, findings: [], breaches: [], evidence: null, screenshots: [] };
    }
  }

  /** Writes what came late, for a later judgement of the run. It was redacted where it came from. */
  async writeLate(late: LateEvidence): Promise<void> {
    await writeFile(join(this.runDir, LATE_EVIDENCE), `${JSON.stringify(late, null, 2)}\n`);
  }

  async #writeFiles(directory: string, written: CheckEvidence, redactor: Redactor): Promise<void> {
    const { check, outcome, observations, log, files } = written;
    await mkdir(directory, { recursive: true });
    const writeJson = (name: string, value: unknown): Promise<void> =>
      writeFile(join(directory, name), `${JSON.stringify(redactor.value(value), null, 2)}\n`);
    await writeJson('check.json', check);
    await writeJson('outcome.json', outcome);
    await writeFile(join(directory, 'log.txt'), `${redactor.text(log.join('\n'))}\n`);
    if (observations !== null) {
      const { log: _log, ...rest } = observations;
      await writeJson('observations.json', rest);
      await writeJson('journal.json', rest.requests);
    }
    for (const [name, content] of files) {
      await writeFile(join(directory, name), isPicture(name) ? content : redactor.text(content.toString()));
    }
  }
}

/** What came after the rows that caused it: rows' own folders do not have it. */
export interface LateEvidence {
  readonly callbacks: readonly LateCallback[];
  readonly ends: readonly LateEnd[];
}

export const LATE_EVIDENCE = 'late.json';

function isPicture(name: string): boolean {
  return name.endsWith('.png');
}

/** Creates the folder of a new run and points `latest` at it. Two runs in one second get two folders. */
export async function openRunDir(runsDir: string): Promise<string> {
  await mkdir(runsDir, { recursive: true });
  const stamp = runStamp();
  for (let number = 1; ; number++) {
    const name = number === 1 ? stamp : `${stamp}-${number}`;
    if (await createFolder(join(runsDir, name))) {
      await pointLatest(runsDir, name);
      return join(runsDir, name);
    }
  }
}

/** In one step, so that runs that begin at the same time do not meet. */
async function pointLatest(runsDir: string, name: string): Promise<void> {
  const link = join(runsDir, `.latest-${name}`);
  await symlink(name, link);
  await rename(link, join(runsDir, 'latest'));
}

/** False where the folder exists already. */
async function createFolder(path: string): Promise<boolean> {
  return mkdir(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') {
        return false;
      }
      throw error;
    },
  );
}
