import { fileURLToPath } from 'node:url';
import type { Vitest } from 'vitest/node';
import { ConformReporter } from './conform-reporter.ts';
import { packageRoot } from './package-root.ts';
import type { RunTally } from './run-tally.ts';
import { requestStop } from './stop-channel.ts';
import type { ProvidedOptions } from './suite.ts';

/** A handset of ours is not asked: it goes with its processes. A device is given time to be restored. */
const STOP_MS = { handset: 300, device: 6_000 } as const;

/**
 * Runs suite.ts; ends soon after the signal has aborted, whatever is running then. Exit code and signals of this process belong to the
 * caller; vitest changes both.
 */
export async function runVitest(quhao: ProvidedOptions, tally: RunTally, signal: AbortSignal | undefined): Promise<void> {
  if (signal?.aborted) {
    return;
  }
  const stopped = new Promise<'stopped'>((resolve, reject) => {
    const stop = (): void => {
      requestStop(quhao.stopChannel, STOP_MS[quhao.serial === null ? 'handset' : 'device']).then(
        () => resolve('stopped'),
        reject,
      );
    };
    signal?.addEventListener('abort', stop, { once: true });
  });
  const { exitCode } = process;
  const ended = runToEnd(quhao, tally).finally(() => {
    process.exitCode = exitCode;
  });
  await Promise.race([ended, stopped]);
}

async function runToEnd(quhao: ProvidedOptions, tally: RunTally): Promise<void> {
  const vitest = await createVitestWithoutSignals(quhao, new ConformReporter(tally));
  try {
    await vitest.start();
  } finally {
    await vitest.close();
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Vitest ends the process on a signal, before the testbed is taken down, so its listeners are removed. */
async function createVitestWithoutSignals(quhao: ProvidedOptions, reporter: ConformReporter): Promise<Vitest> {
  // Loaded here, so that the other exports of this room do not load vitest.
  const { createVitest } = await import('vitest/node');
  const before = new Set(SIGNALS.flatMap((signal) => process.listeners(signal)));
  const vitest = await createVitest('test', {
    root: await packageRoot(),
    config: false,
    watch: false,
    include: [fileURLToPath(new URL('./suite.js', import.meta.url))],
    exclude: [],
    fileParallelism: false,
    // A thread of this process: nothing of it can outlive the process.
    pool: 'threads',
    teardownTimeout: 30_000,
    reporters: [reporter],
    provide: { quhao },
    // Vite's default, development, makes libraries print warnings.
    env: { NODE_ENV: 'test' },
    passWithNoTests: true,
  });
  for (const signal of SIGNALS) {
    for (const listener of process.listeners(signal).filter((one) => !before.has(one))) {
      process.removeListener(signal, listener);
    }
  }
  return vitest;
}
