import { Command, InvalidArgumentError, Option } from 'commander';
import type { App, Simulator, SimulatorOptions } from '../simulator/src/simulator.ts';
import { curlLines } from './curl-lines.ts';
import { portOption } from './port-option.ts';
import { type Room, type ServeFlags, serveOptions } from './serve-options.ts';
import { type ServeFacts, serveJson, serveText } from './serve-text.ts';
import { startFailure } from './start-failure.ts';
import { untilStopped } from './until-stopped.ts';

const serve = async (flags: ServeFlags): Promise<void> => {
  const room = await import('../simulator/src/simulator.ts');
  try {
    await serveUntilStopped(flags, room);
  } catch (error) {
    throw startFailure(error, room);
  }
};

const serveUntilStopped = async (flags: ServeFlags, room: Room): Promise<void> => {
  const options = await serveOptions(flags, room);
  warn(foreignNumbers(options, room));
  await using simulator = await room.startSimulator({ logLevel: 'error', ...options });
  const stopped = untilStopped();
  warn(simulator.losses);
  const facts = await serveFacts(simulator, options, room);
  console.log(flags.json ? serveJson(facts) : serveText(facts));
  await stopped;
};

const warn = (lines: readonly string[]): void => {
  for (const line of lines) {
    console.error(`quhao: ${line}`);
  }
};

const foreignNumbers = (options: SimulatorOptions, room: Room): readonly string[] => {
  const { length } = room.foreignNumbers(options);
  return length === 0
    ? []
    : [`${length} configured numbers do not begin with 154, the prefix that nobody has; make sure they are nobody's.`];
};

const serveFacts = async (simulator: Simulator, options: SimulatorOptions, room: Room): Promise<ServeFacts> => {
  const { defaultScope, startScopes } = simulator;
  const app = await defaultScope.app(room.READY_APP.appid);
  const others = (await defaultScope.apps()).filter(({ appid }) => appid !== app.appid);
  const now = room.operatorTime(defaultScope.now() + defaultScope.settings().skewMs.exchange);
  const isOnWhitelist = (candidate: App, address: string) => room.whitelistOf(candidate).has(address);
  const scopes = startScopes.map(async (scope, index) => ({
    id: scope.id,
    ports: options.scopes?.[index]?.listeners === true ? await scope.openListeners() : null,
  }));
  return {
    simulator,
    options,
    app,
    personas: options.preset === 'personas' ? room.PERSONAS : [],
    scopes: await Promise.all(scopes),
    bearers: await defaultScope.bearers(),
    curl: curlLines({ simulator, options, apps: [app, ...others], isOnWhitelist, now }),
  };
};

/** An ISO date and time, or epoch milliseconds. */
const timeOption = (text: string): number => {
  const time = /^\d+$/.test(text) ? Number(text) : Date.parse(text);
  if (!Number.isSafeInteger(time) || !isInCalendar(text)) {
    throw new InvalidArgumentError('a time reads 2026-11-24T12:00:00+08:00, or is epoch milliseconds.');
  }
  return time;
};

/** Date.parse takes the 31st of February for the 3rd of March. */
const isInCalendar = (text: string): boolean => {
  const day = /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0];
  return day === undefined || new Date(Date.parse(day)).toISOString().startsWith(day);
};

const rateOption = (text: string): number => {
  const rate = Number(text);
  if (text.trim() === '' || !(rate > 0 && rate <= 100_000)) {
    throw new InvalidArgumentError('a rate is a number above 0, up to 100000 (--freeze stops the clock).');
  }
  return rate;
};

const oneMore = (text: string, before: readonly string[] = []): readonly string[] => [...before, text];

export const serveCommand = (): Command =>
  new Command('serve')
    .description('run the gateway simulator until Ctrl-C')
    .option(
      '--config <file>',
      'YAML: apps, subscribers, sessions, bearers, listeners, faults, clock, strictness, scopes (see quhao init)',
    )
    .addOption(
      new Option('--preset <name>', 'numbers whose digits say what happens, or only the ready one (default personas)').choices([
        'personas',
        'none',
      ]),
    )
    .addOption(
      new Option(
        '--strictness <name>',
        'guide: what the documents say; field: also what works in the field (default guide)',
      ).choices(['guide', 'field']),
    )
    .option('--seed <text>', 'same seed, same tokens and ids')
    .option('--freeze <time>', "stop the scope's clock at a time, 2026-11-24T12:00:00+08:00", timeOption)
    .option('--clock-rate <n>', "let the scope's clock run n times as fast", rateOption)
    .option('--dialect <file>', 'how the client SDK speaks: an ES module that exports a ClientDialect (default quhao-1)')
    .option('--data <folder>', 'keep CA, gateway keys and control token here (default ~/.local/share/quhao/simulator)')
    .option('--host <address>', 'listen here, control excepted (default 127.0.0.1)')
    .option('--control-host <address>', 'control listens here (default 127.0.0.1)')
    .option('--open', 'allow addresses beyond loopback', false)
    .option('--bearer <port>', 'bearer plane (default 7080; 0: any free one)', portOption)
    .option('--token <port>', 'token plane (default 7443)', portOption)
    .option('--exchange <port>', 'exchange plane, HTTP (default 7084)', portOption)
    .option('--exchange-tls <port>', 'exchange plane, TLS (default 7444)', portOption)
    .option('--bearer-proxy <port>', 'bearer plane that requires a PROXY header (default: any free one)', portOption)
    .option('--token-proxy <port>', 'token plane that requires a PROXY header (default: any free one)', portOption)
    .option('--exchange-proxy <port>', 'exchange plane that requires a PROXY header (default: any free one)', portOption)
    .option('--control <port>', 'control API (default 7900)', portOption)
    .option(
      '--trust <addresses>',
      'believe PROXY headers of these instead of loopback: addresses, CIDR, ranges; repeatable',
      oneMore,
    )
    .option('--cert-host <name>', 'a name or address more that the TLS certificate is for; repeatable', oneMore)
    .option('--json', 'one JSON line instead of text', false)
    .addHelpText(
      'after',
      `
Exit codes: 0 ended by a signal · 3 the machine (port, data folder) · 4 our own defect · 64 wrong usage

Examples:
  quhao serve
  quhao init && quhao serve --config quhao.yaml
  quhao serve --seed nightly --freeze 2026-11-24T12:00:00+08:00      the same answers every time
  quhao serve --strictness field --preset none
  quhao serve --dialect ./mine.js                                    another SDK's paths and field names
  quhao serve --host 0.0.0.0 --open --cert-host desk.example.test    for a phone on the same network
  quhao serve --bearer 0 --token 0 --exchange 0 --exchange-tls 0 --control 0 --json`,
    )
    .action(serve);
