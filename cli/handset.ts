import { homedir } from 'node:os';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { portOption } from './port-option.ts';
import { untilStopped } from './until-stopped.ts';

interface StartOptions {
  readonly name: string;
  readonly port: number;
  readonly api: '34' | '35';
  readonly data: string;
  readonly json: boolean;
}

const start = async (options: StartOptions): Promise<void> => {
  const { startHandset } = await import('../handset/src/handset.ts');
  await using handset = await startHandset({
    name: options.name,
    adbPort: options.port,
    apiLevel: options.api === '34' ? 34 : 35,
    dataDir: join(options.data, options.name),
  });
  const stopped = untilStopped();
  if (options.json) {
    console.log(
      JSON.stringify({ serial: handset.serial, port: handset.port, namespace: handset.namespace, bootMs: handset.bootMs }),
    );
  } else {
    console.log(
      `handset     ${options.name} · API ${options.api} · adb at ${handset.serial} after ${Math.round(handset.bootMs)} ms`,
    );
    console.log(
      handset.namespace === 'own'
        ? 'network     apps live in a namespace of their own: nothing leaves but through its bearers'
        : 'network     no network namespace allowed here: the relay rules alone hold (docs/limits.md)',
    );
    console.log(
      `\nType in another terminal:\n  adb connect ${handset.serial}\n  adb -s ${handset.serial} shell cmd quhao help\n\nCtrl-C ends it.`,
    );
  }
  await stopped;
};

export const handsetCommand = (): Command => {
  const handset = new Command('handset').description('the virtual Android handset');
  handset
    .command('start')
    .description('start a handset for adb and keep it until Ctrl-C')
    .option('--name <name>', 'name; its data is kept under it', 'quhao-1')
    .option('--port <port>', 'adb port, above 6500 (0: any free one)', portOption, 0)
    .addOption(new Option('--api <level>', 'Android API level').choices(['34', '35']).default('35'))
    .option('--data <folder>', 'where handsets keep their data', join(homedir(), '.local/share/quhao/handsets'))
    .option('--json', 'one JSON line instead of text', false)
    .addHelpText(
      'after',
      `
Examples:
  quhao handset start
  quhao handset start --port 6555 --name desk     then: adb connect 127.0.0.1:6555`,
    )
    .action(start);
  return handset;
};
