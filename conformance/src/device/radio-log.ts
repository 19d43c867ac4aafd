import { z } from 'zod';
import type { AdbDevice } from '../adb/adb-device.ts';
import { TestbedError } from '../errors.ts';
import type { RelayConnection } from '../observations.ts';

/** handset/PROTOCOL.md §4, `radio log`. */
const logSchema = z.object({
  connections: z.array(
    z.object({
      seq: z.number(),
      bearer: z.enum(['wifi', 'cellular', 'loopback']),
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

/** The handset's own record of which bearer carried what. A phone has none; its proof is another (facts/android-devices.md §3.4). */
export class RadioLog {
  readonly #device: AdbDevice;
  readonly #packageName: string;

  constructor(device: AdbDevice, packageName: string) {
    this.#device = device;
    this.#packageName = packageName;
  }

  /** The app's connections after `seq`. */
  async connections(after: number): Promise<readonly RelayConnection[]> {
    return (await this.#read(after)).filter((connection) => connection.package === this.#packageName);
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
