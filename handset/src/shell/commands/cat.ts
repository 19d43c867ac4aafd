import { FileError } from '../../files/file-error.ts';
import type { Call, CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';

/** `cat [FILE…]`; `-` and no file are stdin. */
export const cat: CommandRow = {
  name: 'cat',
  async run(call) {
    let code: number = EXIT_CODES.ok;
    for (const path of call.args.length > 0 ? call.args : ['-']) {
      try {
        await copy(call, path);
      } catch (error) {
        if (!(error instanceof FileError)) {
          throw error;
        }
        await call.printError(`cat: ${path}: ${error.message}\n`);
        code = EXIT_CODES.failure;
      }
    }
    return code;
  },
};

async function copy({ io, system, session }: Call, path: string): Promise<void> {
  if (path === '-') {
    for (let chunk = await io.stdin.read(); chunk !== null; chunk = await io.stdin.read()) {
      await io.stdout.write(chunk);
    }
    return;
  }
  for await (const chunk of system.files.read(session.resolve(path))) {
    await io.stdout.write(chunk);
  }
}
