import type { AdbStream } from './stream.ts';

/** A row of the table of services (AOSP docs/dev/services.md). */
export interface ServiceRow {
  /** A service's name is this, or starts with this where it ends in `:` or `,`. */
  readonly prefix: string;
  /** Answers what will be done with the stream; null refuses it (CLSE). */
  readonly open: (call: ServiceCall) => Serve | null | Promise<Serve | null>;
}

/** Resolves when the stream has nothing more to say; it is closed then. */
export type Serve = (stream: AdbStream) => Promise<void>;

interface ServiceCall {
  /** What stands behind the row's prefix. */
  readonly argument: string;
  readonly transport: ServiceTransport;
}

/** What a service may ask of the connection that it was opened on. */
export interface ServiceTransport {
  /** Opens a stream to the host; null where the host refuses. Only ever for addresses that the host has reversed on this transport. */
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
