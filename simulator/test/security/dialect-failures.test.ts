import { afterEach, describe, expect, test } from 'vitest';
import { type ClientDialect, Refusal, type Simulator, startSimulator } from '../../src/simulator.ts';
import { formDialect, mac } from '../support/form-dialect.ts';
import { send } from '../support/http-client.ts';
import { READY_APP } from '../support/sdk.ts';

/** Whatever a user's dialect throws or promises stays in the request that it happened to. */

const FROM = '127.0.0.9';
let simulator: Simulator | null = null;

afterEach(async () => {
  await simulator?.close();
  simulator = null;
});

async function start(change: Partial<ClientDialect>): Promise<Simulator> {
  simulator = await startSimulator({
    dialect: { ...formDialect, ...change },
    sessions: [{ address: FROM, msisdn: '15400000001' }],
    logLevel: 'silent',
  });
  return simulator;
}

function numberRequest(running: Simulator, { appid, appKey: key }: Pick<typeof READY_APP, 'appid' | 'appKey'> = READY_APP) {
  const { packageName, certificateMd5 } = READY_APP;
  const fields = { app: appid, nonce: 'n1', time: '20261124120000000', pkg: packageName, cert: certificateMd5 };
  const body = new URLSearchParams({ ...fields, mac: mac(fields, key) }).toString();
  return send(running, 'bearer', {
    path: '/v9/number',
    body,
    from: FROM,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
}

/** A dialect whose requests verify as `verify` does. */
function verifying(verify: () => void | Promise<void>): Partial<ClientDialect> {
  const { prefetch } = formDialect;
  return { prefetch: { ...prefetch, read: (reading, strictness) => ({ ...prefetch.read(reading, strictness), verify }) } };
}

describe('a signature that is verified asynchronously', () => {
  test('is right where the promise resolves', async () => {
    const running = await start(verifying(() => Promise.resolve()));
    expect((await numberRequest(running)).text).toContain('status=103000');
  });

  test('refuses where the promise is rejected with a Refusal', async () => {
    const running = await start(verifying(() => Promise.reject(new Refusal('BAD_SIGNATURE', 'the vault says no'))));
    expect((await numberRequest(running)).text).toContain('status=103101');
    const [entry] = await running.defaultScope.journal();
    expect(entry?.trace.find(({ name }) => name === 'signature')?.detail).toContain('the vault says no');
  });

  test('fails the request, and nothing else, where it is rejected with anything else', async () => {
    const running = await start(verifying(() => Promise.reject(new Error('the vault is locked'))));
    expect((await numberRequest(running)).status).toBe(500);
    const [entry] = await running.defaultScope.journal();
    expect(entry).toMatchObject({
      answer: { status: 500 },
      trace: [{ name: 'dialect', outcome: 'failed', got: expect.stringMatching(/verify, .* threw Error: the vault is locked/) }],
    });
    expect((await numberRequest(running)).status).toBe(500);
  });
});

function fails(): never {
  throw new TypeError('a mistake in the dialect');
}

describe('a dialect that throws', () => {
  test.each<[string, Partial<ClientDialect>]>([
    ['read', { read: fails }],
    ['prefetch.read', { prefetch: { ...formDialect.prefetch, read: fails } }],
    ['writeAnswer', { writeAnswer: fails }],
    ['prefetchAnswer', { prefetchAnswer: fails }],
  ])('in %s is named in the entry, and the next request is served', async (place, change) => {
    const running = await start(change);
    expect((await numberRequest(running)).status).toBe(500);
    const [entry] = await running.defaultScope.journal();
    expect(entry?.trace[0]?.got).toContain(`${place} of dialect form threw TypeError: a mistake in the dialect`);
    expect((await send(running, 'exchange', { path: '/nowhere', body: '{}' })).status).toBe(200);
  });

  test('while it explains a request does not keep anybody from reading the journal', async () => {
    const running = await start({ prefetch: { ...formDialect.prefetch, describeSignature: fails } });
    await numberRequest(running);
    await send(running, 'exchange', { path: '/nowhere', body: '{}' });
    const entries = await running.defaultScope.journal();
    expect(entries).toHaveLength(2);
    expect(entries[0]?.trace.at(-1)).toMatchObject({
      name: 'dialect',
      got: expect.stringContaining('describeSignature of dialect form'),
    });
  });

  test('is entered in the journal of the scope that has the app, with the operation', async () => {
    const running = await start({ writeAnswer: fails });
    const app = { ...READY_APP, appid: '300000000077' };
    const scope = await running.createScope({ apps: [app] });
    // The default scope has the session.
    expect((await numberRequest(running, app)).status).toBe(500);
    expect(await running.defaultScope.journal()).toEqual([]);
    expect(await scope.journal()).toMatchObject([{ operation: 'prefetch', scope: { id: scope.id, by: 'appid' } }]);
  });

  test('a promise where a value is needed is refused, and its rejection ends nothing', async () => {
    const read = (() => Promise.reject(new Error('late'))) as unknown as ClientDialect['read'];
    const running = await start({ read });
    expect((await numberRequest(running)).status).toBe(500);
    const [entry] = await running.defaultScope.journal();
    expect(entry?.trace[0]?.got).toContain('read of dialect form returned a promise');
  });
});
