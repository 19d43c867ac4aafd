import type { Sink, Source } from './shell-io.ts';

/** A source that is at its end. */
export const EMPTY_SOURCE: Source = { read: async () => null };

/** The pieces of a file as a source. */
export function fileSource(pieces: AsyncGenerator<Buffer>): Source {
  return {
    async read() {
      const next = await pieces.next();
      return next.done === true ? null : next.value;
    },
  };
}

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

/** Yields lines without their line ends as they arrive. */
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

/** A sink that collects what is written to it. */
export function collect(): Collector {
  const chunks: Uint8Array[] = [];
  return {
    write: async (data) => void chunks.push(Uint8Array.from(data)),
    text: () => Buffer.concat(chunks).toString('utf8'),
  };
}
