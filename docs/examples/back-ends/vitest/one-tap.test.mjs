import { test } from 'quhao/vitest';
import { expect } from 'vitest';
import { LoginExpiredError, numberOf, TryAnotherWayError } from '../node/one-tap.mjs';

const NUMBER = '15400009001';

/** An app and a number of the test's own, so that tests may run side by side. */
async function prepare({ scope, simulator }) {
  await scope.putSubscriber({ msisdn: NUMBER });
  const { appid, appSecret } = await scope.putApp({
    appid: `3000${Math.floor(Math.random() * 1e8)}`.padEnd(12, '0'),
    keyMethod: 'MD5_APP_SECRET',
  });
  const token = await scope.mintToken({ appid, msisdn: NUMBER });
  return { token, backEnd: { url: simulator.urls.exchange, appId: appid, appSecret, timeoutMs: 2000 } };
}

test('a token gives the number, once', async ({ scope, simulator }) => {
  const { token, backEnd } = await prepare({ scope, simulator });
  expect(await numberOf(token, backEnd)).toBe(NUMBER);
  await expect(numberOf(token, backEnd)).rejects.toThrow(LoginExpiredError);
});

test('a reset is no failed login, and the journal says why', async ({ scope, simulator }) => {
  const { token, backEnd } = await prepare({ scope, simulator });
  await scope.putFault({ plane: 'exchange', effect: { kind: 'socket', fault: 'CONNECTION_RESET_BY_PEER' } });
  await expect(numberOf(token, backEnd)).rejects.toThrow(TryAnotherWayError);
  expect((await scope.journal()).at(-1).faults).toHaveLength(1);
});
