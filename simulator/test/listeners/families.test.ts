import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { describe, expect } from 'vitest';
import { StartError, startSimulator } from '../../src/simulator.ts';
import { test } from '../../src/vitest.ts';
import { PATHS } from '../support/http-client.ts';
import { loginBody } from '../support/sdk.ts';

/** `localhost` is ::1 to some clients and 127.0.0.1 to others: a loopback listener takes both. */

const hasIpv6 = Object.values(networkInterfaces()).some((rows) => rows?.some(({ address }) => address === '::1'));

async function statusAt(host: string, port: number): Promise<number | string> {
  try {
    const body = JSON.stringify(loginBody('x'));
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`http://${host}:${port}${PATHS.login}`, { method: 'POST', headers, body });
    await response.text();
    return response.status;
  } catch (error) {
    return String((error as { readonly cause?: { readonly code?: string } }).cause?.code);
  }
}

/** What a bare socket meets: `open`, or the error's code. */
async function knockAt(host: string, port: number): Promise<string> {
  const socket = connect({ port, host });
  try {
    await once(socket, 'connect');
    return 'open';
  } catch (error) {
    return String((error as NodeJS.ErrnoException).code);
  } finally {
    socket.destroy();
  }
}

describe.skipIf(!hasIpv6)('on a machine with IPv6', () => {
  test.for(['127.0.0.1', '[::1]', 'localhost'])(
    'the default host is served at %s, and the control API too',
    async (host, { simulator }) => {
      expect(await statusAt(host, simulator.ports.exchange)).toBe(200);
      const headers = { authorization: `Bearer ${simulator.controlToken}` };
      expect((await fetch(`http://${host}:${simulator.ports.control}/v1/apps`, { headers })).status).toBe(200);
    },
  );

  test('an entry has the address that was used', async ({ simulator }) => {
    await statusAt('[::1]', simulator.ports.exchange);
    const entry = (await simulator.defaultScope.journal()).at(-1);
    expect(entry?.connection.remote).toMatch(/^::1:\d+$|^\[?[0:]*1\]?:\d+$/);
  });

  test('REFUSE closes the port in both', async ({ simulator }) => {
    const scope = simulator.defaultScope;
    const both = (): Promise<readonly unknown[]> =>
      Promise.all(['127.0.0.1', '::1'].map((host) => knockAt(host, simulator.ports.exchange)));
    await scope.putFault({ plane: 'exchange', effect: { kind: 'connection', fault: 'REFUSE' } });
    expect(await both()).toEqual(['ECONNREFUSED', 'ECONNREFUSED']);
    await scope.clearFaults();
    expect(await both()).toEqual(['open', 'open']);
  });

  test.for([
    { host: 'localhost', served: ['127.0.0.1', '[::1]'] },
    { host: '::1', served: ['[::1]'] },
    { host: '::', served: ['127.0.0.1', '[::1]'] },
  ])('host $host is served at $served', async ({ host, served }) => {
    await using own = await startSimulator({ host, controlHost: host });
    for (const address of served) {
      expect(await statusAt(address, own.ports.exchange)).toBe(200);
    }
    expect(new URL(own.urls.control).hostname).toBe(host.includes(':') ? `[${host}]` : host);
  });

  test('a port that is taken in the other family stops the start, and nothing stays open', async () => {
    const taken = createServer();
    taken.listen({ port: 0, host: '::1', ipv6Only: true });
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    try {
      const refused: unknown = await startSimulator({ ports: { exchange: port } }).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(StartError);
      expect(String(refused)).toContain(`port ${port} on ::1`);
      expect(await statusAt('127.0.0.1', port)).toBe('ECONNREFUSED');
    } finally {
      taken.close();
    }
  });
});
