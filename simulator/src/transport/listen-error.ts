import type { ListenerRow, SimulatorPorts } from '../model/listeners.ts';

/** The listener that could not be opened, and where it was to listen. */
export interface WantedPort {
  readonly name: keyof SimulatorPorts;
  readonly plane: ListenerRow['plane'];
  readonly host: string;
  readonly port: number;
}

/** A listener could not be opened: the port is taken, or the address cannot be used on this machine. */
export class ListenError extends Error {
  readonly code: 'port-taken' | 'address-unusable';
  readonly listener: keyof SimulatorPorts;

  constructor({ name, plane, host, port }: WantedPort, cause: unknown) {
    const systemCode = systemCodeOf(cause);
    const listener = `the ${name} listener (${plane === 'control' ? 'control API' : `${plane} plane`})`;
    const isTaken = systemCode === 'EADDRINUSE';
    super(
      isTaken
        ? `port ${port} on ${host}, wanted for ${listener}, is taken`
        : `${listener} cannot listen on ${host}, port ${port}: ${systemCode}`,
      { cause },
    );
    this.name = 'ListenError';
    this.code = isTaken ? 'port-taken' : 'address-unusable';
    this.listener = name;
  }
}

function systemCodeOf(error: unknown): string {
  if (error instanceof Error) {
    return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
  }
  return String(error);
}
