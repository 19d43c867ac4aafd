import { randomBytes } from 'node:crypto';
import type { AdbDevice, ShellStream } from '../adb/adb-device.ts';
import { within } from '../wait.ts';
import { ProbeError } from './probe-error.ts';

/** A class keeps its name in a probe of another package. */
const RUNNER = 'app.quhao.probe.ProbeInstrumentation';
const PROTOCOL_MAJOR = '1';
const START_MS = 60_000;

/** The probe's process as `am instrument` shows it. */
export interface Instrumentation {
  readonly token: string;
  /** On the device's loopback. */
  readonly port: number;
  /** How the process ended, in the words of `am instrument`; null while it runs. */
  ended(): string | null;
  readonly exited: Promise<string>;
  close(): void;
}

export interface ProbeStart {
  readonly device: AdbDevice;
  /** The probe's app. */
  readonly packageName: string;
  readonly mutations?: readonly number[];
}

/** Starts the probe and waits for its port. The stream stays open: its end reports a crash. */
export async function startInstrumentation({ device, packageName, mutations = [] }: ProbeStart): Promise<Instrumentation> {
  const token = randomBytes(16).toString('hex');
  const output = new InstrumentOutput();
  const stream = await device.stream(
    `am instrument -w -e token ${token} ${mutations.length === 0 ? '' : `-e mutations ${mutations.join(',')} `}${packageName}/${RUNNER}`,
    {
      onStdout: (chunk) => output.take(chunk.toString()),
      onStderr: (chunk) => output.take(chunk.toString()),
    },
  );
  const exited = stream.ended.then((code) => output.ending(code));
  try {
    return { token, port: await portOf(output, exited), ended: () => output.ended, exited, close: () => stream.close() };
  } catch (error) {
    stream.close();
    throw error;
  }
}

async function portOf(output: InstrumentOutput, exited: ShellStream['ended'] | Promise<string>): Promise<number> {
  const early = exited.then((how) => {
    throw new ProbeError('NOT_STARTED', `the probe ended before it served: ${how}`);
  });
  early.catch(() => undefined);
  const late = (): ProbeError =>
    new ProbeError('NOT_STARTED', `the probe did not serve within ${START_MS} ms; its output: ${output.text.trim() || 'none'}`);
  return within(Promise.race([output.serving, early]), START_MS, late);
}

/** Lines that say how the process ended, the most informative first. */
const ENDINGS = [
  // Behind a name where it was the first of a status report.
  /^(?:INSTRUMENTATION_STATUS: stream=)?probe: /,
  /^INSTRUMENTATION_RESULT: longMsg/,
  /^INSTRUMENTATION_RESULT: shortMsg/,
  /^INSTRUMENTATION_FAILED/,
  /^INSTRUMENTATION_STATUS: Error/,
  /^INSTRUMENTATION_CODE/,
];

/** Reads the lines of `am instrument`; a chunk may end anywhere. */
export class InstrumentOutput {
  text = '';
  ended: string | null = null;
  readonly serving: Promise<number>;
  #serve: (port: number) => void = () => undefined;
  #refuse: (error: Error) => void = () => undefined;

  constructor() {
    this.serving = new Promise((resolve, reject) => {
      this.#serve = resolve;
      this.#refuse = reject;
    });
    this.serving.catch(() => undefined);
  }

  take(chunk: string): void {
    this.text += chunk;
    const protocol = /SNIPPET START, PROTOCOL (\d+) (\d+)/.exec(this.text);
    if (protocol !== null && protocol[1] !== PROTOCOL_MAJOR) {
      this.#refuse(
        new ProbeError(
          'NOT_STARTED',
          `the probe speaks protocol ${protocol[1]}.${protocol[2]}, the suite speaks ${PROTOCOL_MAJOR}. Build both from one version.`,
        ),
      );
    }
    const port = /SNIPPET SERVING, PORT (\d+)\r?\n/.exec(this.text)?.[1];
    if (port !== undefined) {
      this.#serve(Number(port));
    }
  }

  /** The line that says why the stream ended. */
  ending(exitCode: number | null): string {
    const lines = this.text.split('\n').map((line) => line.trim());
    const why = ENDINGS.map((ending) => lines.find((line) => ending.test(line))).find((line) => line !== undefined);
    const text = this.text.trim().slice(-400);
    this.ended =
      why?.replace(/^INSTRUMENTATION_STATUS: stream=/, '') ??
      `am instrument ended with ${exitCode ?? 'no exit code'}${text === '' ? '' : `; its output: ${text}`}`;
    return this.ended;
  }
}
