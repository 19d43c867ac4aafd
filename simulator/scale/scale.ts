import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RedisServer } from '../test/support/redis-server.ts';
import { openBalancer } from './balancer.ts';
import { InstanceProcess } from './instance-process.ts';
import { CODES, judgeRequests, type SeenEntry, type SeenRequest } from './judge-requests.ts';
import { addressOf, LANES, Logins, numberOf } from './logins.ts';

/**
 * `scripts/scale [--flows N] [--json FILE]`: three instances on one Redis server (append-only file, written before it answers) behind a TCP balancer serve
 * logins, while instances and the server are killed with SIGKILL. What the clients saw and what the journal has is judged afterwards. The last line is the verdict.
 */

function option(name: string, fallback: string): string {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : (process.argv[at + 1] ?? fallback);
}

const FLOWS = Number(option('flows', '10000'));
const INSTANCES = 3;
/** Fewer than there are flows: the quota is met too. Each flow beyond it leaves a token that nobody uses, of which a phone may have thirty in ten minutes (guide 5, 103911). */
const LIMIT = FLOWS - Math.floor(Math.min(FLOWS * 0.1, LANES * 10));
/** What happens when so much of the flows is done. */
const KILLS = [
  { after: 0.2, what: 'instance 1' },
  { after: 0.45, what: 'the server' },
  { after: 0.7, what: 'instance 2' },
] as const;
const DOWN_MS = 700;

if (!RedisServer.isInstalled()) {
  console.log('not judged: redis-server is not installed (scripts/setup does it)');
  process.exit(0);
}

const folder = await mkdtemp(join(tmpdir(), 'quhao-scale-'));
const server = await RedisServer.start('on disk');
const instances: InstanceProcess[] = [];
const closings: (() => Promise<void>)[] = [];

async function run(): Promise<boolean> {
  const config = join(folder, 'quhao.yaml');
  await writeFile(config, configText());
  for (let number = 0; number < INSTANCES; number++) {
    instances.push(await InstanceProcess.start({ store: server.storeUrl('scale:'), data: join(folder, 'data'), config }));
  }
  const [first] = instances;
  if (first === undefined) {
    throw new Error('no instance');
  }
  const balancer = await openBalancer(
    folder,
    instances.map(({ facts }) => facts.ports),
  );
  closings.push(() => balancer.close());
  console.log(`${INSTANCES} instances behind ${balancer.name}, ${FLOWS} flows from ${LANES} phones, ${LIMIT} calls bought`);
  const kills = new Kills();
  const logins = new Logins({ balancer, facts: first.facts, flows: FLOWS, flown: (count) => kills.flown(count / FLOWS) });
  const began = performance.now();
  const requests = await logins.run();
  const seconds = (performance.now() - began) / 1000;
  await kills.done();
  const entries = await readEntries(first);
  const breaches = judgeRequests({ requests, entries, limit: LIMIT });
  const won = requests.filter(({ operation, code }) => operation === 'login-token-validate' && code === CODES.success).length;
  console.log(
    `${requests.length} requests, ${logins.lost} without an answer, ${won} tokens exchanged, ${entries.length} entries, ${Math.round(FLOWS / seconds)} flows a second`,
  );
  console.log(`answers: ${countCodes(requests)}`);
  for (const breach of breaches.slice(0, 20)) {
    console.log(`  ${breach}`);
  }
  const isRight = breaches.length === 0 && won > 0;
  console.log(
    isRight
      ? `right: no token twice, no call beyond ${LIMIT}, nothing out of order, every answer in the journal; ${KILLS.length} kills survived`
      : `wrong: ${breaches.length} breaches`,
  );
  return isRight;
}

/** How often each answer came, by operation. */
function countCodes(requests: readonly SeenRequest[]): string {
  const counts = new Map<string, number>();
  for (const { operation, code } of requests) {
    const name = `${operation} ${code ?? 'none'}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .map(([name, count]) => `${name}: ${count}`)
    .toSorted()
    .join(' · ');
}

function configText(): string {
  const lanes = Array.from({ length: LANES }, (_, lane) => lane);
  return JSON.stringify({
    apps: [{ appid: '300000000001', purchasedCalls: LIMIT, whitelist: '127.0.0.0/8' }],
    subscribers: lanes.map((lane) => ({ msisdn: numberOf(lane) })),
    sessions: lanes.map((lane) => ({ address: addressOf(lane), msisdn: numberOf(lane) })),
    journal: { maxEntries: FLOWS * 8 + 1000, maxBytes: 2_000_000_000 },
  });
}

/** Kills in the middle of the flows, each once. */
class Kills {
  readonly #left: (typeof KILLS)[number][] = [...KILLS];
  #doing: Promise<void> = Promise.resolve();

  flown(part: number): void {
    const [next] = this.#left;
    if (next !== undefined && part >= next.after) {
      this.#left.shift();
      this.#doing = this.#doing.then(() => this.#kill(next.what));
    }
  }

  done(): Promise<void> {
    return this.#doing;
  }

  async #kill(what: (typeof KILLS)[number]['what']): Promise<void> {
    console.log(`kill -9 of ${what}`);
    if (what === 'the server') {
      await server.crash();
      return;
    }
    const instance = instances[Number(what.slice(-1))];
    await instance?.kill();
    await new Promise((resolve) => setTimeout(resolve, DOWN_MS));
    await instance?.startAgain();
  }
}

async function readEntries({ facts }: InstanceProcess): Promise<readonly SeenEntry[]> {
  const entries: SeenEntry[] = [];
  for (const operation of ['prefetch', 'get-token', 'login-token-validate']) {
    const url = `${facts.urls.control}/v1/journal?operation=${operation}`;
    const response = await fetch(url, { headers: { authorization: `Bearer ${facts.controlToken}` } });
    const page = (await response.json()) as JournalPage;
    if (response.status !== 200) {
      throw new Error(`the journal was answered ${response.status}: ${JSON.stringify(page).slice(0, 300)}`);
    }
    for (const { fields, answer } of page.entries) {
      entries.push({ operation, msgid: fields['msgid'] ?? '', code: answer?.resultCode ?? null });
    }
  }
  return entries;
}

interface JournalPage {
  readonly entries: readonly {
    readonly fields: Readonly<Record<string, string>>;
    readonly answer: { readonly resultCode: string | null } | null;
  }[];
}

try {
  process.exitCode = (await run()) ? 0 : 1;
} finally {
  for (const close of closings) {
    await close();
  }
  await Promise.all(instances.map((instance) => instance.stop()));
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
