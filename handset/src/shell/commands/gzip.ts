import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { FileError } from '../../files/file-error.ts';
import type { Call, CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { UsageError } from '../options.ts';
import { readAll } from '../text-io.ts';
import { forEachPath } from './each-path.ts';
import { toyboxOptions } from './toybox-options.ts';
import { writeFileOf } from './write-file.ts';

const SUFFIX = '.gz';

/** `gzip`, `gunzip` and `zcat [-19cdfktv] [FILE…]`. */
export const gzipCommands: readonly CommandRow[] = (['gzip', 'gunzip', 'zcat'] as const).map((name) => ({
  name,
  async run(call) {
    const options = toyboxOptions(call, { flags: '123456789cdfkntvq', long: { decompress: 'd', stdout: 'c', keep: 'k' } });
    const unpacks = name !== 'gzip' || options.has('d') || options.has('t');
    const paths = options.rest.length > 0 ? options.rest : ['-'];
    return await forEachPath(call, paths, async (path) => {
      if (unpacks && name !== 'zcat' && path !== '-' && !options.has('c') && !options.has('t') && !path.endsWith(SUFFIX)) {
        throw new UsageError(`no ${SUFFIX}: ${path}`);
      }
      const input = path === '-' ? await readAll(call.io.stdin) : await bytesOf(call, path);
      const output = unpacks ? await unpack(input, path) : await promisify(gzip)(input);
      if (options.has('t')) {
        return;
      }
      if (name === 'zcat' || options.has('c') || path === '-') {
        await call.io.stdout.write(output);
        return;
      }
      await writeFileOf(call, unpacks ? path.slice(0, -SUFFIX.length) : `${path}${SUFFIX}`, { data: output });
      if (!options.has('k')) {
        await call.system.files.remove(call.session.resolve(path), 'file');
      }
    });
  },
}));

async function bytesOf(call: Call, path: string): Promise<Buffer> {
  const full = call.session.resolve(path);
  if ((await call.system.files.stat(full)) === null) {
    throw new FileError('ENOENT');
  }
  const pieces: Buffer[] = [];
  for await (const piece of call.system.files.read(full)) {
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

async function unpack(input: Buffer, path: string): Promise<Buffer> {
  try {
    return await promisify(gunzip)(input);
  } catch {
    throw new UsageError(`${path}: not gzip`, EXIT_CODES.failure);
  }
}
