import { Agent, request } from 'node:https';
import { expect } from 'vitest';
import type { ScopeHandle, Simulator } from '../../src/simulator.ts';
import { test } from '../../src/vitest.ts';
import { PATHS } from '../support/http-client.ts';

/** A bearer may lose its money, data or life while a connection is open: the next request over it meets that, on bearer and token plane. */

let simulator: Simulator;
let scope: ScopeHandle;
const FROM = '127.0.0.21';
const MSISDN = '15400000001';

test.beforeAll(({ simulator: started }) => {
  simulator = started;
  scope = simulator.defaultScope;
});

function ask(port: number, agent: Agent): Promise<string> {
  const { rootPem: ca } = simulator;
  const to = {
    host: '127.0.0.1',
    port,
    path: PATHS.token,
    method: 'POST',
    localAddress: FROM,
    servername: 'token.gateway.test',
    ca,
    agent,
  };
  return new Promise((resolve) => {
    const sent = request(to, (response) => {
      response.resume().on('end', () => resolve(String(response.statusCode)));
    });
    sent.setTimeout(300, () => {
      resolve('no answer');
      sent.destroy();
    });
    sent.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    sent.end('{}');
  });
}

test.each([
  { state: 'arrears', second: 'ECONNRESET' },
  { state: 'noData', second: 'ECONNRESET' },
  { state: 'stalled', second: 'no answer' },
] as const)('a token connection from before $state: $second at its next request, and an entry', async ({ state, second }) => {
  await scope.reset();
  await scope.putSession({ address: FROM, msisdn: MSISDN, state: 'ok' });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const first = await ask(simulator.ports.token, agent);
  await scope.putSession({ address: FROM, msisdn: MSISDN, state });
  expect([first, await ask(simulator.ports.token, agent)]).toEqual(['200', second]);
  agent.destroy();
  const [served, turned, ...others] = await scope.journal({ plane: 'token' });
  expect(others).toEqual([]);
  expect(turned).toMatchObject({
    operation: null,
    scope: { by: 'session' },
    connection: { id: served?.connection.id, request: 2, session: FROM },
    trace: [{ step: 0, name: 'bearer', outcome: 'failed', detail: `the bearer session of ${FROM} is in state ${state}` }],
    answer: null,
  });
});

test('an exchange comes over no bearer: its caller’s session is not looked at', async () => {
  await scope.reset();
  await scope.putSession({ address: FROM, msisdn: MSISDN, state: 'arrears' });
  const agent = new Agent({ keepAlive: true });
  expect(await ask(simulator.ports.exchangeTls, agent)).toBe('200');
  agent.destroy();
});
