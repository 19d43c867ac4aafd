import { once } from 'node:events';
import { type AddressInfo, createServer, connect as tcpConnect } from 'node:net';
import { afterEach, expect } from 'vitest';
import { type ScopeHandle, type Simulator, startSimulator } from '../../src/simulator.ts';
import { test } from '../../src/vitest.ts';
import { PATHS, send } from '../support/http-client.ts';
import { knock } from '../support/knock.ts';
import { httpPost, rawExchange } from '../support/raw-socket.ts';

let simulator: Simulator;
let scope: ScopeHandle;

test.beforeAll(({ simulator: started }) => {
  simulator = started;
  scope = simulator.defaultScope;
});

afterEach(() => scope.reset());

const REFUSE = { kind: 'connection', fault: 'REFUSE' } as const;

function bearer(): Promise<string> {
  return knock(simulator.ports.bearer);
}

test('REFUSE closes the plane’s ports until it is cleared, on a raw socket and for Node’s client', async () => {
  const { id, hits } = await scope.putFault({ plane: 'token', effect: REFUSE });
  const { ports } = simulator;
  const all = async (): Promise<readonly string[]> =>
    Promise.all([ports.token, ports.tokenProxy, ports.bearer, ports.exchangeTls].map(knock));
  expect([hits, await all()]).toEqual([1, ['ECONNREFUSED', 'ECONNREFUSED', 'open', 'open']]);
  await expect(send(simulator, 'token', { path: PATHS.token, body: {} })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  expect(await scope.faults()).toMatchObject([{ id, hits: 1 }]);
  await scope.clearFaults();
  expect(await all()).toEqual(['open', 'open', 'open', 'open']);
  expect((await send(simulator, 'token', { path: PATHS.token, body: {} })).json['resultCode']).toBe('103414');
});

test('a window and a life are of the scope’s clock: advance returns when the port is as it should be', async () => {
  await scope.setClock({ rate: 0 });
  const armedAt = scope.now();
  await scope.putFault({ plane: 'bearer', when: { fromMs: 1000, toMs: 3000 }, effect: REFUSE });
  const met = [await bearer()];
  for (let step = 0; step < 4; step++) {
    await scope.advance(1000);
    met.push(await bearer());
  }
  expect(met).toEqual(['open', 'ECONNREFUSED', 'ECONNREFUSED', 'open', 'open']);
  await scope.putFault({ plane: 'bearer', ttlMs: 500, effect: REFUSE });
  const lived = [await bearer()];
  await scope.advance(499);
  lived.push(await bearer());
  await scope.advance(1);
  lived.push(await bearer());
  expect(lived).toEqual(['ECONNREFUSED', 'ECONNREFUSED', 'open']);
  expect((await scope.faults()).map(({ hits }) => hits)).toEqual([1, 1]);
  await scope.setClock({ now: armedAt + 1500 });
  expect([await bearer(), (await scope.faults())[0]?.hits]).toEqual(['ECONNREFUSED', 2]);
});

test('on a clock that runs, the port opens by itself when the rule’s life ends', async () => {
  const started = performance.now();
  await scope.putFault({ plane: 'bearer', ttlMs: 300, effect: REFUSE });
  expect(await bearer()).toBe('ECONNREFUSED');
  await expect.poll(bearer, { interval: 10, timeout: 2000 }).toBe('open');
  const ms = performance.now() - started;
  expect(ms).toBeGreaterThanOrEqual(299);
  expect(ms).toBeLessThan(900);
});

test('a connection that is open stays, and is served', async () => {
  const socket = tcpConnect({ port: simulator.ports.exchange, host: '127.0.0.1' });
  await once(socket, 'connect');
  const answers = async (): Promise<string> => {
    socket.write(httpPost(PATHS.login, {}));
    const [bytes] = await once(socket, 'data');
    return String(bytes);
  };
  expect(await answers()).toContain('"resultCode":"103414"');
  await scope.putFault({ plane: 'exchange', effect: REFUSE });
  expect(await knock(simulator.ports.exchange)).toBe('ECONNREFUSED');
  expect(await answers()).toContain('"resultCode":"103414"');
  socket.destroy();
});

test('clients in the kernel’s backlog when the port closes are reset, not left waiting', async () => {
  const waiting = Array.from({ length: 20 }, () => tcpConnect({ port: simulator.ports.exchange, host: '127.0.0.1' }));
  const ends = waiting.map(async (socket) => {
    const [error] = await once(socket, 'error');
    return error.code;
  });
  // They have connected, as far as the kernel goes, and nobody has accepted them: the rule is armed before the event loop turns.
  await new Promise((resolve) => process.nextTick(resolve));
  await scope.putFault({ plane: 'exchange', effect: REFUSE });
  expect(await scope.journal()).toEqual([]);
  expect(new Set(await Promise.all(ends))).toEqual(new Set(['ECONNRESET']));
});

test('whoever comes while ports open and close is served, reset or refused', async () => {
  const outcomes: Promise<string>[] = [];
  for (let turn = 0; turn < 10; turn++) {
    for (let client = 0; client < 10; client++) {
      const asked = send(simulator, 'exchange', { path: PATHS.login, body: {} });
      outcomes.push(
        asked.then(
          ({ json }) => json['resultCode'] ?? '',
          (error: NodeJS.ErrnoException) => error.code ?? error.message,
        ),
      );
    }
    // One turn of the event loop: some have been accepted by now, some wait in the backlog.
    await new Promise((resolve) => setImmediate(resolve));
    await (turn % 2 === 0 ? scope.putFault({ plane: 'exchange', effect: REFUSE }) : scope.clearFaults());
  }
  const met = new Set(await Promise.all(outcomes));
  expect([...met].filter((outcome) => !['103414', 'ECONNRESET', 'ECONNREFUSED'].includes(outcome))).toEqual([]);
  expect(met).toContain('103414');
});

test('a scope’s own rule closes its own ports, and nobody else’s', async () => {
  const own = await simulator.createScope({ faults: [{ plane: 'bearer', effect: REFUSE }] });
  expect([await bearer(), (await own.report()).unusedFaults]).toEqual(['open', ['fault-1']]);
  const { bearer: port, token } = await own.openListeners();
  expect([await knock(port), await knock(token), await bearer()]).toEqual(['ECONNREFUSED', 'open', 'open']);
  expect((await own.report()).unusedFaults).toEqual([]);
  await own.clearFaults();
  expect(await knock(port)).toBe('open');
  await own.reset();
  expect(await knock(port)).toBe('ECONNREFUSED');
  await own.end();
  expect([await knock(port), await knock(token)]).toEqual(['ECONNREFUSED', 'ECONNREFUSED']);
});

test('a reset opens the ports, a restored snapshot closes them again', async () => {
  await scope.putFault({ plane: 'bearer', effect: REFUSE });
  await scope.snapshot('refusing');
  await scope.reset();
  expect(await bearer()).toBe('open');
  await scope.restore('refusing');
  expect(await bearer()).toBe('ECONNREFUSED');
});

test('of two rules either keeps the port closed', async () => {
  await scope.setClock({ rate: 0 });
  await scope.putFault({ plane: 'bearer', ttlMs: 1000, effect: REFUSE });
  await scope.putFault({ plane: 'bearer', when: { fromMs: 500, toMs: 2000 }, effect: REFUSE });
  const met = [];
  for (let step = 0; step < 4; step++) {
    await scope.advance(500);
    met.push(await bearer());
  }
  expect(met).toEqual(['ECONNREFUSED', 'ECONNREFUSED', 'ECONNREFUSED', 'open']);
  expect((await scope.faults()).map(({ hits }) => hits)).toEqual([1, 1]);
});

test('armed and cleared many times over, the last word stands', async () => {
  const turns = Array.from({ length: 20 }, (_, turn) =>
    turn % 2 === 0 ? scope.putFault({ plane: 'bearer', effect: REFUSE }) : scope.clearFaults(),
  );
  await Promise.all(turns);
  expect(await bearer()).toBe('open');
});

test('a port that another process has taken is opened again once it is free', async () => {
  const own = await startSimulator({ logLevel: 'silent' });
  const { bearer: port } = own.ports;
  await own.defaultScope.putFault({ plane: 'bearer', effect: REFUSE });
  const thief = createServer().listen(port, '127.0.0.1');
  await once(thief, 'listening');
  expect((thief.address() as AddressInfo).port).toBe(port);
  await own.defaultScope.clearFaults();
  const stolen = rawExchange({ port, chunks: [httpPost(PATHS.prefetch, {})], patienceMs: 100 });
  expect(await stolen).toMatchObject({ bytes: '', end: 'open' });
  thief.close();
  await expect.poll(() => knock(port)).toBe('open');
  expect((await send(own, 'bearer', { path: PATHS.prefetch, body: {} })).json['resultCode']).toBe('103414');
  await own.close();
});

test('a simulator closes while another process has one of its ports', async () => {
  const own = await startSimulator({ logLevel: 'silent' });
  await own.defaultScope.putFault({ plane: 'bearer', effect: REFUSE });
  const thief = createServer().listen(own.ports.bearer, '127.0.0.1');
  await once(thief, 'listening');
  await own.defaultScope.clearFaults();
  await own.close();
  thief.close();
  await once(thief, 'close');
  expect(await knock(own.ports.bearer)).toBe('ECONNREFUSED');
});

test('a simulator whose ports refuse closes all the same', async () => {
  const own = await startSimulator();
  await own.defaultScope.putFault({ plane: 'bearer', effect: REFUSE });
  await own.close();
  expect(await knock(own.ports.token)).toBe('ECONNREFUSED');
});
