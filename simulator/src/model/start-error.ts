import type { ListenerName } from './listeners.ts';
import { SimulatorError } from './simulator-error.ts';

export type StartErrorCode = 'port-taken' | 'address-unusable' | 'data-folder' | 'store-client' | 'store-unreachable';

/** Why a simulator cannot start on this machine as it stands; a mistake in what the caller wrote is a ProblemError. */
export class StartError extends SimulatorError<StartErrorCode> {
  /** Which listener could not be opened; null where it is none. */
  readonly listener: ListenerName | null;

  constructor(code: StartErrorCode, message: string, { listener, cause }: StartErrorFacts = {}) {
    super(code, message, cause === undefined ? {} : { cause });
    this.listener = listener ?? null;
  }
}

export interface StartErrorFacts {
  readonly listener?: ListenerName;
  readonly cause?: unknown;
}

/** The code of a system error, such as `ENOENT`; the message of an error that has none. */
export function errorCode(error: unknown): string {
  if (error instanceof Error) {
    return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
  }
  return String(error);
}
