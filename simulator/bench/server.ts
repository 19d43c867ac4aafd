import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Simulator, startSimulator } from '../src/simulator.ts';

/** The measured process: the simulator, and beside it a bare node:http server that parses the same body and sends the same answer. */

const BARE_ANSWER_BYTES = Number(process.argv[2] ?? 190);
const APPID = '300000000001';
const NUMBERS = 4000;

export type Order =
  /** Over all numbers, in turn. */
  | { readonly do: 'mint'; readonly count: number }
  /** So many numbers there are from now on: more are put, or the last are taken away. */
  | { readonly do: 'subscribers'; readonly count: number }
  | { readonly do: 'faults'; readonly count: number }
  | { readonly do: 'memory' }
  | { readonly do: 'cpu' };

const bare = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const parsed: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    const body = parsed === null ? '' : BARE_ANSWER;
    response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': Buffer.byteLength(body) });
    response.end(body);
  });
});
const BARE_ANSWER = JSON.stringify({ resultCode: '103000', filler: 'x'.repeat(BARE_ANSWER_BYTES - 38) });

function number(index: number): string {
  return `154${String(index).padStart(8, '0')}`;
}

let numbers = NUMBERS;
let minted = 0;

async function setNumbers(simulator: Simulator, count: number): Promise<void> {
  const scope = simulator.defaultScope;
  for (let index = numbers; index < count; index++) {
    await scope.putSubscriber({ msisdn: number(index) });
  }
  for (let index = count; index < numbers; index++) {
    await scope.removeSubscriber(number(index));
  }
  numbers = count;
}

async function obey(simulator: Simulator, order: Order): Promise<unknown> {
  const scope = simulator.defaultScope;
  switch (order.do) {
    case 'mint': {
      const tokens = [];
      for (let index = 0; index < order.count; index++) {
        tokens.push(await scope.mintToken({ appid: APPID, msisdn: number(minted % numbers) }));
        minted += 1;
      }
      return tokens;
    }
    case 'subscribers':
      await setNumbers(simulator, order.count);
      return null;
    case 'faults':
      await scope.clearFaults();
      for (let index = 0; index < order.count; index++) {
        await scope.putFault({ plane: 'exchange', match: { msgid: `rule-${index}` }, effect: { kind: 'code', code: '105312' } });
      }
      return null;
    case 'cpu': {
      const { user, system } = process.cpuUsage();
      return user + system;
    }
    case 'memory':
      globalThis.gc?.();
      return process.memoryUsage().rss;
  }
}

const store = process.env['QUHAO_BENCH_STORE'];
const simulator = await startSimulator({
  ...(store === undefined ? {} : { store }),
  apps: [{ appid: APPID, purchasedCalls: 1_000_000_000 }],
  subscribers: Array.from({ length: NUMBERS }, (_, index) => ({ msisdn: number(index) })),
  sessions: Array.from({ length: 32 }, (_, index) => ({ address: `127.0.1.${index + 1}`, msisdn: number(index + 1) })),
});
bare.keepAliveTimeout = 120_000;
bare.listen(0, '127.0.0.1', () => {
  const { ports, rootPem, gatewayKey } = simulator;
  process.send?.({ ready: { ports, rootPem, gatewayKey, bare: (bare.address() as AddressInfo).port } });
});
process.on('message', (order: Order) => {
  void obey(simulator, order).then((done) => process.send?.({ done }));
});
process.on('disconnect', () => process.exit(0));
