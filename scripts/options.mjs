import { parseArgs } from 'node:util';

const USAGE = 64;

/** As parseArgs, but an option that is not there, or has no value, is told in one line, and the process ends with 64. */
export function readOptions(script, config) {
  try {
    return parseArgs(config);
  } catch (error) {
    console.error(`${script}: ${error.message.split('. To specify')[0]}. See scripts/${script} --help`);
    process.exit(USAGE);
  }
}
