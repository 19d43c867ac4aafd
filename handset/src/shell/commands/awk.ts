import { withoutTrailing } from '../../text-end.ts';
import type { Call, CommandRow } from '../command.ts';
import { UsageError } from '../options.ts';
import { readAll, readLines } from '../text-io.ts';
import { parseAwk } from './awk-parse.ts';
import { AwkRunner } from './awk-run.ts';
import { AwkInput } from './awk-values.ts';
import { forEachInput } from './inputs.ts';
import { toyboxOptions } from './toybox-options.ts';

/** `awk [-F SEPARATOR] [-v NAME=VALUE] [-f FILE] [PROGRAM] [FILE…]`. Android has the one true awk since version 9. */
export const awk: CommandRow = {
  name: 'awk',
  async run(call) {
    const options = toyboxOptions(call, { values: 'Fvf', stopsAtWord: true, failure: 2 });
    const programs: string[] = [];
    for (const file of options.all('f')) {
      programs.push(await call.system.files.readText(call.session.resolve(file)));
    }
    const words = [...options.rest];
    if (programs.length === 0) {
      const text = words.shift();
      if (text === undefined) {
        throw new UsageError('usage: awk [-F fs][-v var=value][prog | -f progfile][file ...]', 2);
      }
      programs.push(text);
    }
    const program = parseAwk(programs.join('\n'));
    const paths = words.filter((word) => !ASSIGNMENT.test(word));
    let runner: AwkRunner | null = null;
    const separator = () => (runner === null ? '\n' : String(runner.variables.get('RS')));
    runner = new AwkRunner(program, call, records(call, paths, separator));
    const assignments = [...options.all('v'), ...words.filter((word) => ASSIGNMENT.test(word))];
    for (const word of assignments) {
      const [, name = '', value = ''] = ASSIGNMENT.exec(word) ?? [];
      runner.variables.set(name, new AwkInput(value.replaceAll('\\t', '\t').replaceAll('\\n', '\n')));
    }
    const fields = options.value('F');
    if (fields !== undefined) {
      runner.variables.set('FS', fields === 't' ? '\t' : fields.replaceAll('\\t', '\t'));
    }
    return await runner.run();
  },
};

const ASSIGNMENT = /^([A-Za-z_]\w*)=(.*)$/s;

/** The records of all inputs. Lines arrive one by one; another separator needs the whole input first. */
async function* records(call: Call, paths: readonly string[], separator: () => string): AsyncGenerator<string> {
  if (separator() === '\n' && paths.length === 0) {
    yield* readLines(call.io.stdin);
    return;
  }
  const texts: string[] = [];
  await forEachInput(call, paths, async (source) => {
    texts.push((await readAll(source)).toString('utf8'));
  });
  for (const text of texts) {
    const kept = withoutTrailing(text, '\n');
    const by = separator();
    const paragraphs = by === '' ? kept.split(/\n\n+/) : kept.split(by);
    yield* text === '' ? [] : paragraphs;
  }
}
