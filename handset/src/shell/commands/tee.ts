import type { FileWriter } from '../../files/file-tree.ts';
import type { CommandRow } from '../command.ts';
import { forEachPath } from './each-path.ts';
import { toyboxOptions } from './toybox-options.ts';

/** `tee [-ai] [FILE…]`. */
export const tee: CommandRow = {
  name: 'tee',
  async run(call) {
    const options = toyboxOptions(call, { flags: 'ai' });
    const writers: FileWriter[] = [];
    const code = await forEachPath(call, options.rest, async (path) => {
      writers.push(await call.system.files.write(call.session.resolve(path), options.has('a') ? 'append' : 'replace'));
    });
    try {
      for (let piece = await call.io.stdin.read(); piece !== null; piece = await call.io.stdin.read()) {
        for (const sink of [call.io.stdout, ...writers]) {
          await sink.write(piece);
        }
      }
    } finally {
      for (const writer of writers) {
        await writer.close();
      }
    }
    return code;
  },
};
