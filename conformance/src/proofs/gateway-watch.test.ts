import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { startSimulator } from '../../../simulator/src/simulator.ts';
import { Gateway } from '../gateway.ts';
import { GatewayWatch } from './gateway-watch.ts';

/** Over a simulator: requests from two addresses of loopback's, as a gateway sees those of two bearers. */

const APP = { appid: '300000000001', appKey: 'A'.repeat(32), appSecret: 'B'.repeat(32) };
const SOURCES = { wifi: '192.0.2.10', cellular: '198.51.100.7' };

test('a request is of the bearer whose address it came from, from its step on', async () => {
  await using simulator = await startSimulator({ apps: [APP] });
  const gateway = new Gateway({
    scope: simulator.defaultScope,
    app: { ...APP, packageName: 'app.example', certificateMd5: 'c'.repeat(32) },
    ...{ subscriber: '15400000001', sessions: ['127.0.0.1'], exchangeUrl: simulator.urls.exchange },
  });
  const ask = async (plane: 'bearer' | 'exchange', session: string): Promise<void> => {
    const { port } = new URL(simulator.urls[plane === 'bearer' ? 'bearerProxy' : 'exchangeProxy']);
    const socket = connect({ host: '127.0.0.1', port: Number(port) });
    const path = plane === 'bearer' ? '/unisdk/rs/getPrePhonescrip' : '/unisdk/rsapi/loginTokenValidate';
    socket.write(`PROXY TCP4 ${session} 127.0.0.1 40000 80\r\n`);
    socket.end(
      `POST ${path} HTTP/1.1\r\nHost: gateway.test\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}`,
    );
    await new Promise((resolve) => socket.resume().once('close', resolve));
  };
  await ask('bearer', SOURCES.wifi);
  const watch = await GatewayWatch.start(gateway, { proof: 'source address', sources: SOURCES });
  await ask('bearer', SOURCES.cellular);
  await watch.mark('press');
  expect(watch.last).toBe(1);
  await ask('exchange', SOURCES.wifi);
  await ask('bearer', SOURCES.wifi);
  await ask('bearer', '203.0.113.4');
  const { sockets, proofs, strength } = await watch.end();
  expect([proofs, strength]).toEqual([['source address'], 'exact']);
  expect(sockets.map(({ seq, bearer, local }) => [seq, bearer, local])).toEqual([
    [1, 'cellular', SOURCES.cellular],
    [2, 'wifi', SOURCES.wifi],
    [3, 'other', '203.0.113.4'],
  ]);
});
