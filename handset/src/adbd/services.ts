import type { AdbStream } from './stream.ts';

/** A row of the service table (AOSP docs/dev/services.md). */
export interface ServiceRow {
  /** The name of the service. When it ends in `:` or `,`, it is the beginning of the name. */
  readonly prefix: string;
  /** Resolves with the function that serves the stream; null refuses the stream with CLSE. */
  readonly open: (call: ServiceCall) => Serve | null | Promise<Serve | null>;
}

/** Serves a stream. The stream is closed when the promise resolves. */
export type Serve = (stream: AdbStream) => Promise<void>;

interface ServiceCall {
  /** The part of the name after the row's prefix. */
  readonly argument: string;
  readonly transport: ServiceTransport;
}

/** What a service may ask of the connection that carries it. */
export interface ServiceTransport {
  /** Opens a stream to the host; null when the host refuses. Allowed only for addresses that the host reversed on this transport. */
  open(destination: string): Promise<AdbStream | null>;
}

export async function openService(rows: readonly ServiceRow[], name: string, transport: ServiceTransport): Promise<Serve | null> {
  for (const row of rows) {
    const isOpenEnded = row.prefix.endsWith(':') || row.prefix.endsWith(',');
    if (isOpenEnded ? name.startsWith(row.prefix) : name === row.prefix) {
      return await row.open({ argument: name.slice(row.prefix.length), transport });
    }
  }
  return null;
}
