import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { READY_APP, startSimulator } from 'quhao/simulator';
import { LoginExpiredError, numberOf, TryAnotherWayError } from './one-tap.mjs';

const NUMBER = '15400000001';
let simulator;
let scope;
let backEnd;

before(async () => {
  simulator = await startSimulator();
  scope = simulator.defaultScope;
  backEnd = { url: simulator.urls.exchange, appId: READY_APP.appid, appSecret: READY_APP.appSecret, timeoutMs: 2000 };
});
beforeEach(() => scope.reset());
after(() => simulator.close());

const mint = () => scope.mintToken({ appid: READY_APP.appid, msisdn: NUMBER });

test('a token gives the number', async () => {
  assert.equal(await numberOf(await mint(), backEnd), NUMBER);
});

test('a token is good once', async () => {
  const token = await mint();
  await numberOf(token, backEnd);
  await assert.rejects(numberOf(token, backEnd), LoginExpiredError);
});

test('a token is good for two minutes', async () => {
  const token = await mint();
  await scope.advance(180_000);
  await assert.rejects(numberOf(token, backEnd), LoginExpiredError);
});

test('an operator that does not answer is no failed login', async () => {
  const token = await mint();
  await scope.putFault({ plane: 'exchange', times: 1, effect: { kind: 'hold' } });
  await assert.rejects(numberOf(token, backEnd), TryAnotherWayError);
});
