import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';
import { WATCH_CODE } from './close-watch.ts';

interface Ending {
  readonly signal: NodeJS.Signals | null;
  readonly code: number | null;
  readonly errors: string;
}

/** Runs a main thread under watch. */
async function watched(main: string): Promise<Ending> {
  const script = `const watch = new (require('node:worker_threads').Worker)(${JSON.stringify(WATCH_CODE)}, { eval: true, workerData: { sayMs: 300, endMs: 900 } }); watch.unref(); watch.postMessage({ step: 'the apps' }); ${main}`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) => {
    child.once('close', (exitCode, exitSignal) => resolve([exitCode, exitSignal]));
  });
  return { code, signal, errors };
}

test('a main thread that is held is named with its step, and its process ended', async () => {
  const { signal, errors } = await watched('for (;;) {}');
  expect(signal).toBe('SIGABRT');
  expect(errors).toMatch(/^quhao: shutting down: "the apps" has not ended for \d+ s; the main thread is held$/m);
  expect(errors).toMatch(/the main thread was held for \d+ s in "the apps"; the process is ended/);
});

test('a long step of a main thread that goes on is named, and goes on', async () => {
  const { code, errors } = await watched(
    "setInterval(() => watch.postMessage('beat'), 50); setTimeout(() => process.exit(7), 2_000);",
  );
  expect(code).toBe(7);
  expect(errors).toBe('quhao: shutting down: "the apps" has not ended for 0 s; the main thread goes on\n');
});

test('nothing is said of a shutdown that ends in time', async () => {
  expect(await watched('')).toEqual({ code: 0, signal: null, errors: '' });
});
