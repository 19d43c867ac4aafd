import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import type * as simulatorRoom from '../simulator/src/simulator.ts';
import type { Simulator, SimulatorOptions } from '../simulator/src/simulator.ts';
import { CliError } from './cli-error.ts';
import { EXIT_USAGE } from './exit-codes.ts';
import { portOption } from './port-option.ts';
import { untilStopped } from './until-stopped.ts';

type Room = typeof simulatorRoom;

interface ServeOptions {
  readonly config?: string;
  readonly host?: string;
  readonly data?: string;
  readonly bearer?: number;
  readonly token?: number;
  readonly exchange?: number;
  readonly exchangeTls?: number;
  readonly exchangeProxy?: number;
  readonly control?: number;
  readonly bearerProxy?: number;
  readonly tokenProxy?: number;
  readonly open: boolean;
  readonly json: boolean;
}

const DEFAULT_PORTS = { bearer: 7080, token: 7443, exchange: 7084, exchangeTls: 7444, control: 7900 } as const;
const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|localhost)$/;

const configOf = async (file: string | undefined, { readConfig, Problem }: Room): Promise<SimulatorOptions> => {
  if (file === undefined) return {};
  try {
    return await readConfig(readFileSync(file, 'utf8'));
  } catch (error) {
    const isUsers = error instanceof Problem || (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw isUsers ? new CliError((error as Error).message, EXIT_USAGE) : error;
  }
};

/** Flags over the config file over the defaults. */
const optionsOf = async (flags: ServeOptions, room: Room): Promise<SimulatorOptions> => {
  const config = await configOf(flags.config, room);
  const host = flags.host ?? config.host ?? '127.0.0.1';
  if (!LOOPBACK.test(host) && !flags.open) {
    throw new CliError(
      `${host} is not loopback: others could reach the simulator. Add --open if that is what you want.`,
      EXIT_USAGE,
    );
  }
  const given = Object.entries({
    bearer: flags.bearer,
    token: flags.token,
    exchange: flags.exchange,
    exchangeTls: flags.exchangeTls,
    exchangeProxy: flags.exchangeProxy,
    bearerProxy: flags.bearerProxy,
    tokenProxy: flags.tokenProxy,
    control: flags.control,
  }).filter(([, port]) => port !== undefined);
  return {
    preset: 'personas',
    ...config,
    host,
    dataDir: flags.data ?? config.dataDir ?? join(homedir(), '.local/share/quhao/simulator'),
    ports: { ...DEFAULT_PORTS, ...config.ports, ...Object.fromEntries(given) },
  };
};

/** Mint a token, exchange it: two lines for a shell, one after the other. */
const curlLines = ({ urls, controlToken }: Simulator, { READY_APP: { appid, appSecret } }: Room): readonly string[] => [
  `TOKEN=$(curl -s ${urls.control}/v1/tokens -H 'Authorization: Bearer ${controlToken}' -H 'Content-Type: application/json' -d '{"appid":"${appid}","msisdn":"15400000001"}' | grep -o 'STsid[0-9A-Za-z]*')`,
  `curl -s ${urls.exchange}/unisdk/rsapi/loginTokenValidate -H 'Content-Type: application/json' -d "{\\"version\\":\\"2.0\\",\\"msgid\\":\\"m1\\",\\"systemtime\\":\\"20261124120000000\\",\\"strictcheck\\":\\"1\\",\\"appid\\":\\"${appid}\\",\\"token\\":\\"$TOKEN\\",\\"sign\\":\\"$(printf %s "${appid}2.0m1202611241200000001\${TOKEN}${appSecret}" | md5sum | cut -c1-32 | tr a-f A-F)\\"}"`,
];

const describe = (simulator: Simulator, room: Room): string => {
  const { urls, ports, controlToken } = simulator;
  const { PERSONAS, READY_APP } = room;
  return [
    `bearer      ${urls.bearer}   number request, plain HTTP (with a PROXY header: port ${ports.bearerProxy})`,
    `token       ${urls.token}   token request, TLS (with a PROXY header: port ${ports.tokenProxy}); root: ${urls.bearer}/quhao/ca.pem`,
    `exchange    ${urls.exchange} and ${urls.exchangeTls}   the app's back end (with a PROXY header: port ${ports.exchangeProxy})`,
    `control     ${urls.control}/v1   bearer token ${controlToken}`,
    `ready app   ${READY_APP.appid} · appKey ${READY_APP.appKey} · appSecret ${READY_APP.appSecret}`,
    `numbers     154 0000 SSNN, each at 127.154.SS.NN: ${PERSONAS.map(({ digits, name }) => `${digits} ${name}`).join(' · ')}`,
    '',
    'Mint a token, then exchange it:',
    ...curlLines(simulator, room).map((line) => `  ${line}`),
    '',
    'A simulator for tests: its answers carry a Quhao-Simulator header, its certificates say test. Ctrl-C ends it.',
  ].join('\n');
};

const serve = async (flags: ServeOptions): Promise<void> => {
  const room = await import('../simulator/src/simulator.ts');
  const options = await optionsOf(flags, room);
  const foreign = room.foreignNumbers(options);
  if (foreign.length > 0) {
    console.error(
      `quhao: ${foreign.length} configured numbers do not begin with 154, the prefix that nobody has; make sure they are nobody's.`,
    );
  }
  await using simulator = await room.startSimulator(options);
  const stopped = untilStopped();
  const { urls, ports, controlToken, rootPem, gatewayKey } = simulator;
  console.log(
    flags.json
      ? JSON.stringify({
          urls,
          ports,
          controlToken,
          rootPem,
          gatewayKey,
          app: room.READY_APP,
          personas: room.PERSONAS,
          curl: curlLines(simulator, room),
        })
      : describe(simulator, room),
  );
  await stopped;
};

export const serveCommand = (): Command =>
  new Command('serve')
    .description('run the gateway simulator until Ctrl-C')
    .option('--config <file>', 'YAML: apps, subscribers, sessions, listeners, faults, clock, strictness (see quhao init)')
    .option('--host <address>', 'listen here (default 127.0.0.1)')
    .option('--open', 'allow an address beyond loopback', false)
    .option('--data <folder>', 'keep the CA and the gateway keys here (default ~/.local/share/quhao/simulator)')
    .option('--bearer <port>', 'bearer plane (default 7080; 0: any free one)', portOption)
    .option('--token <port>', 'token plane (default 7443)', portOption)
    .option('--exchange <port>', 'exchange plane, HTTP (default 7084)', portOption)
    .option('--exchange-tls <port>', 'exchange plane, TLS (default 7444)', portOption)
    .option('--bearer-proxy <port>', 'bearer plane that requires a PROXY header (default: any free one)', portOption)
    .option('--token-proxy <port>', 'token plane that requires a PROXY header (default: any free one)', portOption)
    .option('--exchange-proxy <port>', 'exchange plane that requires a PROXY header (default: any free one)', portOption)
    .option('--control <port>', 'control API (default 7900)', portOption)
    .option('--json', 'one JSON line instead of text', false)
    .addHelpText(
      'after',
      `
Examples:
  quhao serve
  quhao init && quhao serve --config quhao.yaml
  quhao serve --bearer 0 --token 0 --exchange 0 --exchange-tls 0 --control 0 --json`,
    )
    .action(serve);
