import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { Command } from 'commander';
import { buildSdkProbe } from '../build-sdk-probe.ts';
import { CliError } from '../cli-error.ts';
import { EXIT_USAGE } from '../exit-codes.ts';
import { type SdkFlags, sdkFlags } from '../sdk-flags.ts';
import { shellWord } from '../shell-word.ts';

interface BuildFlags extends SdkFlags {
  readonly out: string;
}

export function probeBuildCommand(): Command {
  const command = new Command('build').description(
    'build a probe around an SDK of your own: probe.apk, and probe-phone-state.apk beside it',
  );
  for (const flag of sdkFlags()) {
    command.addOption(flag);
  }
  return command.option('--out <apk>', 'where the probe goes', 'probe.apk').action(build);
}

async function build({ out, ...flags }: BuildFlags): Promise<void> {
  if (!out.endsWith('.apk')) {
    throw new CliError(`--out ${out}: the name of an APK ends in .apk`, EXIT_USAGE);
  }
  const { apk, notes, isCached } = await buildSdkProbe(flags);
  const target = resolve(out);
  await mkdir(dirname(target), { recursive: true });
  await copyFile(apk, target);
  await copyFile(apk.replace(/\.apk$/, '-phone-state.apk'), target.replace(/\.apk$/, '-phone-state.apk'));
  for (const note of notes) {
    console.log(`note   ${note}`);
  }
  const place = relative(process.cwd(), target);
  console.log(`probe  ${place}${isCached ? ' (built before from the same files)' : ''}`);
  console.log(`next   quhao conform --probe ${shellWord(place)}`);
}
