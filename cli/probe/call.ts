import { Command, InvalidArgumentError, Option } from 'commander';
import { CliError } from '../cli-error.ts';
import { EXIT_USAGE } from '../exit-codes.ts';
import { jsonText } from '../json-text.ts';
import { addBenchFlags, type BenchFlags, withBench } from './bench-flags.ts';
import { callText } from './call-text.ts';
import { readMillis } from './read-millis.ts';

/** android-probe/PROTOCOL.md, call.api; a theme is no matter for a command line. */
const APIS: readonly string[] = [
  'getPhoneInfo',
  'loginAuth',
  'mobileAuth',
  'getNetworkType',
  'delScrip',
  'setOverTime',
  'quitAuthActivity',
];

interface CallFlags extends BenchFlags {
  readonly timeout?: number;
  readonly wait?: number | true;
  readonly appId?: string;
  readonly appKey?: string;
  readonly requestCode: number;
  readonly value?: number;
  readonly json?: true;
}

const DEFAULT_LIMIT_MS = 8000;
/** A late callback is one that the reader wants to see. */
const BEYOND_LIMIT_MS = 3000;

const EXAMPLES = `
Exit codes: 0 the call was made · 3 the bench · 4 a defect of quhao · 64 wrong usage

Examples:
  quhao probe call getPhoneInfo
  quhao probe call getPhoneInfo --timeout 3000 --wait
  quhao probe call loginAuth --sdk my.aar --adapter adapter.yaml --wait 20000
  quhao probe call getNetworkType --serial R58M123ABC --json`;

export function probeCallCommand(): Command {
  const command = new Command('call')
    .description('call one method of the SDK, and print what the app, the device and the gateway saw')
    .argument('<api>', `one of ${APIS.join(', ')}`, readApi)
    .option('--timeout <ms>', "setOverTime before the call; else the SDK's own limit", readMillis)
    .addOption(
      new Option('--wait [ms]', 'wait this long for the callback; else until its limit is well over').argParser(readMillis),
    )
    .option('--app-id <id>', 'another appId than the one that the gateway knows')
    .option('--app-key <key>', 'another appKey')
    .option('--request-code <n>', 'the request code of the call', readNumber, 7)
    .option('--value <ms>', 'the argument of setOverTime', readNumber)
    .option('--json', 'print everything as JSON');
  return addBenchFlags(command).addHelpText('after', EXAMPLES).action(call);
}

async function call(api: string, flags: CallFlags): Promise<void> {
  if (api === 'setOverTime' && flags.value === undefined) {
    throw new CliError('setOverTime needs its argument: --value MS', EXIT_USAGE);
  }
  const limitMs = flags.timeout ?? null;
  const wait = typeof flags.wait === 'number' ? flags.wait : (limitMs ?? DEFAULT_LIMIT_MS) + BEYOND_LIMIT_MS;
  await withBench(flags, async (bench) => {
    const { appId = null, appKey = null, requestCode, value = null } = flags;
    const report = await bench.call({ api, appId, appKey, requestCode, value, limitMs, waitMs: wait });
    console.log(flags.json ? jsonText(report) : ['', ...callText(report)].join('\n'));
    if (!bench.isConfigurable && report.requests.length === 0) {
      console.error('note       this SDK was not told where the gateway is: it asks its own (docs/any-sdk.md)');
    }
  });
}

export function readApi(text: string): string {
  if (!APIS.includes(text)) {
    throw new InvalidArgumentError(`It is one of ${APIS.join(', ')}.`);
  }
  return text;
}

function readNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isInteger(value)) {
    throw new InvalidArgumentError('It is a whole number.');
  }
  return value;
}
