import { inject } from 'vitest';
import { defineChecks, type SuiteOptions } from './define-checks.ts';
import { removeOrphanedScratch } from './scratch.ts';
import { endProcess, onStop, outliveConform } from './stop-channel.ts';

/** The test file of `quhao conform` (conform.ts). What it logs is printed by conform-reporter.ts. */

/** What conform.ts provides: only data can be passed to a worker. */
export interface ProvidedOptions extends Omit<SuiteOptions, 'openRun' | 'onProgress' | 'subjectMutant'> {
  readonly runDir: string;
  /** Of the stop channel of conform.ts, on loopback. */
  readonly stopPort: number;
}

declare module 'vitest' {
  interface ProvidedContext {
    quhao: ProvidedOptions;
  }
}

const { runDir, stopPort, ...options } = inject('quhao');
const session = defineChecks({
  ...options,
  subjectMutant: null,
  openRun: async () => runDir,
  // biome-ignore lint/suspicious/noConsole: the log of a test file goes to vitest, which passes it to conform-reporter.ts
  onProgress: (line) => console.log(line),
});
/** An adb that hangs does not hold this process for ever. */
const RESTORE_MS = 30_000;

/** A handset of ours goes with its processes (scratch.ts); a device has to be restored. */
async function takeDown(): Promise<void> {
  outliveConform();
  if (options.serial !== null) {
    await session.stop();
  }
}

const stop = onStop(stopPort, {
  stop: takeDown,
  limitMs: RESTORE_MS,
  end: (isConformGone) => {
    if (isConformGone) {
      removeOrphanedScratch();
    }
    endProcess();
  },
});
// A terminal sends them to this process too; conform.ts decides what happens.
for (const signal of ['SIGINT', 'SIGHUP'] as const) {
  process.on(signal, () => undefined);
}
// A process group is sent SIGTERM by timeout(1), systemd and CI runners. Vitest sends it after the tests, when the testbed is down.
process.on('SIGTERM', stop);
