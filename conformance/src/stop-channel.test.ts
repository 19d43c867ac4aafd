import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { onStop, outliveConform, StopChannel } from './stop-channel.ts';

const FAR_MS = 10_000;

let channel: StopChannel;
let folder: string;

beforeEach(async () => {
  channel = await StopChannel.open();
  folder = await mkdtemp(join(tmpdir(), 'quhao-test-'));
});

afterEach(async () => {
  await channel[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

test('a stop that is asked for runs first, and then the process ends', async () => {
  const done: string[] = [];
  const ended = new Promise<void>((resolve) => {
    onStop(channel.port, {
      stop: async () => void done.push('stop'),
      limitMs: FAR_MS,
      end: (isConformGone) => {
        done.push(isConformGone ? 'end alone' : 'end');
        resolve();
      },
    });
  });
  await expect.poll(() => channel.suites).toBe(1);
  await channel.requestStop(100);
  await ended;
  expect(done).toEqual(['stop', 'end']);
});

test('a suite that does not stop is not waited for', async () => {
  onStop(channel.port, { stop: () => new Promise(() => undefined), limitMs: FAR_MS, end: () => undefined });
  await expect.poll(() => channel.suites).toBe(1);
  const from = performance.now();
  await channel.requestStop(100);
  const tookMs = performance.now() - from;
  expect(tookMs).toBeGreaterThan(50);
  expect(tookMs).toBeLessThan(FAR_MS);
});

test('without a suite there is nothing to wait for', async () => {
  const from = performance.now();
  await channel.requestStop(FAR_MS);
  expect(performance.now() - from).toBeLessThan(FAR_MS);
});

test('the suite stops by itself when conform is gone', async () => {
  const file = join(folder, 'conform.mjs');
  const source = `
    import { createServer } from 'node:net';
    const server = createServer().listen(0, '127.0.0.1', () => process.send(server.address().port));
    server.on('connection', () => process.send('connected'));`;
  await writeFile(file, source);
  const conform = fork(file);
  const [port] = (await once(conform, 'message')) as [number];
  const stopped = new Promise<boolean>((resolve) => {
    onStop(port, { stop: async () => undefined, limitMs: FAR_MS, end: resolve });
  });
  await once(conform, 'message');
  conform.kill('SIGKILL');
  expect(await stopped).toBe(true);
});

test('a suite whose stop hangs ends nevertheless', async () => {
  await new Promise<boolean>((resolve) => {
    onStop(channel.port, { stop: () => new Promise(() => undefined), limitMs: 50, end: resolve })();
  });
});

test('the suite stops once when a signal asks for it', async () => {
  const done: string[] = [];
  const ended = new Promise<void>((resolve) => {
    const work = { stop: async () => void done.push('stop'), limitMs: FAR_MS, end: () => resolve() };
    const begin = onStop(channel.port, work);
    begin();
    begin();
  });
  await ended;
  await channel.requestStop(100);
  expect(done).toEqual(['stop']);
});

test('a message that nobody receives does not end the suite while it stops', () => {
  const before = process.listeners('error' as 'uncaughtException');
  let hasEnded = false;
  process.on('error', () => {
    hasEnded = true;
  });
  try {
    outliveConform();
    process.emit('error' as 'uncaughtException', new Error('the channel is closed'));
    expect(hasEnded).toBe(false);
  } finally {
    process.removeAllListeners('error');
    for (const listener of before) {
      process.on('error', listener);
    }
  }
});
