import { generateKeyPairSync } from 'node:crypto';
import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TLSSocket, connect as tlsConnect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../../src/simulator.ts';
import { PATHS, send } from '../support/http-client.ts';
import { loginBody, prefetchBody } from '../support/sdk.ts';

/** Nobody gets in, nobody is kept out, and no secret stands where it can be read: docs/security.md, line by line. */

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator({ sessions: [{ address: '127.0.0.9', msisdn: '15400000001' }], logLevel: 'silent' });
});

afterAll(() => simulator.close());

function tls(maxVersion: 'TLSv1.2' | 'TLSv1.3'): Promise<TLSSocket> {
  const socket = tlsConnect({
    port: simulator.ports.token,
    host: '127.0.0.1',
    ca: simulator.rootPem,
    servername: 'token.gateway.test',
    maxVersion,
  });
  return new Promise((resolve, reject) => {
    socket.once('secureConnect', () => resolve(socket));
    socket.once('error', reject);
  });
}

test('TLS 1.2 is not renegotiated', async () => {
  const socket = await tls('TLSv1.2');
  const outcome = await new Promise<string>((resolve) => {
    socket.on('error', (error) => resolve(error.message));
    socket.on('close', () => resolve('closed'));
    socket.renegotiate({ rejectUnauthorized: false }, (error) => resolve(error === null ? 'renegotiated' : error.message));
  });
  socket.destroy();
  expect(outcome).not.toBe('renegotiated');
});

test('the control token that a client sends by mistake stands in no journal', async () => {
  const { controlToken } = simulator;
  await send(simulator, 'exchange', {
    path: PATHS.login,
    body: loginBody(controlToken, undefined, { expandparams: controlToken }),
  });
  await send(simulator, 'exchange', { path: `/${controlToken}`, body: '{}' });
  const journal = JSON.stringify(await simulator.defaultScope.journal());
  expect(journal).not.toContain(controlToken);
});

test('half a surrogate pair inside the sealed data is refused as a parameter', async () => {
  const { body } = prefetchBody(simulator, undefined, { inner: { sdkversion: '\ud800' } });
  const { json } = await send(simulator, 'bearer', { path: PATHS.prefetch, body, from: '127.0.0.9' });
  expect(json['resultCode']).toBe('103414');
});

test('a body of the control API that is declared too large is refused before it comes', async () => {
  const answer = await new Promise<number>((resolve, reject) => {
    const asking = request({
      port: simulator.ports.control,
      host: '127.0.0.1',
      method: 'PUT',
      path: '/v1/apps/300000000001',
      headers: { authorization: `Bearer ${simulator.controlToken}`, 'content-length': 5 * 1024 * 1024 },
    });
    asking.on('response', (response) => {
      resolve(response.statusCode ?? 0);
      asking.destroy();
    });
    asking.on('error', reject);
    asking.flushHeaders();
  });
  expect(answer).toBe(413);
});

test('a flood of alike connections has a hundred entries and one that counts the others', { timeout: 60_000 }, async () => {
  const scope = simulator.defaultScope;
  const { journal } = await scope.report();
  for (let round = 0; round < 150; round++) {
    await sendNonsense();
  }
  const entries = (await scope.journal({ after: journal.lastId })).filter(({ trace }) => trace[0]?.name === 'http');
  expect(entries).toHaveLength(101);
  expect(entries.at(-1)?.trace[0]?.detail).toMatch(/; 50 of them since, counted here and not entered one by one$/);
  // A flood that the journal no longer holds counts nothing.
  await scope.clearJournal();
  await sendNonsense();
  const [first, ...others] = await scope.journal();
  expect(others).toEqual([]);
  expect(first?.trace[0]?.detail).not.toContain('counted here');
});

function sendNonsense(): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(simulator.ports.exchange, '127.0.0.1', () => socket.write('nonsense\r\n\r\n'));
    socket.on('close', () => resolve());
    socket.on('error', () => resolve());
    socket.resume();
  });
}

describe.skipIf(process.platform === 'win32')('the data folder', () => {
  test('that others may write to, and keys that others may read, are closed to them and named', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'quhao-modes-'));
    try {
      await (await startSimulator({ dataDir: folder, logLevel: 'silent' })).close();
      await chmod(folder, 0o777);
      await chmod(join(folder, 'gateway.key.pem'), 0o644);
      await chmod(join(folder, 'control-token'), 0o640);
      await using again = await startSimulator({ dataDir: folder, logLevel: 'silent' });
      expect(again.losses).toEqual([
        expect.stringMatching(/could be written to by others \(mode 777\).* it has mode 755 now$/),
        expect.stringMatching(/gateway\.key\.pem was open to others \(mode 644\): it has mode 600 now/),
        expect.stringMatching(/control-token was open to others \(mode 640\)/),
      ]);
      expect((await stat(folder)).mode & 0o777).toBe(0o755);
      for (const name of ['gateway.key.pem', 'control-token']) {
        expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test('with an EC key for the gateway is refused, and the key is named', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'quhao-ec-'));
    try {
      const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      await writeFile(join(folder, 'gateway.key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
      await expect(startSimulator({ dataDir: folder })).rejects.toThrow(
        /gateway\.key\.pem is a key of type ec, and RSA is needed/,
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

/** Writes a whole request before it reads anything; resolves with the status line. */
async function writeFirst(body: string): Promise<string> {
  const socket = await tls('TLSv1.3');
  const head = `POST ${PATHS.token} HTTP/1.1\r\nHost: token.gateway.test\r\nContent-Length: ${body.length}\r\n\r\n`;
  return new Promise((resolve, reject) => {
    socket.pause();
    socket.on('error', reject);
    socket.write(head + body, (error) => {
      if (error != null) {
        reject(error);
      }
      socket.on('data', (chunk: Buffer) => {
        resolve(chunk.toString('latin1').split('\r\n', 1)[0] ?? '');
        socket.destroy();
      });
      socket.resume();
    });
  });
}

test('a client that writes a whole body which is too large, and only then reads, finds the answer', {
  timeout: 60_000,
}, async () => {
  for (let round = 0; round < 5; round++) {
    expect(await writeFirst('x'.repeat(4 * 1024 * 1024))).toBe('HTTP/1.1 413 Payload Too Large');
  }
});
