import { Command } from 'commander';
import { jsonText } from '../json-text.ts';
import { addBenchFlags, type BenchFlags, withBench } from './bench-flags.ts';

const EXAMPLES = `
Examples:
  quhao probe describe
  quhao probe describe --sdk my.aar --adapter adapter.yaml`;

export function probeDescribeCommand(): Command {
  const command = new Command('describe').description('print what the probe says of itself and of the SDK inside, as JSON');
  return addBenchFlags(command)
    .option('--json', 'JSON, as it prints without this too')
    .addHelpText('after', EXAMPLES)
    .action((flags: BenchFlags) => withBench(flags, async (bench) => console.log(jsonText(await bench.describe()))));
}
