import { expect } from 'vitest';
import { test as base } from '../../src/vitest.ts';
import { exchange, getToken, PATHS, send } from '../support/http-client.ts';
import { loginBody } from '../support/sdk.ts';

/** A full journal makes its records over: nothing of the one before may show in the next. */

const KEPT = 3;

const test = base.extend(
  'simulatorOptions',
  { scope: 'worker' },
  {
    journal: { maxEntries: KEPT },
    sessions: [{ address: '127.0.0.7', msisdn: '15400000001' }],
  },
);

test('an entry is the same whether its record is new or was made over, whatever it held before', async ({ simulator }) => {
  const scope = simulator.defaultScope;
  const long = { ...loginBody('STsid'), expandparams: '取号'.repeat(3000) };
  const acts = [
    () => getToken(simulator, '127.0.0.7'),
    async () => exchange(simulator, await getToken(simulator, '127.0.0.7')),
    () => send(simulator, 'exchange', { path: PATHS.login, body: long }),
    () => send(simulator, 'exchange', { path: PATHS.login, body: 'not JSON' }),
    () => send(simulator, 'exchange', { path: '/nowhere', body: '' }),
    () => send(simulator, 'exchange', { path: PATHS.check, body: { header: {}, body: {} } }),
  ];
  const told = async (): Promise<readonly object[]> => {
    const entries: object[] = [];
    for (const act of acts) {
      await act();
      const [last] = (await scope.journal()).slice(-1);
      entries.push({ ...last, ...VARYING, fields: Object.keys(last?.fields ?? {}), trace: last?.trace.map(plainStep) });
    }
    return entries;
  };
  const first = await told();
  const { droppedUpTo } = (await scope.report()).journal;
  expect(droppedUpTo).toBeGreaterThan(KEPT);
  for (let round = 0; round < KEPT; round++) {
    // One more each time, so that each kind comes into the place of another.
    await send(simulator, 'exchange', { path: PATHS.login, body: long });
    expect(await told()).toEqual(first);
  }
});

const VARYING = { id: 0, at: 0, realAt: 0, monotonicNanos: '', connection: null };

function plainStep({ name, outcome }: { readonly name: string; readonly outcome: string }): string {
  return `${name} ${outcome}`;
}
