import type { Readable } from 'node:stream';

/**
 * AOSP packages/modules/adb/shell_protocol.h: 1 byte id, 4 bytes little-endian length, data.
 * adbkit speaks `shell:` only, which has no exit codes and mixes both outputs.
 */
const STDOUT = 1;
const STDERR = 2;
const EXIT = 3;
const HEADER = 5;

export interface ShellResult {
  readonly exitCode: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Receives the output as it comes. */
export interface ShellOutput {
  onStdout(chunk: Buffer): void;
  onStderr(chunk: Buffer): void;
}

/** Reads packets until the end of the stream; returns the exit code, null where none came. */
export async function readShell(stream: Readable, output: ShellOutput): Promise<number | null> {
  let pending: Buffer = Buffer.alloc(0);
  let exitCode: number | null = null;
  for await (const chunk of stream) {
    pending = Buffer.concat([pending, chunk as Buffer]);
    while (pending.length >= HEADER) {
      const length = pending.readUInt32LE(1);
      if (pending.length < HEADER + length) {
        break;
      }
      const data = pending.subarray(HEADER, HEADER + length);
      const id = pending[0];
      pending = pending.subarray(HEADER + length);
      if (id === STDOUT) {
        output.onStdout(data);
      }
      if (id === STDERR) {
        output.onStderr(data);
      }
      if (id === EXIT) {
        exitCode = data[0] ?? 0;
      }
    }
  }
  return exitCode;
}
