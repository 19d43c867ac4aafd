import { expect } from 'vitest';
import { connectSimulator } from '../../src/client/client.ts';
import type { ScopeReport } from '../../src/model/documents.ts';
import type { Simulator } from '../../src/simulator.ts';
import { test as base } from '../../src/vitest.ts';
import { PATHS, send } from '../support/http-client.ts';
import { prefetchBody, READY_APP } from '../support/sdk.ts';

const test = base.extend('simulatorOptions', { scope: 'worker' }, { preset: 'personas' });

async function prefetch(home: Simulator, { personas }: ScopeReport, digits: string): Promise<string | undefined> {
  const app = { ...READY_APP, appid: personas?.apps[digits] ?? personas?.app ?? '' };
  const from = personas?.addresses.replace('SS', String(Number(digits))).replace('NN', '1') ?? '';
  const path = digits.startsWith('1') ? `/cu${PATHS.prefetch}` : PATHS.prefetch;
  return (await send(home, 'bearer', { path, body: prefetchBody(home, app).body, from })).json['resultCode'];
}

test('the default scope’s stay where they are documented', async ({ simulator: home }) => {
  expect((await home.defaultScope.report()).personas).toEqual({
    app: '300000000001',
    apps: Object.fromEntries(['12', '22', '50', '51', '52', '53'].map((digits) => [digits, `3000000001${digits}`])),
    addresses: '127.154.SS.NN',
  });
});

test('a scope of its own has them at ids and addresses of its own, told in its report', async ({ simulator: home }) => {
  const remote = connectSimulator({ url: home.urls.control, token: home.controlToken });
  const scopes = [await remote.createScope({ preset: 'personas' }), await remote.createScope({ preset: 'personas' })];
  const reports = [await home.defaultScope.report(), ...(await Promise.all(scopes.map((scope) => scope.report())))];
  expect(new Set(reports.map(({ personas }) => personas?.addresses)).size).toBe(3);
  expect(new Set(reports.flatMap(({ personas }) => Object.values(personas?.apps ?? {}))).size).toBe(18);
  for (const report of reports) {
    const codes = [];
    for (const digits of ['00', '02', '10', '12', '51', '52']) {
      codes.push(await prefetch(home, report, digits));
    }
    expect(codes).toEqual(['103000', '105002', '103000', '105013', '105021', '105302']);
  }
  for (const scope of scopes) {
    expect(await scope.countRequests()).toBe(6);
  }
  await remote.close();
});

test('the same id has them at the same place, after a reset too, and elsewhere while that is taken', async ({
  simulator: home,
}) => {
  const first = await home.createScope({ id: 'run', preset: 'personas' });
  const { personas } = await first.report();
  await first.reset();
  expect((await first.report()).personas).toEqual(personas);
  await first.end();
  const squatter = await home.createScope({ apps: [{ appid: personas?.apps['53'] ?? '' }] });
  const second = await home.createScope({ id: 'run', preset: 'personas' });
  expect((await second.report()).personas?.addresses).not.toBe(personas?.addresses);
  // What was tried and not taken is nobody's.
  await squatter.putSubscriber({ msisdn: '15400000001' });
  await squatter.leaseSession({
    address: personas?.addresses.replace('SS', '0').replace('NN', '1') ?? '',
    msisdn: '15400000001',
  });
  await squatter.putApp({ appid: personas?.app ?? '' });
  await Promise.all([second.end(), squatter.end()]);
  const third = await home.createScope({ id: 'run', preset: 'personas' });
  expect((await third.report()).personas).toEqual(personas);
  await third.end();
});

test('many scopes at once have them', async ({ simulator: home }) => {
  const scopes = await Promise.all(Array.from({ length: 12 }, () => home.createScope({ preset: 'personas' })));
  const places = await Promise.all(scopes.map(async (scope) => (await scope.report()).personas?.addresses));
  expect(new Set(places).size).toBe(12);
  await Promise.all(scopes.map((scope) => scope.end()));
});
