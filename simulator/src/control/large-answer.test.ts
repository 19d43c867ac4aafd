import { createServer, get, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Response } from 'express';
import { expect, test } from 'vitest';
import { drained } from './large-answer.ts';

const ROUNDS = 15;
const PIECE = Buffer.alloc(8 * 1024 * 1024);

/** More than a system's buffers hold, again and again: the reader is always behind. */
async function writeOften(response: ServerResponse): Promise<number> {
  for (let round = 0; round < ROUNDS; round++) {
    if (!response.write(PIECE)) {
      await drained(response as Response);
    }
  }
  const listeners = response.listenerCount('close') + response.listenerCount('drain');
  response.end();
  return listeners;
}

test('waiting for a reader leaves no listeners behind', { timeout: 60_000 }, async () => {
  const written: Promise<{ before: number; after: number }>[] = [];
  const server = createServer((_request, response) => {
    const before = response.listenerCount('close') + response.listenerCount('drain');
    written.push(writeOften(response).then((after) => ({ before, after })));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  try {
    await new Promise((resolve) => {
      get({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' }, (response) => {
        response.resume();
        response.on('end', resolve);
      });
    });
    const [counted] = await Promise.all(written);
    expect(counted?.after).toBe(counted?.before);
  } finally {
    server.close();
  }
});
