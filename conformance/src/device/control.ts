/** What a control of a device is, and the ways that several controls share. The rows stand in control-table.ts. */

/** How a way is carried out: over adb, by an emulator's console, or by the person at the terminal. */
export type Via = 'shell' | 'console' | 'hand';

/** How it is found out, without a change, whether a device has a way. */
export type Sign =
  /** The command ends with 0 and, where a pattern is given, its output matches it. */
  | { readonly shell: string; readonly says?: RegExp }
  | { readonly sinceApi: number }
  | { readonly console: true }
  | { readonly hand: true };

export interface Way {
  /** As the device card names it. */
  readonly name: string;
  readonly via: Via;
  readonly has: Sign;
  /** The command for each position. */
  readonly commands: Readonly<Record<string, string>>;
  /** How the position is read back; null: the device does not say it. */
  readonly read: Reading | null;
}

export interface Reading {
  readonly command: string;
  /** The position, or a value that is none of the table's; null where the answer is not understood. */
  readonly position: (answer: string) => string | null;
}

export interface Control {
  /** What a person does where no way is there. */
  readonly byHand: string;
  readonly ways: readonly [Way, ...Way[]];
  /** How long the device may take until it shows the position. */
  readonly settleMs: number;
  /** Puts back a value that is no position of the table. */
  readonly restore?: (value: string) => string;
  /** The doctor sets this position and puts the former one back; null: it looks only. */
  readonly trial: string | null;
}

/** Stands in a command for the package of the probe. */
export const PROBE_PACKAGE = '{probe}';

/** Some phones keep 2 for Wi-Fi that airplane mode left on. */
export function onOff(name: string): Reading {
  return {
    command: `settings get global ${name}`,
    position: (answer) => (['1', '2'].includes(answer) ? 'on' : 'off'),
  };
}

/** What a person does, where somebody is there and no command can: the last of a control's ways. */
export function byHand(commands: Way['commands'], read: Reading | null): Way {
  return { name: 'by hand', via: 'hand', has: { hand: true }, commands, read };
}

/** Wi-Fi alone can be switched on again in airplane mode. */
const RADIOS = {
  wifi: { text: 'Wi-Fi', read: onOff('wifi_on'), inAirplaneMode: { again: 'svc wifi enable' } },
  data: { text: 'mobile data', read: onOff('mobile_data'), inAirplaneMode: {} },
} as const;

/** `svc` switches a radio for the shell since Android 8, before that for root alone. */
export function svcWays(radio: keyof typeof RADIOS): Control['ways'] {
  const { text, read, inAirplaneMode } = RADIOS[radio];
  const commands = { on: `svc ${radio} enable`, off: `svc ${radio} disable`, ...inAirplaneMode };
  const way = { via: 'shell', commands, read } as const;
  return [
    { name: 'svc', has: { sinceApi: 26 }, ...way },
    { name: 'svc (root)', has: { shell: 'id -u', says: /^0$/ }, ...way },
    byHand({ on: `switch ${text} on`, off: `switch ${text} off` }, read),
  ];
}

/** Of the virtual handset; some phones answer an unknown service with a text and exit code 0. */
const QUHAO: Sign = { shell: 'cmd quhao radio', says: /^\{/ };

export function quhaoReading(position: (state: RadioAnswer) => string | null | undefined): Reading {
  return {
    command: 'cmd quhao radio',
    position: (answer) => {
      try {
        return position(JSON.parse(answer) as RadioAnswer) ?? null;
      } catch (error) {
        if (error instanceof SyntaxError) {
          return null;
        }
        throw error;
      }
    },
  };
}

/** The virtual handset's own command. */
export function ofHandset(commands: Way['commands'], read: Reading | null = null): Way {
  return { name: 'cmd quhao', via: 'shell', has: QUHAO, commands, read };
}

/** handset/PROTOCOL.md §3, as far as controls read it. */
interface RadioAnswer {
  readonly mobile?: { readonly registration?: string; readonly ipv6?: string };
  readonly sims?: readonly { readonly state?: string }[];
}

/** A value of the global settings. */
export function globalSetting(name: string): Pick<Way, 'read'> & Required<Pick<Control, 'restore'>> {
  return {
    read: { command: `settings get global ${name}`, position: (answer) => (answer === 'null' ? 'unset' : answer) },
    restore: (value) => `settings put global ${name} ${value}`,
  };
}
