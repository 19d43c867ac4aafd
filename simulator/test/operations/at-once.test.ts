import { expect } from 'vitest';
import { test } from '../../src/vitest.ts';

/** What two callers do to scopes at the same time, in one process: nothing of it may be half done. */

const APPID = '300000000060';
const MSISDN = '15400000060';

test('an app that is put while it is removed is in no other scope, where it stands', async ({ simulator }) => {
  await using one = await simulator.createScope({ apps: [{ appid: APPID }] });
  await using other = await simulator.createScope();
  await Promise.all([one.removeApp(APPID), one.putApp({ appid: APPID })]);
  expect(await one.apps()).toHaveLength(1);
  await expect(other.putApp({ appid: APPID })).rejects.toMatchObject({ code: 'claimed' });
});

test('a scope’s name is taken until the scope has ended', async ({ simulator }) => {
  const ending = (await simulator.createScope({ id: 'namesake' })).end();
  await expect(simulator.createScope({ id: 'namesake' })).rejects.toThrow(
    'there is a scope namesake already, which is just ending',
  );
  await ending;
  await using next = await simulator.createScope({ id: 'namesake', apps: [{ appid: APPID }] });
  expect(await next.apps()).toHaveLength(1);
});

test('two resets at once plant the seed once', async ({ simulator }) => {
  await using scope = await simulator.createScope({
    subscribers: [{ msisdn: MSISDN }],
    sessions: [{ address: '127.0.6.1', msisdn: MSISDN }],
    faults: [{ plane: 'bearer', effect: { kind: 'hold' } }],
  });
  await Promise.all([scope.reset(), scope.reset()]);
  expect([(await scope.faults()).length, (await scope.sessions()).length]).toEqual([1, 1]);
});

test('a request beside a restore meets the scope whole', async ({ simulator }) => {
  await using scope = await simulator.createScope({ apps: [{ appid: APPID }], subscribers: [{ msisdn: MSISDN }] });
  await scope.snapshot('whole');
  const [, token] = await Promise.all([scope.restore('whole'), scope.mintToken({ appid: APPID, msisdn: MSISDN })]);
  expect(token).toMatch(/^STsid/);
});
