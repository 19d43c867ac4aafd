import { Command } from 'commander';
import type { Simulator } from '../simulator/src/api.ts';
import { startSimulator } from '../simulator/src/simulator.ts';
import { portOption } from './port-option.ts';
import { untilStopped } from './until-stopped.ts';

interface ServeOptions {
  readonly host: string;
  readonly data?: string;
  readonly bearer: number;
  readonly token: number;
  readonly exchange: number;
  readonly exchangeTls: number;
  readonly control: number;
  readonly json: boolean;
}

const describe = (simulator: Simulator): string =>
  [
    `bearer      ${simulator.urls.bearer}   number request, plain HTTP (PROXY header: port ${simulator.ports.bearerProxy})`,
    `token       ${simulator.urls.token}   token request, TLS (PROXY header: port ${simulator.ports.tokenProxy})`,
    `exchange    ${simulator.urls.exchange} and ${simulator.urls.exchangeTls}   the app's back end`,
    `control     ${simulator.urls.control}   bearer token ${simulator.controlToken}`,
    '',
    'This is a simulator for tests: its answers carry a Quhao-Simulator header. Ctrl-C ends it.',
  ].join('\n');

const serve = async (options: ServeOptions): Promise<void> => {
  await using simulator = await startSimulator({
    host: options.host,
    ...(options.data === undefined ? {} : { dataDir: options.data }),
    ports: {
      bearer: options.bearer,
      token: options.token,
      exchange: options.exchange,
      exchangeTls: options.exchangeTls,
      control: options.control,
    },
  });
  const stopped = untilStopped();
  const { urls, ports, controlToken, rootPem, gatewayKey } = simulator;
  console.log(options.json ? JSON.stringify({ urls, ports, controlToken, rootPem, gatewayKey }) : describe(simulator));
  await stopped;
};

export const serveCommand = (): Command =>
  new Command('serve')
    .description('run the gateway simulator until Ctrl-C')
    .option('--host <address>', 'listen here', '127.0.0.1')
    .option('--data <folder>', 'keep the CA and the gateway keys here (in memory otherwise)')
    .option('--bearer <port>', 'bearer plane', portOption, 7080)
    .option('--token <port>', 'token plane', portOption, 7443)
    .option('--exchange <port>', 'exchange plane, HTTP', portOption, 7084)
    .option('--exchange-tls <port>', 'exchange plane, TLS', portOption, 7444)
    .option('--control <port>', 'control API', portOption, 7900)
    .option('--json', 'one JSON line instead of text', false)
    .addHelpText(
      'after',
      `
Examples:
  quhao serve
  quhao serve --bearer 0 --token 0 --exchange 0 --exchange-tls 0 --control 0 --json`,
    )
    .action(serve);
