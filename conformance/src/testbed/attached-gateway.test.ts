import { afterAll, beforeAll, expect, test } from 'vitest';
import { READY_APP, type Simulator, startSimulator } from '../../../simulator/src/simulator.ts';
import { TestbedError, UsageError } from '../errors.ts';
import { Gateway } from '../gateway.ts';
import { attachGateway } from './attached-gateway.ts';

let simulator: Simulator;
let place: { readonly url: string; readonly token: string };
beforeAll(async () => {
  simulator = await startSimulator({ preset: 'personas' });
  place = { url: simulator.urls.control, token: simulator.controlToken };
});
afterAll(() => simulator.close());

test('takes the addresses and keys of a simulator that runs, and gives the SIM its session', async () => {
  const { gateway, secrets } = await attachGateway(place);
  const app = await simulator.defaultScope.app(READY_APP.appid);
  expect(secrets).toEqual({ appKey: app.appKey, appSecret: app.appSecret });
  expect(gateway).toMatchObject({ ports: simulator.ports, rootPem: simulator.rootPem, gatewayKey: simulator.gatewayKey });
  expect(await simulator.defaultScope.session('10.64.0.7')).toMatchObject({ msisdn: '15400000001' });
});

test("changes nothing else of the user's: not by a second attaching, and not by an arrangement", async () => {
  await simulator.defaultScope.putSession({ address: '10.64.0.7', msisdn: '15400000002', state: 'ok' });
  const rule = { plane: 'bearer', effect: { kind: 'hold' } } as const;
  await simulator.defaultScope.putFault(rule);
  const { gateway, secrets } = await attachGateway(place);
  const { appid, packageName, certificateMd5 } = await simulator.defaultScope.app(READY_APP.appid);
  const attached = new Gateway({
    scope: gateway.defaultScope,
    app: { appid, packageName, certificateMd5, ...secrets },
    ...{ subscriber: '15400000001', sessions: [], exchangeUrl: gateway.urls.exchange, isTheUsers: true },
  });
  await attached.arrange({ fault: { plane: 'token', effect: { kind: 'connection', fault: 'REFUSE' } } });
  expect((await simulator.defaultScope.faults()).map(({ plane }) => plane)).toEqual(['bearer']);
  expect((await simulator.defaultScope.session('10.64.0.7')).msisdn).toBe('15400000002');
});

test('one that does not answer, or has no ready app, is said to', async () => {
  await expect(attachGateway({ url: 'http://127.0.0.1:1', token: 'none' })).rejects.toThrow(TestbedError);
  await simulator.defaultScope.removeApp(READY_APP.appid);
  await expect(attachGateway(place)).rejects.toThrow(UsageError);
});
