import type { Sink, Source } from '../adbd/shell.ts';

/** Nothing to read. */
export const emptySource: Source = { read: async () => null };

export async function writeText(sink: Sink, text: string): Promise<void> {
  if (text !== '') {
    await sink.write(Buffer.from(text));
  }
}

export async function readAll(source: Source): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for (let chunk = await source.read(); chunk !== null; chunk = await source.read()) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Lines without their ends, as they come. */
export async function* readLines(source: Source): AsyncGenerator<string> {
  let rest = '';
  const decoder = new TextDecoder();
  for (let chunk = await source.read(); chunk !== null; chunk = await source.read()) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') {
    yield rest;
  }
}

export interface Collector extends Sink {
  text(): string;
}

/** Keeps what is written. */
export function collect(): Collector {
  const chunks: Uint8Array[] = [];
  return {
    write: async (data) => void chunks.push(Uint8Array.from(data)),
    text: () => Buffer.concat(chunks).toString('utf8'),
  };
}
