import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { startSimulator } from '../../src/simulator.ts';
import { PATHS, send } from '../support/http-client.ts';

test('a reader of events that pauses adds no listeners, however much is written meanwhile', { timeout: 120_000 }, async () => {
  await using simulator = await startSimulator({ logLevel: 'silent' });
  const warnings: string[] = [];
  const note = ({ message }: Error): void => void warnings.push(message);
  process.on('warning', note);
  const reader = connect(simulator.ports.control, '127.0.0.1', () => {
    reader.write(`GET /v1/journal/events HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${simulator.controlToken}\r\n\r\n`);
  });
  try {
    await new Promise((resolve) => reader.once('data', resolve));
    reader.pause();
    // Each entry is some 10 KB as an event: pauses and drains come in turn.
    for (let round = 0; round < 20; round++) {
      const body = { msgid: 'm', ...Object.fromEntries(Array.from({ length: 80 }, (_, at) => [`f${at}`, 'x'.repeat(100)])) };
      await Promise.all(Array.from({ length: 10 }, () => send(simulator, 'exchange', { path: PATHS.login, body })));
      reader.resume();
      await new Promise((resolve) => reader.once('data', resolve));
      reader.pause();
    }
    expect(warnings.filter((message) => message.includes('listeners'))).toEqual([]);
  } finally {
    process.off('warning', note);
    reader.destroy();
  }
});
