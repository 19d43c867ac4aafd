import type { AdbDevice } from '../adb/adb-device.ts';
import { TestbedError } from '../errors.ts';
import { until } from '../wait.ts';
import { type Carriage, type ConnectionWatch, type SeenSocket, WHOLE_ROW } from './carriage.ts';
import { type DeviceNetwork, parseNetworks } from './device-networks.ts';
import type { ProofName, Strength } from './proof-table.ts';
import { parseSocketTable, type SocketRow } from './socket-table.ts';
import { type BearerBytes, parseUidBytes } from './uid-bytes.ts';

type WatchedDevice = Pick<AdbDevice, 'run' | 'stream'>;

/** Where the gateway is, as the device's sockets name it. */
export interface GatewayPlace {
  readonly address: string;
  readonly bearerPort: number;
  readonly tokenPort: number;
}

/** The device prints its tables in a loop: a round trip of adb is longer than many connections live. */
const LOOP = 'while :; do cat /proc/net/tcp /proc/net/tcp6; echo =; sleep 0.03; done';
const ROUND_END = '=\n';
/** The first table must come by then, and the last after the row. */
const ROUND_MS = 5_000;
const LISTENING = 10;

/** Watches the device's sockets to the gateway while a row runs, and counts the app's bytes on each bearer. */
export class CarriageWatch implements ConnectionWatch {
  readonly #device: WatchedDevice;
  readonly #place: GatewayPlace;
  readonly #uid: number;
  /** Sockets that were there before the row, and those of the row. */
  readonly #known = new Set<string>();
  readonly #sockets: Omit<SeenSocket, 'bearer'>[] = [];
  readonly #networks: DeviceNetwork[] = [];
  readonly #marks = new Map<string, BearerBytes>();
  #trusted: Pick<Carriage, 'proofs' | 'strength'> = { proofs: ['socket table', 'bytes by app'], strength: 'socket' };
  #pending = '';
  #rounds = 0;
  #stop: () => void = () => undefined;

  private constructor(device: WatchedDevice, place: GatewayPlace, uid: number) {
    this.#device = device;
    this.#place = place;
    this.#uid = uid;
  }

  /** Resolves when the device has printed its first table: what it shows then is older than the row. */
  static async start(device: WatchedDevice, place: GatewayPlace, uid: number): Promise<CarriageWatch> {
    const watch = new CarriageWatch(device, place, uid);
    const stream = await device.stream(LOOP, {
      onStdout: (chunk) => watch.#read(chunk.toString()),
      onStderr: () => undefined,
    });
    watch.#stop = () => stream.close();
    await watch.mark(WHOLE_ROW);
    return watch;
  }

  /** Only these proofs count: the others were wrong when they were tried. */
  trust(proofs: readonly ProofName[], strength: Strength): void {
    this.#trusted = { proofs, strength };
  }

  /** Sockets that were seen so far: the position of a step among them. */
  get last(): number {
    return this.#sockets.length;
  }

  /** Counts the app's bytes from here on under the name of a step. Sockets that are there already belong to what was before. */
  async mark(step: string): Promise<void> {
    await this.#nextRound();
    await this.#lookAtNetworks();
    this.#marks.set(step, await this.#bytes());
  }

  /** Ends the watch, after one more table. */
  async end(): Promise<Carriage> {
    try {
      await this.#nextRound();
      await this.#lookAtNetworks();
      const now = await this.#bytes();
      const since = [...this.#marks].map(([step, before]): [string, BearerBytes] => [
        step,
        { wifi: now.wifi - before.wifi, cellular: now.cellular - before.cellular },
      ]);
      return {
        ...this.#trusted,
        sockets: this.#sockets.map((socket) => ({ ...socket, bearer: this.#bearerOf(socket.local) })),
        bytes: Object.fromEntries(since),
      };
    } finally {
      this.close();
    }
  }

  close(): void {
    this.#stop();
  }

  #bearerOf(local: string): SeenSocket['bearer'] {
    return this.#networks.find(({ addresses }) => addresses.includes(local))?.bearer ?? 'other';
  }

  async #lookAtNetworks(): Promise<void> {
    this.#networks.unshift(...parseNetworks(await this.#device.run('dumpsys connectivity')));
  }

  async #bytes(): Promise<BearerBytes> {
    return parseUidBytes(await this.#device.run('dumpsys netstats --poll --uid'), this.#uid);
  }

  async #nextRound(): Promise<void> {
    // The round that runs may have begun before.
    const wanted = this.#rounds + 2;
    const come = await until(async () => (this.#rounds >= wanted ? true : null), ROUND_MS);
    if (come === null) {
      throw new TestbedError('RADIO_LOG', `the device printed no table of its sockets within ${ROUND_MS} ms`);
    }
  }

  #read(text: string): void {
    const rounds = (this.#pending + text).split(ROUND_END);
    this.#pending = rounds.pop() ?? '';
    for (const round of rounds) {
      this.#take(parseSocketTable(round));
      this.#rounds += 1;
    }
  }

  #take(rows: readonly SocketRow[]): void {
    const { address, bearerPort, tokenPort } = this.#place;
    const ours = rows.filter(
      (row) => row.remote === address && [bearerPort, tokenPort].includes(row.remotePort) && row.state !== LISTENING,
    );
    for (const { local, localPort, remote, remotePort, uid } of ours) {
      const key = `${local}:${localPort} ${remotePort}`;
      if (this.#known.has(key)) {
        continue;
      }
      this.#known.add(key);
      if (this.#rounds > 1) {
        const plane = remotePort === bearerPort ? 'bearer' : 'token';
        this.#sockets.push({ seq: this.#sockets.length + 1, plane, local, remote: `${remote}:${remotePort}`, uid });
      }
    }
  }
}
