import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BuildError, BuiltProbe } from '../android-probe/builder/build-probe.ts';
import type { KeyStore } from '../android-probe/builder/options.ts';
import { CliError } from './cli-error.ts';
import { EXIT_ENVIRONMENT, EXIT_USAGE } from './exit-codes.ts';
import { type SdkFlags, sdkFlags } from './sdk-flags.ts';
import { untilInterrupted } from './until-interrupted.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The jar of Android's classes that a probe is compiled against. */
export async function androidClasses(): Promise<string> {
  const { BuildError: Refused } = await import('../android-probe/builder/build-error.ts');
  const { findPlatform } = await import('../android-probe/builder/toolchain.ts');
  try {
    return await findPlatform(ROOT);
  } catch (error) {
    throw error instanceof Refused ? buildFailure(error) : error;
  }
}

/** Builds a probe around the SDK that the flags name. A file that does not fit is wrong usage: nothing was started yet. */
export async function buildSdkProbe(flags: SdkFlags): Promise<BuiltProbe> {
  const { buildProbe, stopTools, BuildError: Refused } = await import('../android-probe/builder/build-probe.ts');
  using interruption = untilInterrupted();
  interruption.signal.addEventListener('abort', stopTools);
  try {
    return await buildProbe({
      root: ROOT,
      cacheDir: join(homedir(), '.cache', 'quhao'),
      sdk: flags.sdk ?? [],
      adapter: flags.adapter ?? [],
      manifest: flags.manifest ?? null,
      placeholders: new Map(flags.placeholder ?? []),
      libraries: flags.with ?? [],
      packageName: flags.package ?? null,
      keyStore: keyStoreOf(flags),
      isMissingAllowed: flags.allowMissing ?? false,
      isNativeDropped: flags.dropNative ?? false,
      isCleartextDenied: flags.cleartextDenied ?? false,
    });
  } catch (error) {
    throw error instanceof Refused ? buildFailure(error) : error;
  } finally {
    const ended = interruption.exitCode();
    if (ended !== null) {
      process.exit(ended);
    }
  }
}

/** Throws CliError where flags of a key store stand without one. */
export function keyStoreOf({ keystore, keystorePass, keyAlias }: SdkFlags): KeyStore | null {
  if (keystore === undefined) {
    if (keystorePass !== undefined || keyAlias !== undefined) {
      throw new CliError('--keystore-pass and --key-alias belong to --keystore FILE', EXIT_USAGE);
    }
    return null;
  }
  if (keystorePass === undefined || !/^(?:env|file|pass):/.test(keystorePass)) {
    throw new CliError('--keystore needs its password: --keystore-pass env:NAME, file:PATH or pass:TEXT', EXIT_USAGE);
  }
  return { file: keystore, password: keystorePass, alias: keyAlias ?? null };
}

/** A tool that is not there and a library that Maven cannot fetch are faults of the machine. */
export function buildFailure({ code, message }: BuildError): CliError {
  const isMachine = code === 'TOOL' || code === 'LIBRARY';
  return new CliError(`the probe was not built\n${message}`, isMachine ? EXIT_ENVIRONMENT : EXIT_USAGE);
}

/** Refuses flags that say how an SDK is built in where no SDK is given. */
export function requireSdk(flags: SdkFlags): void {
  const given = sdkFlags().find((flag) => flags[flag.attributeName() as keyof SdkFlags] !== undefined);
  if (flags.sdk === undefined && given !== undefined) {
    throw new CliError(`${given.long} belongs to --sdk: it says how that SDK is built into a probe`, EXIT_USAGE);
  }
}
