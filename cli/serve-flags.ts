import { Option } from 'commander';
import type { SimulatorPorts, Strictness } from '../simulator/src/simulator.ts';
import { parsePort } from './parse-port.ts';
import { parseRate } from './parse-rate.ts';
import { parseTime } from './parse-time.ts';

/** What the user can say on the command line of `quhao serve`. */
export interface ServeFlags extends Partial<SimulatorPorts> {
  readonly config?: string;
  readonly host?: string;
  readonly controlHost?: string;
  readonly open: boolean;
  readonly lan: boolean;
  readonly data?: string;
  readonly store?: string;
  readonly dialect?: string;
  readonly preset?: 'none' | 'personas';
  readonly strictness?: Strictness;
  readonly seed?: string;
  readonly freeze?: number;
  readonly clockRate?: number;
  readonly trust?: readonly string[];
  readonly certHost?: readonly string[];
  readonly json: boolean;
}

interface FlagRow {
  readonly flag: string;
  readonly text: string;
  readonly choices?: readonly string[];
  readonly parse?: <T>(text: string, previous: T) => unknown;
  readonly isSwitch?: true;
}

/** One row per flag, in the order of the help. */
const FLAGS: readonly FlagRow[] = [
  {
    flag: '--config <file>',
    text: 'YAML: apps, subscribers, sessions, bearers, listeners, faults, clock, strictness, scopes (see quhao init)',
  },
  {
    flag: '--preset <name>',
    text: 'numbers whose digits say what happens, or only the ready one (default personas)',
    choices: ['personas', 'none'],
  },
  {
    flag: '--strictness <name>',
    text: 'guide: what the documents say; field: also what works in the field (default guide)',
    choices: ['guide', 'field'],
  },
  { flag: '--seed <text>', text: 'same seed, same tokens and ids' },
  { flag: '--freeze <time>', text: "stop the scope's clock at a time, 2026-11-24T12:00:00+08:00", parse: parseTime },
  { flag: '--clock-rate <n>', text: "let the scope's clock run n times as fast", parse: parseRate },
  {
    flag: '--dialect <file>',
    text: 'how the client SDK speaks: an ES module that exports a ClientDialect (default quhao-1)',
  },
  {
    flag: '--data <folder>',
    text: 'keep CA, gateway keys and control token here (default ~/.local/share/quhao/simulator)',
  },
  {
    flag: '--store <url>',
    text: 'redis://host:port/0?prefix=… or rediss://…: state on a server, shared by all that name it; needs npm install redis (default: in memory)',
  },
  { flag: '--host <address>', text: 'listen here, control excepted (default 127.0.0.1)' },
  { flag: '--control-host <address>', text: 'control listens here (default 127.0.0.1)' },
  { flag: '--open', text: 'allow addresses beyond loopback', isSwitch: true },
  {
    flag: '--lan',
    text: "for a phone: listen on this machine's network, print a QR code of the page that says how the phone joins",
    isSwitch: true,
  },
  { flag: '--bearer <port>', text: 'bearer plane (default 7080; 0: any free one)', parse: parsePort },
  { flag: '--token <port>', text: 'token plane (default 7443)', parse: parsePort },
  { flag: '--exchange <port>', text: 'exchange plane, HTTP (default 7084)', parse: parsePort },
  { flag: '--exchange-tls <port>', text: 'exchange plane, TLS (default 7444)', parse: parsePort },
  {
    flag: '--bearer-proxy <port>',
    text: 'bearer plane that requires a PROXY header (default: any free one)',
    parse: parsePort,
  },
  {
    flag: '--token-proxy <port>',
    text: 'token plane that requires a PROXY header (default: any free one)',
    parse: parsePort,
  },
  {
    flag: '--exchange-proxy <port>',
    text: 'exchange plane that requires a PROXY header (default: any free one)',
    parse: parsePort,
  },
  { flag: '--control <port>', text: 'control API (default 7900)', parse: parsePort },
  {
    flag: '--trust <addresses>',
    text: 'believe PROXY headers of these instead of loopback: addresses, CIDR, ranges; repeatable',
    parse: appendValue,
  },
  {
    flag: '--cert-host <name>',
    text: 'a name or address more that the TLS certificate is for; repeatable',
    parse: appendValue,
  },
  { flag: '--json', text: 'one JSON line instead of text', isSwitch: true },
];

export function serveFlags(): readonly Option[] {
  return FLAGS.map(toOption);
}

function toOption({ flag, text, choices, parse, isSwitch }: FlagRow): Option {
  const option = new Option(flag, text);
  if (choices !== undefined) {
    option.choices(choices);
  }
  if (parse !== undefined) {
    option.argParser(parse);
  }
  return isSwitch ? option.default(false) : option;
}

/** Collects the values of a flag that may be repeated. */
function appendValue(text: string, previous: unknown): readonly string[] {
  return [...(Array.isArray(previous) ? (previous as readonly string[]) : []), text];
}
