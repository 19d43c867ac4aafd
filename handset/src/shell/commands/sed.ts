import type { Call, CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { UsageError } from '../options.ts';
import { collect, readAll, writeText } from '../text-io.ts';
import { forEachInput } from './inputs.ts';
import { SedRunner } from './sed-run.ts';
import { parseSedScript, type SedCommand } from './sed-script.ts';
import { toyboxOptions } from './toybox-options.ts';

/** `sed [-nrEsz] [-i[SUFFIX]] [-e SCRIPT] [-f FILE] [SCRIPT] [FILE…]`. */
export const sed: CommandRow = {
  name: 'sed',
  async run(call) {
    const args = call.args.map((word) =>
      /^-[nrEsz]*i.+/.test(word) && !word.startsWith('--') ? `--in-place=${word.replace(/^-[nrEsz]*i/, '')}` : word,
    );
    const long = { 'in-place': 'i', quiet: 'n', silent: 'n', 'regexp-extended': 'E', expression: 'e', file: 'f' };
    const options = toyboxOptions({ name: call.name, args }, { flags: 'nrEszi', values: 'ef', long });
    const hasScript = options.has('e') || options.has('f');
    const [first, ...others] = options.rest;
    const commands = await scriptOf(call, options.all('e'), {
      files: options.all('f'),
      first: hasScript ? undefined : first,
      isExtended: options.has('r') || options.has('E'),
    });
    const paths = hasScript ? options.rest : others;
    const runner = { commands, isQuiet: options.has('n') };
    return options.has('i')
      ? await editInPlace(call, paths, { ...runner, suffix: options.value('i') ?? '' })
      : await editStream(call, paths, runner);
  },
};

interface Script {
  readonly files: readonly string[];
  readonly first: string | undefined;
  readonly isExtended: boolean;
}

async function scriptOf(
  call: Call,
  expressions: readonly string[],
  { files, first, isExtended }: Script,
): Promise<readonly SedCommand[]> {
  const texts = [...expressions];
  for (const file of files) {
    texts.push(await call.system.files.readText(call.session.resolve(file)));
  }
  if (first !== undefined) {
    texts.push(first);
  }
  if (texts.length === 0) {
    throw new UsageError('no pattern');
  }
  return parseSedScript(texts.join('\n'), isExtended);
}

interface Edit {
  readonly commands: readonly SedCommand[];
  readonly isQuiet: boolean;
}

/** All inputs are one stream: `$` is the last line of the last file. */
async function editStream(call: Call, paths: readonly string[], { commands, isQuiet }: Edit): Promise<number> {
  const texts: string[] = [];
  const code = await forEachInput(call, paths, async (source) => {
    texts.push((await readAll(source)).toString('utf8'));
  });
  const runner = new SedRunner(call, commands, { isQuiet, print: async (text) => await call.print(text) });
  const exit = await runner.run(texts.join(''));
  return code === EXIT_CODES.ok ? exit : code;
}

async function editInPlace(call: Call, paths: readonly string[], edit: Edit & { readonly suffix: string }): Promise<number> {
  return await forEachInput(call, paths, async (source, path) => {
    const text = (await readAll(source)).toString('utf8');
    const output = collect();
    await new SedRunner(call, edit.commands, {
      isQuiet: edit.isQuiet,
      print: async (piece) => await writeText(output, piece),
    }).run(text);
    const full = call.session.resolve(path);
    if (edit.suffix !== '') {
      await replaceFile(call, `${full}${edit.suffix}`, text);
    }
    await replaceFile(call, full, output.text());
  });
}

async function replaceFile(call: Call, path: string, text: string): Promise<void> {
  const writer = await call.system.files.write(path, 'replace');
  try {
    await writer.write(Buffer.from(text));
  } finally {
    await writer.close();
  }
}
