import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Check } from './check.ts';
import type { Observations } from './observations.ts';
import type { Redactor } from './redact.ts';
import type { Outcome } from './verdict.ts';
import { runStamp } from './wait.ts';

/** What a run leaves behind: `runs/<time>/<check-id>/`, everything redacted before it is written. */
export class Evidence {
  readonly runDir: string;

  constructor(runDir: string) {
    this.runDir = runDir;
  }

  async keep(
    check: Check,
    outcome: Omit<Outcome, 'evidence' | 'screenshots'>,
    seen: Observations | Pick<Observations, 'log'>,
    screenshots: ReadonlyMap<string, Buffer>,
    redactor: Redactor,
  ): Promise<Outcome> {
    const folder = outcome.mutant === null ? check.id : join('mutants', outcome.mutant, check.id);
    const directory = join(this.runDir, folder);
    await mkdir(directory, { recursive: true });
    const whole: Outcome = redactor.value({ ...outcome, evidence: folder, screenshots: [...screenshots.keys()] });
    const write = (name: string, value: unknown): Promise<void> =>
      writeFile(join(directory, name), `${JSON.stringify(redactor.value(value), null, 2)}\n`);
    await write('check.json', check);
    await write('outcome.json', whole);
    const { log, ...rest } = seen;
    await writeFile(join(directory, 'log.txt'), `${redactor.text(log.join('\n'))}\n`);
    if ('requests' in rest) {
      await write('observations.json', rest);
      await write('journal.json', rest.requests);
    }
    for (const [name, png] of screenshots) {
      await writeFile(join(directory, name), png);
    }
    return whole;
  }
}

/** Makes the folder of a new run and points `latest` at it. Two runs in one second get two folders. */
export async function openRunDir(runsDir: string): Promise<string> {
  await mkdir(runsDir, { recursive: true });
  const stamp = runStamp();
  for (let number = 1; ; number++) {
    const name = number === 1 ? stamp : `${stamp}-${number}`;
    const made = await mkdir(join(runsDir, name)).then(
      () => true,
      (cause: NodeJS.ErrnoException) => {
        if (cause.code === 'EEXIST') {
          return false;
        }
        throw cause;
      },
    );
    if (!made) {
      continue;
    }
    const latest = join(runsDir, 'latest');
    await rm(latest, { force: true });
    await symlink(name, latest);
    return join(runsDir, name);
  }
}
