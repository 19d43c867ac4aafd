import { once } from 'node:events';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import type { HandBench } from '../../conformance/src/by-hand.ts';
import { buildSdkProbe, requireSdk } from '../build-sdk-probe.ts';
import { CliError } from '../cli-error.ts';
import { EXIT_ENVIRONMENT, EXIT_INTERRUPTED, EXIT_USAGE } from '../exit-codes.ts';
import { type GatewayFlags, gatewayFlags } from '../gateway-flags.ts';
import { parseSerial } from '../parse-serial.ts';
import { processTerminal } from '../process-terminal.ts';
import { REFERENCE_PROBE, requireApk } from '../require-apk.ts';
import { type RouteFlags, routeFlags } from '../route-flags.ts';
import { type SdkFlags, sdkFlags } from '../sdk-flags.ts';
import { findServer, type PlaceFlags, type ServerPlace } from '../server/find-server.ts';
import { untilInterrupted } from '../until-interrupted.ts';

/** On which device, with which probe. */
export interface BenchFlags extends SdkFlags, RouteFlags, GatewayFlags, Omit<PlaceFlags, 'url'> {
  /** true: the server that runs here. */
  readonly url?: string | true;
  readonly serial?: string;
  readonly probe?: string;
}

export function addBenchFlags(command: Command): Command {
  command
    .addOption(
      new Option('--serial <serial>', 'a device of your own adb server instead of the virtual handset')
        .env('ANDROID_SERIAL')
        .argParser(parseSerial),
    )
    .option('--probe <apk>', 'a probe that is built already; else that of --sdk, else the one with the reference SDK');
  command
    .option('--url [url]', 'call against a quhao serve that runs: its control API, or without a value the one that runs here')
    .option('--token-file <file>', 'with --url: its control token (else QUHAO_TOKEN, else that of the data folder)')
    .option('--data <folder>', 'with --url: the data folder of the server (default ~/.local/share/quhao/simulator)');
  for (const flag of [...gatewayFlags(), ...routeFlags(), ...sdkFlags()]) {
    command.addOption(flag);
  }
  return command;
}

/** A probe that is there, or one that was built around the SDK. */
export interface ChosenProbe {
  readonly apk: string;
  /** What the building has to say of the SDK. */
  readonly notes: readonly string[];
}

/** The probe to use. */
export async function probeOf(flags: BenchFlags): Promise<string> {
  return (await chosenProbe(flags)).apk;
}

/** The probe to use, with its notes, which are printed too. */
export async function chosenProbe(flags: BenchFlags): Promise<ChosenProbe> {
  requireSdk(flags);
  if (flags.sdk === undefined) {
    if (flags.probe === undefined) {
      return { apk: REFERENCE_PROBE, notes: [] };
    }
    await requireApk(flags.probe);
    return { apk: flags.probe, notes: [] };
  }
  if (flags.probe !== undefined) {
    throw new CliError('--probe and --sdk exclude each other: --sdk builds a probe of its own', EXIT_USAGE);
  }
  const { apk, notes } = await buildSdkProbe(flags);
  const lines = notes.map((note) => `note        ${note}`);
  for (const line of lines) {
    console.error(line);
  }
  return { apk, notes: lines };
}

export interface SignalUse {
  /** The work has no end of its own: a signal ends it well. */
  readonly isEndedBySignal?: boolean;
}

/** A device that is not there is told before an SDK is built in. */
async function requireListed(serial: string): Promise<void> {
  const { AdbDevice, userAdbServer } = await import('../../conformance/src/by-hand.ts');
  await Promise.resolve()
    .then(async () => AdbDevice.requireListed(await userAdbServer(), serial))
    .catch(async (error: unknown) => {
      throw await cliErrorOf(error);
    });
}

/** Opens the bench for one piece of work and takes it down again, also on a signal; its faults exit with 3. */
export async function withBench(
  flags: BenchFlags,
  work: (bench: HandBench, signal: AbortSignal) => Promise<void>,
  { isEndedBySignal = false }: SignalUse = {},
): Promise<void> {
  const { HandBench, CleanupError, Scratch, UsageError, requireDialect, requireGatewayAddress, requireRoutes } = await import(
    '../../conformance/src/by-hand.ts'
  );
  const usage = (error: unknown): never => {
    throw error instanceof UsageError ? new CliError(error.message, EXIT_USAGE) : error;
  };
  const routes = await Promise.resolve(flags.route ?? [])
    .then(requireRoutes)
    .catch(usage);
  const gatewayAt = await Promise.resolve(flags).then(requireGatewayAddress).catch(usage);
  await requireDialect(flags.dialect).catch(usage);
  const server = await serverOf(flags);
  if (flags.serial) {
    await requireListed(flags.serial);
  }
  const probeApk = await probeOf(flags);
  const { signal, exitCode } = untilInterrupted();
  const scratch = Scratch.open();
  // The work is cut off, and may hold the process.
  const exit = (): void => process.exit(isEndedBySignal ? 0 : (exitCode() ?? EXIT_INTERRUPTED));
  if (flags.serial === undefined) {
    // A handset of ours goes with the scratch folder; only a device has to be restored.
    signal.addEventListener('abort', exit, { once: true });
  }
  try {
    await using bench = await HandBench.open({
      serial: flags.serial ?? null,
      probeApk,
      cacheDir: join(homedir(), '.cache', 'quhao'),
      routes,
      gatewayAt,
      server,
      dialect: flags.dialect ?? null,
      onProgress: (line) => console.error(line),
      signal,
    });
    await Promise.race([work(bench, signal), aborted(signal)]);
  } catch (error) {
    if (!signal.aborted || error instanceof CleanupError) {
      throw await cliErrorOf(error);
    }
  } finally {
    scratch.dispose();
  }
  if (signal.aborted) {
    exit();
  }
}

/** Options that make the gateway of a bench do not make that of the user's. */
async function serverOf(flags: BenchFlags): Promise<ServerPlace | null> {
  const { url, tokenFile, data, gatewayHost, dialect, route } = flags;
  if (url === undefined) {
    const orphan = Object.entries({ '--token-file': tokenFile, '--data': data }).find(([, value]) => value !== undefined);
    if (orphan !== undefined) {
      throw new CliError(`${orphan[0]} is for --url, which calls against a quhao serve that runs`, EXIT_USAGE);
    }
    return null;
  }
  const other = Object.entries({ '--gateway-host': gatewayHost, '--dialect': dialect, '--route': route }).find(
    ([, value]) => value !== undefined,
  );
  if (other !== undefined) {
    throw new CliError(
      `${other[0]} and --url exclude each other: the server has its own addresses and its own dialect`,
      EXIT_USAGE,
    );
  }
  const place = { ...(tokenFile === undefined ? {} : { tokenFile }), ...(data === undefined ? {} : { data }) };
  return findServer({ ...place, ...(url === true ? {} : { url }) }, processTerminal());
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) {
    await once(signal, 'abort');
  }
}

/** Wrong usage exits with 64, a fault of the bench with 3. */
export async function cliErrorOf(error: unknown): Promise<unknown> {
  const { BenchError, UsageError } = await import('../../conformance/src/by-hand.ts');
  if (error instanceof UsageError) {
    return new CliError(error.message, EXIT_USAGE);
  }
  return error instanceof BenchError ? new CliError(error.message, EXIT_ENVIRONMENT) : error;
}
