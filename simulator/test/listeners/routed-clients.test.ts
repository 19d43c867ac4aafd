import { once } from 'node:events';
import { type IncomingMessage, request as requestPlainly } from 'node:http';
import { request as requestByTls } from 'node:https';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../src/simulator.ts';

const ADDRESS = '203.0.113.9';

async function start(options: SimulatorOptions): Promise<Simulator> {
  const simulator = await startSimulator(options);
  onTestFinished(() => simulator.close());
  return simulator;
}

interface Ask {
  readonly by: 'http' | 'https';
  readonly name: string;
  readonly port: number;
  readonly ca: string;
}

/** Asks as a client that was led to the port and believes that it talks to the name. */
async function ask({ by, name, port, ca }: Ask): Promise<string> {
  const options = { host: '127.0.0.1', port, path: '/ca', method: 'POST', headers: { host: name } };
  const asking =
    by === 'https'
      ? requestByTls({ ...options, ca, servername: name === ADDRESS ? '' : name, agent: false })
      : requestPlainly(options);
  asking.end('{}');
  const [response] = (await once(asking, 'response')) as [IncomingMessage];
  return text(response);
}

test.each(['token', 'bearer'] as const)('the %s listener shows a certificate for whatever name is asked', async (plane) => {
  const { ports, rootPem } = await start({ forRoutedClients: true });
  for (const name of ['id.example.com', 'OTHER.example.com', 'id.example.com']) {
    expect(await ask({ by: 'https', name, port: ports[plane], ca: rootPem })).toContain('"resultCode":"105313"');
  }
});

test.each(['token', 'bearer'] as const)('the %s listener speaks plain HTTP where the client does', async (plane) => {
  const { ports, rootPem } = await start({ forRoutedClients: true });
  expect(await ask({ by: 'http', name: 'rcs.example.com', port: ports[plane], ca: rootPem })).toContain('105313');
});

test('an address that was given has its place in the certificate, since a client names none', async () => {
  const { ports, rootPem } = await start({ forRoutedClients: true, certificateHosts: [ADDRESS] });
  expect(await ask({ by: 'https', name: ADDRESS, port: ports.token, ca: rootPem })).toContain('105313');
});

test('without the option a name of its own is not served', async () => {
  const { ports, rootPem } = await start({});
  await expect(ask({ by: 'https', name: 'id.example.com', port: ports.token, ca: rootPem })).rejects.toThrow(/altnames/);
});

test('a wrong chain of a fault rule is shown whatever the name is', async () => {
  const { ports, rootPem, defaultScope } = await start({ forRoutedClients: true });
  await defaultScope.putFault({ plane: 'token', effect: { kind: 'tls', fault: 'UNKNOWN_CA' } });
  await expect(ask({ by: 'https', name: 'id.example.com', port: ports.token, ca: rootPem })).rejects.toThrow();
});
