import { z } from 'zod';
import type { AdbDevice } from '../adb/adb-device.ts';
import { TestbedError } from '../errors.ts';
import type { Lookup, RelayConnection } from '../observations.ts';
import { until } from '../wait.ts';

/** handset/PROTOCOL.md §4, `radio log`. */
const logSchema = z.object({
  connections: z.array(
    z.object({
      seq: z.number(),
      bearer: z.enum(['wifi', 'cellular', 'vpn', 'loopback']),
      host: z.string(),
      port: z.number(),
      package: z.string(),
      openedNanos: z.string(),
      closedNanos: z.string().nullable(),
      bytesOut: z.number(),
      bytesIn: z.number(),
      end: z.string(),
    }),
  ),
});

/** An older handset has no `sent`. */
const sentSchema = z.object({
  connections: z.array(z.object({ host: z.string(), port: z.number(), package: z.string(), sent: z.string() })),
});

const lookupsSchema = z.object({
  lookups: z.array(
    z.object({
      seq: z.number(),
      bearer: z.enum(['wifi', 'cellular', 'vpn']),
      name: z.string(),
      package: z.string(),
      answered: z.boolean(),
      /** elapsedRealtimeNanos of the device. */
      atNanos: z.string(),
    }),
  ),
});

export function isOpenOnMobileData({ bearer, closedNanos }: RelayConnection): boolean {
  return bearer === 'cellular' && closedNanos === null;
}

export interface SentBytes {
  /** Host and port. */
  readonly place: string;
  readonly bytes: Buffer;
}

/** The handset's own record of which bearer carried what. A phone has none; its proof is another (docs/conformance.md §8). */
export class RadioLog {
  readonly #device: AdbDevice;
  readonly #packageName: string;
  #lastLookup = 0;

  constructor(device: AdbDevice, packageName: string) {
    this.#device = device;
    this.#packageName = packageName;
  }

  /** The app's connections after `seq` with the first bytes that it sent on each; not for evidence, which keeps no bytes. */
  async sentBytes(after: number): Promise<readonly SentBytes[]> {
    const text = await this.#device.run(`cmd quhao radio log --after ${after} --bytes`);
    const parsed = sentSchema.safeParse(JSON.parse(text));
    const connections = parsed.success ? parsed.data.connections : [];
    return connections
      .filter((connection) => connection.package === this.#packageName)
      .map(({ host, port, sent }) => ({ place: `${host}:${port}`, bytes: Buffer.from(sent, 'base64') }));
  }

  /** The app's connections after `seq`. */
  async connections(after: number): Promise<readonly RelayConnection[]> {
    return (await this.#read(after)).filter((connection) => connection.package === this.#packageName);
  }

  /**
   * The same, once none over mobile data is open any more or the time is over: the relay hears of a socket's end after the app's callback,
   * on a busy machine well after it.
   */
  async settledConnections(after: number, withinMs: number): Promise<readonly RelayConnection[]> {
    const settled = await until(async () => {
      const connections = await this.connections(after);
      return connections.some(isOpenOnMobileData) ? null : connections;
    }, withinMs);
    return settled ?? this.connections(after);
  }

  /** The names that the app has looked up after `seq`. */
  async lookups(after: number): Promise<readonly Lookup[]> {
    const parsed = lookupsSchema.safeParse(JSON.parse(await this.#device.run(`cmd quhao names log --after ${after}`)));
    if (parsed.success) {
      return parsed.data.lookups.filter((lookup) => lookup.package === this.#packageName);
    }
    throw new TestbedError('RADIO_LOG', `the handset's log of names is not in the form of its PROTOCOL: ${parsed.error.message}`);
  }

  /** The names that the app has looked up since they were last asked for here. */
  async newLookups(): Promise<readonly Lookup[]> {
    const lookups = await this.lookups(this.#lastLookup);
    this.#lastLookup = lookups.at(-1)?.seq ?? this.#lastLookup;
    return lookups;
  }

  /** The last connection so far, of any app. */
  async last(after: number): Promise<number> {
    return (await this.#read(after)).reduce((last, connection) => Math.max(last, connection.seq), after);
  }

  async #read(after: number): Promise<readonly RelayConnection[]> {
    const text = await this.#device.run(`cmd quhao radio log --after ${after}`);
    const parsed = logSchema.safeParse(JSON.parse(text));
    if (parsed.success) {
      return parsed.data.connections;
    }
    throw new TestbedError('RADIO_LOG', `the handset's radio log is not in the form of its PROTOCOL: ${parsed.error.message}`);
  }
}
