import { connect, type Socket } from 'node:net';
import { beforeEach, describe, expect } from 'vitest';
import { connectSimulator } from '../../src/client/client.ts';
import type { ScopeHandle, Simulator } from '../../src/simulator.ts';
import { test as base } from '../../src/vitest.ts';
import { exchange, getScrip, getToken, PATHS, type Reply, send } from '../support/http-client.ts';
import { httpPost } from '../support/raw-socket.ts';
import { type ClientApp, loginBody, openPrefetchAnswer, prefetchBody, READY_APP } from '../support/sdk.ts';

/** Two test runs on one simulator: what one does to its scope, the other never notices. */
let simulator: Simulator;
let mine: ScopeHandle;
let other: ScopeHandle;

const MINE = { app: { ...READY_APP, appid: '300000000061' }, from: '127.0.6.1' };
const OTHER = { app: { ...READY_APP, appid: '300000000062' }, from: '127.0.6.2' };

const MSISDN = '15400000001';

const test = base.extend('simulatorOptions', { scope: 'worker' }, { sessions: [{ address: '127.0.6.9', msisdn: MSISDN }] });

test.beforeAll(async ({ simulator: started }) => {
  simulator = started;
  [mine, other] = [await scopeOf(MINE), await scopeOf(OTHER)];
});

function scopeOf({ app, from }: typeof MINE): Promise<ScopeHandle> {
  return simulator.createScope({
    apps: [app],
    subscribers: [{ msisdn: MSISDN }],
    sessions: [{ address: from, msisdn: MSISDN }],
  });
}

beforeEach(() => Promise.all([mine.reset(), other.reset(), simulator.defaultScope.reset()]));

/** A connection that stays open; `isOpen` once whoever had to end it has. */
class Line {
  readonly #socket: Socket;
  bytes = '';
  #isOpen = true;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk) => {
      this.bytes += chunk.toString('latin1');
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      this.#isOpen = false;
    });
  }

  static async open(port: number, from = '127.0.0.1'): Promise<Line> {
    const socket = connect({ port, host: '127.0.0.1', localAddress: from });
    await new Promise<void>((resolve) => socket.once('connect', resolve));
    return new Line(socket);
  }

  async ask(request: string): Promise<void> {
    const before = this.bytes.length;
    this.#socket.write(request);
    await expect.poll(() => this.bytes.length).toBeGreaterThan(before);
  }

  /** Whether a request on it is still answered, whatever the answer. */
  async isAlive(): Promise<boolean> {
    const before = this.bytes.length;
    this.#socket.write(httpPost(PATHS.login, {}));
    await expect.poll(() => this.bytes.length > before || !this.#isOpen).toBe(true);
    return this.#isOpen;
  }

  close(): void {
    this.#socket.destroy();
  }
}

function login({ app }: { readonly app: ClientApp }): string {
  return httpPost(PATHS.login, loginBody('x', app));
}

async function restart(scope: ScopeHandle, app: ClientApp): Promise<void> {
  await scope.putFault({ plane: 'exchange', times: 1, effect: { kind: 'state', change: 'RESTART' } });
  await expect(exchange(simulator, 'x', app)).rejects.toThrow(/socket hang up|ECONNRESET/);
}

describe('a restart', () => {
  test('ends the scope’s own connections: its listeners’, its addresses’, those it answered on', async () => {
    const { ports } = simulator;
    const own = await mine.openListeners();
    const [answered, leased, listening] = [
      await Line.open(ports.exchange),
      await Line.open(ports.bearer, MINE.from),
      await Line.open(own.exchange),
    ];
    await answered.ask(login(MINE));
    await restart(mine, MINE.app);
    expect(await Promise.all([answered, leased, listening].map((line) => line.isAlive()))).toEqual([false, false, false]);
  });

  test('leaves other scopes’ connections and the untouched ones alone', async () => {
    const { ports } = simulator;
    const own = await other.openListeners();
    const lines = [
      await Line.open(ports.exchange),
      await Line.open(ports.bearer, OTHER.from),
      await Line.open(own.exchange),
      await Line.open(ports.exchange),
      await Line.open(ports.exchange),
    ];
    const [answered, , , ready, changed] = lines;
    await answered?.ask(login(OTHER));
    await ready?.ask(login({ app: READY_APP }));
    await changed?.ask(login(MINE));
    await changed?.ask(login(OTHER));
    await restart(mine, MINE.app);
    expect(await Promise.all(lines.map((line) => line.isAlive()))).toEqual([true, true, true, true, true]);
    for (const line of lines) {
      line.close();
    }
  });

  test('of the default scope ends what is no other scope’s', async () => {
    const { ports } = simulator;
    const [idle, ready, theirs, leased] = [
      await Line.open(ports.exchange),
      await Line.open(ports.exchange),
      await Line.open(ports.exchange),
      await Line.open(ports.bearer, OTHER.from),
    ];
    await ready.ask(login({ app: READY_APP }));
    await theirs.ask(login(OTHER));
    await restart(simulator.defaultScope, READY_APP);
    expect(await Promise.all([idle, ready, theirs, leased].map((line) => line.isAlive()))).toEqual([false, false, true, true]);
    theirs.close();
    leased.close();
  });

  test('of one scope leaves an answer that another holds where it is', async () => {
    await other.putFault({ plane: 'bearer', effect: { kind: 'hold' } });
    const { body } = prefetchBody(simulator, OTHER.app);
    const pending = send(simulator, 'bearer', { path: PATHS.prefetch, body, from: OTHER.from });
    await other.waitForRequest({ operation: 'prefetch' }, 1000);
    await restart(mine, MINE.app);
    expect(await other.release()).toBe(1);
    expect((await pending).json['resultCode']).toBe('103000');
  });

  test('leaves the control API’s own connections alone', async () => {
    const remote = connectSimulator({ url: simulator.urls.control, token: simulator.controlToken });
    const waiting = remote.defaultScope.waitForRequest({ appid: READY_APP.appid, resultCode: '103119' }, 600);
    const line = await Line.open(simulator.ports.control);
    await restart(simulator.defaultScope, READY_APP);
    await expect(remote.defaultScope.now()).resolves.toBeGreaterThan(0);
    expect(await line.isAlive()).toBe(true);
    line.close();
    await expect(waiting).rejects.toThrow('408');
  });
});

describe('a rotation of keys', () => {
  const rotate = async (scope: ScopeHandle, { app, from }: typeof MINE): Promise<void> => {
    await scope.putFault({ plane: 'bearer', times: 1, effect: { kind: 'state', change: 'ROTATE_KEYS' } });
    await getScrip(simulator, from, app);
  };
  const told = async (scope: ScopeHandle): Promise<readonly string[]> => (await scope.keys()).map((key) => key.state);
  const prefetchWith = async (scope: ScopeHandle, { app, from }: typeof MINE): Promise<Reply> => {
    const gatewayKey = (await scope.keys()).at(-1) ?? simulator.gatewayKey;
    const { body, sessionKey } = prefetchBody({ gatewayKey }, app);
    const reply = await send(simulator, 'bearer', { path: PATHS.prefetch, body, from });
    if (reply.json['resultCode'] === '103000') {
      expect(openPrefetchAnswer(reply.json, sessionKey)['scrip']).toMatch(/^\w{40}$/);
    }
    return reply;
  };

  test('is the scope’s own: its key is new, the first is retired and still opens, elsewhere nothing changes', async () => {
    await rotate(mine, MINE);
    expect([await told(mine), await told(other), await told(simulator.defaultScope)]).toEqual([
      ['retired', 'current'],
      ['current'],
      ['current'],
    ]);
    const [first, second] = await mine.keys();
    expect(first).toEqual({ ...simulator.gatewayKey, state: 'retired' });
    expect(second?.spkiPem).not.toBe(first?.spkiPem);
    expect((await prefetchWith(mine, MINE)).json['resultCode']).toBe('103000');
    await expect(getScrip(simulator, MINE.from, MINE.app)).resolves.toBeDefined();
    await expect(getScrip(simulator, OTHER.from, OTHER.app)).resolves.toBeDefined();
  });

  test('two scopes’ new keys have different ids, and one opens nothing in the other', async () => {
    await Promise.all([rotate(mine, MINE), rotate(other, OTHER)]);
    const [mineNow, otherNow] = [(await mine.keys()).at(-1), (await other.keys()).at(-1)];
    expect(mineNow?.keyid).not.toBe(otherNow?.keyid);
    expect((await prefetchWith(mine, OTHER)).json['resultCode']).toBe('103101');
    expect((await prefetchWith(other, OTHER)).json['resultCode']).toBe('103000');
  });

  test('does not keep the request that it hits waiting, nor any other', async () => {
    await mine.putFault({ plane: 'bearer', effect: { kind: 'state', change: 'ROTATE_KEYS' } });
    await getScrip(simulator, MINE.from, MINE.app);
    const started = performance.now();
    for (let round = 0; round < 20; round++) {
      await getScrip(simulator, MINE.from, MINE.app);
    }
    // Twenty RSA keys take seconds.
    expect(performance.now() - started).toBeLessThan(1500);
    expect((await mine.keys()).map((key) => key.state)).toEqual(['retired', 'current']);
  });

  test('is kept by a snapshot, undone by a reset', async () => {
    await mine.snapshot('before');
    await rotate(mine, MINE);
    const rotated = await mine.keys();
    await mine.snapshot('after');
    await mine.restore('before');
    expect(await told(mine)).toEqual(['current']);
    await mine.restore('after');
    expect(await mine.keys()).toEqual(rotated);
    await mine.reset();
    expect(await told(mine)).toEqual(['current']);
  });

  test('shows in the control API, for the scope that is asked about', async () => {
    const remote = connectSimulator({ url: simulator.urls.control, token: simulator.controlToken });
    await rotate(simulator.defaultScope, { app: READY_APP, from: '127.0.6.9' });
    expect((await remote.defaultScope.keys()).map((key) => key.state)).toEqual(['retired', 'current']);
    const scope = await remote.createScope();
    expect(await scope.keys()).toEqual([{ ...simulator.gatewayKey, state: 'current' }]);
    await remote.close();
  });
});

test('a token of one scope is unknown in another', async () => {
  const token = await getToken(simulator, MINE.from, MINE.app);
  expect((await exchange(simulator, token, OTHER.app)).json['resultCode']).toBe('104201');
  expect((await exchange(simulator, token, MINE.app)).json['resultCode']).toBe('103000');
});
