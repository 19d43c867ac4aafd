import { HangupError, type Sink } from '../shell/shell-io.ts';
import type { AdbStream } from './stream.ts';

/** A sink that writes into a stream. */
export function streamSink(stream: AdbStream): Sink {
  return { write: (data) => writeTo(stream, data) };
}

/** Writes into a stream and waits until the host has taken the bytes. Rejects with HangupError. */
export async function writeTo(stream: AdbStream, data: Uint8Array): Promise<void> {
  if (stream.hangup.aborted) {
    throw new HangupError();
  }
  if (data.length === 0) {
    return;
  }
  await new Promise<void>((resolve, reject) => {
    stream.write(data, (error) => (error ? reject(new HangupError()) : resolve()));
  });
  if (stream.hangup.aborted) {
    throw new HangupError();
  }
}
