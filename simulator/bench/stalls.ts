import { createHash } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { READY_APP, type Simulator, startSimulator } from '../src/simulator.ts';

/** The longest turn of the simulator's process while something long goes on: whoever asks in that time waits as long. Printed, not judged: machines differ. */

const ENTRIES = 5000;
const MANY = 150_000;
const READERS = 100;

interface Case {
  readonly title: string;
  readonly run: (simulator: Simulator) => Promise<unknown>;
}

const CASES: readonly Case[] = [
  { title: 'nothing at all, for a second', run: () => sleep(1000) },
  { title: `a journal of ${ENTRIES} entries is read`, run: ({ defaultScope }) => defaultScope.journal() },
  { title: 'the same by the control API, its client in this process', run: (simulator) => ask(simulator, '/v1/journal') },
  { title: 'a signature that nobody’s mistake explains is read', run: readUnknownSignature },
  {
    title: `a seed of ${MANY} subscribers is planted`,
    run: (simulator) => simulator.createScope({ id: 'many', subscribers: many() }),
  },
  { title: 'it is reset', run: (simulator) => simulator.scope('many').reset() },
  { title: `${READERS} readers of events that read nothing, and 50 requests`, run: followSlowly },
];

function many() {
  return Array.from({ length: MANY }, (_, at) => ({ msisdn: `154${String(at).padStart(8, '0')}` }));
}

async function ask({ urls, controlToken }: Simulator, path: string): Promise<string> {
  const response = await fetch(`${urls.control}${path}`, { headers: { authorization: `Bearer ${controlToken}` } });
  return response.text();
}

function loginBody(at: number, sign?: string): string {
  const { appid, appSecret } = READY_APP as unknown as { appid: string; appSecret: string };
  const [version, msgid, systemtime, strictcheck, token] = ['2.0', `m${at}`, '20261123120000000', '0', `t${at}`];
  const right = createHash('md5')
    .update(`${appid}${version}${msgid}${systemtime}${strictcheck}${token}${appSecret}`)
    .digest('hex');
  return JSON.stringify({ version, msgid, systemtime, strictcheck, appid, token, sign: sign ?? right.toUpperCase() });
}

async function exchange({ urls }: Simulator, body: string): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  await (await fetch(`${urls.exchange}/unisdk/rsapi/loginTokenValidate`, { method: 'POST', headers, body })).text();
}

async function exchangeMany(simulator: Simulator, count: number): Promise<void> {
  const lane = async (from: number): Promise<void> => {
    for (let at = from; at < count; at += 8) {
      await exchange(simulator, loginBody(at));
    }
  };
  await Promise.all(Array.from({ length: 8 }, (_, from) => lane(from)));
}

async function readUnknownSignature(simulator: Simulator): Promise<void> {
  const { journal } = await simulator.defaultScope.report();
  await exchange(simulator, loginBody(0, 'A'.repeat(32)));
  await simulator.defaultScope.journal({ after: journal.lastId });
}

async function followSlowly(simulator: Simulator): Promise<void> {
  const request = `GET /v1/journal/events HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${simulator.controlToken}\r\n\r\n`;
  const readers: Socket[] = Array.from({ length: READERS }, () => {
    const socket = connect(simulator.ports.control, '127.0.0.1', () => socket.write(request));
    return socket.pause();
  });
  try {
    await exchangeMany(simulator, 50);
  } finally {
    for (const reader of readers) {
      reader.destroy();
    }
  }
}

async function longestTurnOf(run: () => Promise<unknown>): Promise<number> {
  let [longest, last] = [0, performance.now()];
  const note = (): void => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  };
  const timer = setInterval(note, 1);
  try {
    await run();
  } finally {
    clearInterval(timer);
    note();
  }
  return longest;
}

const simulator = await startSimulator({ journal: { maxEntries: ENTRIES }, logLevel: 'silent' });
await exchangeMany(simulator, ENTRIES);
for (const { title, run } of CASES) {
  const longest = await longestTurnOf(() => run(simulator));
  process.stdout.write(`${longest.toFixed(0).padStart(6)} ms  ${title}\n`);
}
await simulator.close();
