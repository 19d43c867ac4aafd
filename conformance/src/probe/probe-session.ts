import type { AdbDevice } from '../adb/adb-device.ts';
import { within } from '../wait.ts';
import { type Instrumentation, type ProbeStart, startInstrumentation } from './instrumentation.ts';
import { Probe } from './probe.ts';
import { ProbeError } from './probe-error.ts';

const EXIT_MS = 5_000;

interface LiveProbe {
  readonly probe: Probe;
  readonly instrumentation: Instrumentation;
}

/** The probe during a whole run: one process as long as it lives, a new one after a crash. */
export class ProbeSession {
  readonly #device: AdbDevice;
  readonly #packageName: string;
  #isFresh = true;
  #isUsedUp = false;
  #number = 1;
  #mutations: readonly number[] = [];
  #live: LiveProbe;

  private constructor({ device, packageName }: ProbeStart, live: LiveProbe) {
    this.#device = device;
    this.#packageName = packageName;
    this.#live = live;
  }

  /** No check has used this process yet. */
  get isFresh(): boolean {
    return this.#isFresh;
  }

  /** 1 for the first process, 2 for the one after it. */
  get number(): number {
    return this.#number;
  }

  /** To be called when a check begins to use the process. */
  markUsed(): void {
    this.#isFresh = false;
  }

  static async start(start: ProbeStart): Promise<ProbeSession> {
    return new ProbeSession(start, await connect(start));
  }

  get probe(): Probe {
    return this.#live.probe;
  }

  /** How the process ended; null while it runs. A process that was just lost gets a moment to end. */
  async processEnd(): Promise<string | null> {
    const { instrumentation } = this.#live;
    return within(instrumentation.exited, EXIT_MS, () => new ProbeError('GONE', 'still running')).catch(() =>
      instrumentation.ended(),
    );
  }

  /** The process has ended or hangs, or its connection has ended. */
  get isBroken(): boolean {
    return this.#isUsedUp || this.#live.instrumentation.ended() !== null || this.#live.probe.isBroken;
  }

  /** The process has nothing left of what the system gives an app, or is changed for good: the next check gets another one. */
  useUp(): void {
    this.#isUsedUp = true;
  }

  /** Starts a new process, whatever happened to the one before; `between` runs while there is none. */
  async restart(between: () => Promise<void>): Promise<void> {
    if (!this.isBroken) {
      await this.close();
    }
    this.#live.probe.disconnect();
    this.#live.instrumentation.close();
    await between();
    this.#live = await connect({ device: this.#device, packageName: this.#packageName, mutations: this.#mutations });
    this.#number += 1;
    this.#isUsedUp = false;
    this.#isFresh = true;
  }

  /** Makes mutations the subject, also in processes that are started later (android-probe/PROTOCOL.md, "Start"). */
  async choose(mutations: readonly number[]): Promise<void> {
    this.#mutations = mutations;
    if (!this.isBroken) {
      await this.probe.chooseMutations(mutations).catch(ignoreGone);
    }
  }

  /** Ends the app's process. Where it does not answer, the device ends it when the stream closes. */
  async close(): Promise<void> {
    const { probe, instrumentation } = this.#live;
    const isEnding = !this.isBroken;
    if (isEnding) {
      await probe.quit().catch(ignoreGone);
    }
    if (isEnding) {
      const late = (): ProbeError => new ProbeError('GONE', 'the probe did not end after quit');
      await within(instrumentation.exited, EXIT_MS, late).catch(ignoreGone);
    }
    probe.disconnect();
    instrumentation.close();
  }
}

async function connect(start: ProbeStart): Promise<LiveProbe> {
  const instrumentation = await startInstrumentation(start);
  try {
    const open = (): ReturnType<AdbDevice['openPort']> => start.device.openPort(instrumentation.port);
    return { probe: await Probe.connect({ token: instrumentation.token, open }), instrumentation };
  } catch (error) {
    instrumentation.close();
    throw error;
  }
}

function ignoreGone(error: unknown): void {
  if (!(error instanceof ProbeError) || (error.code !== 'GONE' && error.code !== 'HANGS')) {
    throw error;
  }
}
