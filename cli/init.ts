import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { CliError } from './cli-error.ts';
import { EXIT_USAGE } from './exit-codes.ts';

export function initCommand(): Command {
  return new Command('init')
    .description('write a commented configuration for quhao serve')
    .argument('[file]', 'where', 'quhao.yaml')
    .addHelpText('after', '\nExamples:\n  quhao init\n  quhao init desk.yaml')
    .action(init);
}

async function init(file: string): Promise<void> {
  const { CONFIG_EXAMPLE } = await import('../simulator/src/simulator.ts');
  try {
    writeFileSync(file, CONFIG_EXAMPLE, { flag: 'wx' });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) {
      throw error;
    }
    const why = code === 'EEXIST' ? 'is there already and is left as it is' : `cannot be written (${code})`;
    throw new CliError(`${file} ${why}. Name another: quhao init FILE`, EXIT_USAGE);
  }
  console.log(`wrote ${file}. Uncomment what you want, then: quhao serve --config ${file}`);
}
