import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../../simulator/src/simulator.ts';
import { Gateway, type ReadyApp } from '../src/gateway.ts';

const APP: ReadyApp = {
  appid: '300000000001',
  appKey: '0123456789ABCDEF0123456789ABCDEF',
  appSecret: 'FEDCBA9876543210FEDCBA9876543210',
  packageName: 'app.quhao.probe',
  certificateMd5: '0123456789abcdef0123456789abcdef',
};
const UNKNOWN_TOKEN = 'STsid00000011763971200000abcdefghijklmnopqrstuvwxyz012345';

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator({});
});

afterAll(() => simulator.close());

function gatewayFor(app: ReadyApp): Gateway {
  return new Gateway({
    scope: simulator.defaultScope,
    app,
    subscriber: '15400000001',
    sessions: ['127.0.0.1'],
    exchangeUrl: simulator.urls.exchange,
  });
}

test('the back end signs its request, so that the gateway comes to check the token', async () => {
  const gateway = gatewayFor(APP);
  await gateway.arrange({});
  expect(await gateway.exchange(UNKNOWN_TOKEN)).toEqual({ status: 200, resultCode: '104201', msisdn: null });
  const [request] = await gateway.requests(0);
  expect(request?.trace.find((step) => step.name === 'signature')?.outcome).toBe('passed');
});

test('a request signed with another secret is refused', async () => {
  await gatewayFor(APP).arrange({});
  const other = gatewayFor({ ...APP, appSecret: APP.appKey });
  expect((await other.exchange(UNKNOWN_TOKEN)).resultCode).toBe('103101');
});

test('each arrangement begins with an empty journal and without earlier faults', async () => {
  const gateway = gatewayFor(APP);
  await gateway.arrange({ fault: { plane: 'bearer', operation: 'prefetch', effect: { kind: 'hold' } } });
  await gateway.exchange(UNKNOWN_TOKEN);
  expect(await simulator.defaultScope.faults()).toHaveLength(1);
  await gateway.arrange({});
  expect(await simulator.defaultScope.faults()).toEqual([]);
  expect(await gateway.requests(0)).toEqual([]);
});

test('a request that does not come is null and no error', async () => {
  expect(await gatewayFor(APP).waitForRequest({ plane: 'bearer', operation: 'prefetch', after: 0 }, 50)).toBe(null);
});

test('a SIM has another number from one step on, and its own again in the next row', async () => {
  const gateway = gatewayFor(APP);
  await gateway.arrange({});
  const numberOf = async (): Promise<string | undefined> => {
    const sessions = await simulator.defaultScope.sessions();
    return sessions.find(({ address }) => address === '127.0.0.1')?.msisdn;
  };
  const before = await numberOf();
  await gateway.renumber('15400000002');
  expect(await numberOf()).toBe('15400000002');
  await gateway.arrange({});
  expect(await numberOf()).toBe(before);
});
