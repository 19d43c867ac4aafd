import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Profile } from './check.ts';
import { defineChecks } from './define-checks.ts';
import { openRunDir } from './evidence.ts';
import { requireChecks, requireMutants } from './preflight.ts';

export interface ConformanceTestOptions {
  /** The probe APK with the SDK inside. */
  readonly probe: string;
  /** A device that the user's adb server lists; absent: a virtual handset is started. */
  readonly serial?: string;
  /** Only the checks of one profile. */
  readonly profile?: Profile;
  /** Only checks whose id matches this regular expression. vitest's own `-t` filters as well. */
  readonly grep?: string;
  /** Judges this mutant of the reference SDK in place of the SDK: shows what a failure looks like. */
  readonly mutant?: string;
  /** Judges this variant (a right SDK built otherwise) in place of the SDK: it must pass as the SDK does. */
  readonly variant?: string;
  /** Proves, after the checks, that they can fail: all mutants of the reference SDK must be killed, or these. */
  readonly mutants?: boolean | readonly string[];
  /** Where evidence goes; `runs` in the current folder when absent. */
  readonly runs?: string;
  /** Where the handset stores what it made from APKs; `~/.cache/quhao` when absent. */
  readonly cacheDir?: string;
}

/**
 * Defines the conformance checks as tests of the calling test file: one test per check, which passes on the verdicts pass and warn, is
 * skipped where the device or the SDK does not offer what the check needs, and fails on any other verdict with its explanation. Throws
 * UsageError where the options select nothing or name what is not there.
 */
export function conformance(options: ConformanceTestOptions): void {
  const { probe, serial = null, profile, grep, mutant = null, variant = null, mutants = false } = options;
  const selection = { ...(profile === undefined ? {} : { profile }), ...(grep === undefined ? {} : { grep }) };
  requireMutants(mutants === true ? 'all' : mutants || [], requireChecks(selection));
  defineChecks({
    serial,
    probeApk: resolve(probe),
    cacheDir: resolve(options.cacheDir ?? join(homedir(), '.cache', 'quhao')),
    selection,
    subjectMutant: mutant,
    subjectVariant: variant,
    matrix: false,
    handsets: 1,
    laws: null,
    mutants: mutants === true ? 'all' : mutants || [],
    openRun: () => openRunDir(resolve(options.runs ?? 'runs')),
    onProgress: () => undefined,
  });
}
