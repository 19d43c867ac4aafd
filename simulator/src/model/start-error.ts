import type { SimulatorPorts } from './listeners.ts';

/** Why a simulator cannot start on this machine as it stands; what the caller wrote wrong is a Problem. */
export type StartErrorCode = 'port-taken' | 'address-unusable' | 'data-folder';

export class StartError extends Error {
  readonly code: StartErrorCode;
  /** Which listener could not be opened; null where it is none. */
  readonly listener: keyof SimulatorPorts | null;

  constructor(code: StartErrorCode, message: string, { listener, cause }: StartErrorFacts = {}) {
    super(message, cause === undefined ? {} : { cause });
    this.name = 'StartError';
    this.code = code;
    this.listener = listener ?? null;
  }
}

export interface StartErrorFacts {
  readonly listener?: keyof SimulatorPorts;
  readonly cause?: unknown;
}

/** `ENOENT` and its like; the message where an error has none. */
export function errorCode(error: unknown): string {
  if (error instanceof Error) {
    return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
  }
  return String(error);
}
