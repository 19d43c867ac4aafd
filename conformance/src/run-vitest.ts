import { fileURLToPath } from 'node:url';
import type { Vitest } from 'vitest/node';
import { ConformReporter } from './conform-reporter.ts';
import { packageRoot } from './package-root.ts';
import type { RunTally } from './run-tally.ts';
import { StopChannel } from './stop-channel.ts';
import type { ProvidedOptions } from './suite.ts';

/** A handset of ours is not asked: it goes with its processes. A device is given time to be restored. */
const STOP_MS = { handset: 300, device: 6_000 } as const;

/**
 * Runs suite.ts in a process of its own; ends soon after the signal has aborted, whatever is running then. Exit code and signals of this
 * process belong to the caller; vitest changes both.
 */
export async function runVitest(
  options: Omit<ProvidedOptions, 'stopPort'>,
  tally: RunTally,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (signal?.aborted) {
    return;
  }
  await using channel = await StopChannel.open();
  // An abort meanwhile has had no listener.
  if (signal?.aborted) {
    return;
  }
  const stopped = new Promise<void>((resolve, reject) => {
    const stop = (): void => {
      channel.requestStop(STOP_MS[options.serial === null ? 'handset' : 'device']).then(resolve, reject);
    };
    signal?.addEventListener('abort', stop, { once: true });
  });
  const { exitCode } = process;
  const ended = runToEnd({ ...options, stopPort: channel.port }, new ConformReporter(tally, signal)).finally(() => {
    process.exitCode = exitCode;
  });
  await Promise.race([ended, stopped]);
}

async function runToEnd(quhao: ProvidedOptions, reporter: ConformReporter): Promise<void> {
  const vitest = await createVitestWithoutSignals(quhao, reporter);
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
    maxConcurrency: quhao.handsets,
    // A process can be ended whatever it does; a thread that hangs in its clean-up cannot (docs/decisions/0036).
    pool: 'forks',
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
