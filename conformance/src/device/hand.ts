import { openSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { ReadStream, WriteStream } from 'node:tty';
import { TestbedError } from '../errors.ts';
import { within } from '../wait.ts';

/** A person at the terminal, who does what no command of the device can. */
export interface Hand {
  /** Says what to do; resolves when the person has pressed Enter. Throws TestbedError where nobody does in time. */
  ask(what: string): Promise<void>;
}

export const HAND_MS = 300_000;

/** The lines that a person reads and answers. */
export async function askOver(
  { input, output }: { readonly input: Readable; readonly output: Writable },
  what: string,
  limitMs = HAND_MS,
): Promise<void> {
  const lines = createInterface({ input });
  const answered = new Promise<void>((resolve) => {
    lines.once('line', () => resolve());
  });
  output.write(`\n  by hand     ${what}\n              then press Enter: `);
  try {
    await within(
      answered,
      limitMs,
      () => new TestbedError('RADIO', `nobody pressed Enter within ${limitMs / 60_000} minutes after "${what}"`),
    );
  } finally {
    lines.close();
  }
}

/** The person at the controlling terminal of this process, whatever its standard input is; null where it has none. */
export function handAtTerminal(): Hand | null {
  const first = openTerminal();
  if (first === null) {
    return null;
  }
  first.close();
  return {
    ask: async (what) => {
      const terminal = openTerminal();
      if (terminal === null) {
        throw new TestbedError('RADIO', `the terminal is gone: nobody can be asked to do this by hand: ${what}`);
      }
      try {
        await askOver(terminal, what);
      } finally {
        terminal.close();
      }
    },
  };
}

interface OpenTerminal {
  readonly input: ReadStream;
  readonly output: WriteStream;
  readonly close: () => void;
}

const TERMINAL = '/dev/tty';

function openTerminal(): OpenTerminal | null {
  try {
    const input = new ReadStream(openSync(TERMINAL, 'r'));
    const output = new WriteStream(openSync(TERMINAL, 'w'));
    return {
      input,
      output,
      close: () => {
        input.destroy();
        output.destroy();
      },
    };
  } catch (error) {
    if (['ENXIO', 'ENOENT', 'EACCES', 'ENODEV'].includes((error as NodeJS.ErrnoException).code ?? '')) {
      return null;
    }
    throw error;
  }
}
