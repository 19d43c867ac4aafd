import type { Radio } from '../device.ts';

/** States of `gsm data` and `gsm voice`, with what they mean for mobile data. */
export const GSM_STATES = {
  unregistered: 'denied',
  home: 'home',
  roaming: 'roaming',
  searching: 'denied',
  denied: 'denied',
  off: 'denied',
  on: 'home',
} as const satisfies Readonly<Record<string, 'home' | 'roaming' | 'denied'>>;

export type GsmState = keyof typeof GSM_STATES;

/** A range of `network delay`, in milliseconds, and of `network speed`, in bits per second. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** What a console controls. */
export interface ConsoleDevice {
  readonly radio: Pick<Radio, 'setRegistration' | 'setLink'>;
  readonly avdName: string;
  /** Ends the device; the console has answered by then. */
  readonly kill: () => void;
}

/** What was set on a console and the radio does not keep. */
export interface ConsoleState {
  data: GsmState;
  voice: GsmState;
  signal: string;
  delay: Range;
  speed: Range;
  location: string | null;
}

export function initialState(): ConsoleState {
  return {
    data: 'home',
    voice: 'home',
    signal: 'signal-profile 4',
    delay: { low: 0, high: 0 },
    speed: { low: 0, high: 0 },
    location: null,
  };
}
