import { Command } from 'commander';
import type { Simulator, SimulatorOptions } from '../simulator/src/simulator.ts';
import { curlLines } from './curl-lines.ts';
import { lanAddresses } from './lan.ts';
import { type ServeFlags, serveFlags } from './serve-flags.ts';
import { type SimulatorModule, serveOptions } from './serve-options.ts';
import { type ServeFacts, serveJson, serveText } from './serve-text.ts';
import { reachableUrl, writeRunningRecord } from './server/running-record.ts';
import { toCliError } from './start-failure.ts';
import { untilStopped } from './until-stopped.ts';

const EXAMPLES = `
Exit codes: 0 ended by a signal · 3 the machine (port, data folder) · 4 a defect of quhao · 64 wrong usage

Examples:
  quhao serve
  quhao init && quhao serve --config quhao.yaml
  quhao serve --seed nightly --freeze 2026-11-24T12:00:00+08:00      the same answers every time
  quhao serve --strictness field --preset none
  quhao serve --dialect ./mine.js                                    another SDK's paths and field names
  quhao serve --lan                                                  for a phone on the same network (docs/phone.md)
  quhao serve --host 0.0.0.0 --open --cert-host desk.example.test    the same by a name of your own
  quhao serve --bearer 0 --token 0 --exchange 0 --exchange-tls 0 --control 0 --json`;

export function serveCommand(): Command {
  const command = new Command('serve').description('run the gateway simulator until Ctrl-C');
  for (const flag of serveFlags()) {
    command.addOption(flag);
  }
  return command.addHelpText('after', EXAMPLES).action(serve);
}

async function serve(flags: ServeFlags): Promise<void> {
  // From the first moment on, so that a signal during the start ends it cleanly too.
  const stopped = untilStopped();
  const module = await import('../simulator/src/simulator.ts');
  try {
    await serveUntilStopped(flags, module, stopped);
  } catch (error) {
    throw toCliError(error, module);
  }
}

/** The most that a start goes on after a signal; it makes keys on a new folder, and what it has begun to write must be whole. */
const GIVE_UP_MS = 1_500;

async function serveUntilStopped(flags: ServeFlags, module: SimulatorModule, stopped: Promise<unknown>): Promise<void> {
  const options = await serveOptions(flags, module);
  printWarnings(foreignNumberWarnings(options, module));
  let isStopped = false;
  void stopped.then(() => {
    isStopped = true;
    const giveUp = setTimeout(() => process.exit(0), GIVE_UP_MS);
    giveUp.unref();
  });
  await using simulator = await module.startSimulator({ logLevel: 'error', ...options });
  if (isStopped) {
    return;
  }
  await using _record = await recordRun(simulator, options);
  printWarnings(simulator.losses);
  const facts = {
    ...(await serveFacts(simulator, options, module)),
    config: flags.config ?? null,
    lan: flags.lan ? lanAddresses() : [],
  };
  console.log(flags.json ? serveJson(facts) : serveText(facts));
  await stopped;
}

/** Lets `quhao flow watch` and the other commands find this server. */
async function recordRun({ urls }: Simulator, { dataDir }: SimulatorOptions): Promise<AsyncDisposable> {
  return dataDir === undefined
    ? { [Symbol.asyncDispose]: async () => undefined }
    : writeRunningRecord(dataDir, { pid: process.pid, url: reachableUrl(urls.control), startedAt: Date.now() });
}

function printWarnings(lines: readonly string[]): void {
  for (const line of lines) {
    console.error(`quhao: ${line}`);
  }
}

function foreignNumberWarnings(options: SimulatorOptions, module: SimulatorModule): readonly string[] {
  const { length } = module.foreignNumbers(options);
  return length === 0
    ? []
    : [`${length} configured numbers do not begin with 154, the prefix that nobody has; make sure they are nobody's.`];
}

async function serveFacts(
  simulator: Simulator,
  options: SimulatorOptions,
  module: SimulatorModule,
): Promise<Omit<ServeFacts, 'config' | 'lan'>> {
  const { defaultScope, startScopes } = simulator;
  const app = await defaultScope.app(module.READY_APP.appid);
  const others = (await defaultScope.apps()).filter(({ appid }) => appid !== app.appid);
  const now = module.operatorTime(defaultScope.now() + defaultScope.settings().skewMs.exchange);
  const { isOnWhitelist } = module;
  const scopes = startScopes.map(async (scope, index) => ({
    id: scope.id,
    ports: options.scopes?.[index]?.listeners === true ? await scope.openListeners() : null,
  }));
  return {
    simulator,
    options,
    app,
    personas: options.preset === 'personas' ? module.PERSONAS : [],
    scopes: await Promise.all(scopes),
    bearers: await defaultScope.bearers(),
    curl: curlLines({ simulator, options, apps: [app, ...others], isOnWhitelist, now }),
  };
}
