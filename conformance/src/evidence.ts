import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Check } from './check.ts';
import type { Observations } from './observations.ts';
import type { Redactor } from './redact.ts';
import type { Outcome } from './verdict.ts';
import { runStamp } from './wait.ts';

/** All that one check leaves behind. */
export interface CheckEvidence {
  readonly check: Check;
  readonly outcome: Omit<Outcome, 'evidence' | 'screenshots'>;
  /** The log alone where the check ended before it was judged. */
  readonly observations: Observations | Pick<Observations, 'log'>;
  readonly screenshots: ReadonlyMap<string, Buffer>;
}

/** Writes `runs/<time>/<check-id>/`; everything is redacted before it is written. */
export class Evidence {
  readonly runDir: string;

  constructor(runDir: string) {
    this.runDir = runDir;
  }

  /** Returns the redacted outcome with the place of its evidence. */
  async write({ check, outcome, observations, screenshots }: CheckEvidence, redactor: Redactor): Promise<Outcome> {
    const folder = outcome.mutant === null ? check.id : join('mutants', outcome.mutant, check.id);
    const directory = join(this.runDir, folder);
    await mkdir(directory, { recursive: true });
    const redacted: Outcome = redactor.value({ ...outcome, evidence: folder, screenshots: [...screenshots.keys()] });
    const writeJson = (name: string, value: unknown): Promise<void> =>
      writeFile(join(directory, name), `${JSON.stringify(redactor.value(value), null, 2)}\n`);
    await writeJson('check.json', check);
    await writeJson('outcome.json', redacted);
    const { log, ...rest } = observations;
    await writeFile(join(directory, 'log.txt'), `${redactor.text(log.join('\n'))}\n`);
    if ('requests' in rest) {
      await writeJson('observations.json', rest);
      await writeJson('journal.json', rest.requests);
    }
    for (const [name, png] of screenshots) {
      await writeFile(join(directory, name), png);
    }
    return redacted;
  }
}

/** Creates the folder of a new run and points `latest` at it. Two runs in one second get two folders. */
export async function openRunDir(runsDir: string): Promise<string> {
  await mkdir(runsDir, { recursive: true });
  const stamp = runStamp();
  for (let number = 1; ; number++) {
    const name = number === 1 ? stamp : `${stamp}-${number}`;
    if (await createFolder(join(runsDir, name))) {
      const latest = join(runsDir, 'latest');
      await rm(latest, { force: true });
      await symlink(name, latest);
      return join(runsDir, name);
    }
  }
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
