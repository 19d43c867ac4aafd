import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { Command } from 'commander';
import { buildSdkProbe } from '../build-sdk-probe.ts';
import { CliError } from '../cli-error.ts';
import { EXIT_USAGE } from '../exit-codes.ts';
import { jsonText } from '../json-text.ts';
import { type SdkFlags, sdkFlags } from '../sdk-flags.ts';
import { shellWord } from '../shell-word.ts';

interface BuildFlags extends SdkFlags {
  readonly out: string;
  readonly json?: true;
}

const EXAMPLES = `
Examples:
  quhao probe build --sdk my.aar
  quhao probe build --sdk my.aar --adapter adapter.yaml --out build/probe.apk
  quhao probe build --sdk my.aar --with com.squareup.okhttp3:okhttp:4.12.0 --json`;

export function probeBuildCommand(): Command {
  const command = new Command('build').description(
    'build a probe around an SDK of your own: probe.apk, and probe-phone-state.apk beside it',
  );
  for (const flag of sdkFlags()) {
    command.addOption(flag);
  }
  return command
    .option('--out <apk>', 'where the probe goes', 'probe.apk')
    .option('--json', 'JSON instead of text')
    .addHelpText('after', EXAMPLES)
    .action(build);
}

async function build({ out, json, ...flags }: BuildFlags): Promise<void> {
  if (!out.endsWith('.apk')) {
    throw new CliError(`--out ${out}: the name of an APK ends in .apk`, EXIT_USAGE);
  }
  const { apk, notes, isCached } = await buildSdkProbe(flags);
  const target = resolve(out);
  await mkdir(dirname(target), { recursive: true });
  await copyFile(apk, target);
  const withPhoneState = target.replace(/\.apk$/, '-phone-state.apk');
  await copyFile(apk.replace(/\.apk$/, '-phone-state.apk'), withPhoneState);
  if (json) {
    console.log(jsonText({ probe: target, withPhoneState, isCached, notes }));
    return;
  }
  for (const note of notes) {
    console.log(`note   ${note}`);
  }
  const place = relative(process.cwd(), target);
  console.log(`probe  ${place}${isCached ? ' (built before from the same files)' : ''}`);
  console.log(`next   quhao conform --probe ${shellWord(place)}`);
}
