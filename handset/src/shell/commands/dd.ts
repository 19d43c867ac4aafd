import type { Call, CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { UsageError } from '../options.ts';
import { fileSource } from '../text-io.ts';
import { humanSize } from './human-size.ts';

const NAMES = ['if', 'of', 'bs', 'ibs', 'obs', 'count', 'skip', 'seek', 'conv', 'iflag', 'oflag', 'status'] as const;
const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  b: 512,
  c: 1,
  w: 2,
  k: 1024,
  K: 1024,
  kB: 1000,
  M: 1024 ** 2,
  MB: 1e6,
  G: 1024 ** 3,
};
const DEFAULT_BLOCK = 512;

/** `dd [if=FILE] [of=FILE] [bs=N] [count=N] [skip=N] [conv=notrunc|sync|fsync] [status=none]`. `seek` needs a file that can be written in its middle, and is refused. */
export const dd: CommandRow = {
  name: 'dd',
  async run(call) {
    const values = parse(call.args);
    const block = sizeOf(values.get('bs') ?? values.get('ibs')) ?? DEFAULT_BLOCK;
    const count = sizeOf(values.get('count')) ?? Number.POSITIVE_INFINITY;
    const skip = (sizeOf(values.get('skip')) ?? 0) * (values.get('iflag')?.includes('skip_bytes') ? 1 : block);
    const limit = values.get('iflag')?.includes('count_bytes') ? count : count * block;
    const started = performance.now();
    const bytes = await copy(call, values, { skip, limit });
    const [whole, part] = [Math.floor(bytes / block), bytes % block === 0 ? 0 : 1];
    const seconds = (performance.now() - started) / 1000;
    if (values.get('status') !== 'none') {
      const rate = humanSize(Math.round(bytes / Math.max(seconds, 0.001)));
      const last =
        values.get('status') === 'noxfer'
          ? ''
          : `${bytes} bytes (${humanSize(bytes)}) copied, ${seconds.toFixed(6)} s, ${rate}/s\n`;
      await call.printError(`${whole}+${part} records in\n${whole}+${part} records out\n${last}`);
    }
    return EXIT_CODES.ok;
  },
};

function parse(args: readonly string[]): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const word of args) {
    const [, name = '', value = ''] = /^([a-z]+)=(.*)$/s.exec(word) ?? [];
    if (!NAMES.some((each) => each === name)) {
      throw new UsageError(`bad arg ${word}`);
    }
    values.set(name, value);
  }
  if ((sizeOf(values.get('seek')) ?? 0) > 0) {
    throw new UsageError('seek is not supported on this handset');
  }
  return values;
}

function sizeOf(text: string | undefined): number | null {
  if (text === undefined) {
    return null;
  }
  const [, number = '', unit = ''] = /^(\d+)([A-Za-z_]\w*)?$/.exec(text) ?? [];
  const factor = Object.hasOwn(UNITS, unit) ? UNITS[unit] : undefined;
  if (number === '' || factor === undefined) {
    throw new UsageError(`not integer: ${text}`);
  }
  return Number(number) * factor;
}

interface Extent {
  readonly skip: number;
  readonly limit: number;
}

async function copy(call: Call, values: ReadonlyMap<string, string>, { skip, limit }: Extent): Promise<number> {
  const { files } = call.system;
  const [input, output] = [values.get('if'), values.get('of')];
  const source = input === undefined ? call.io.stdin : (endless(input) ?? fileSource(files.read(call.session.resolve(input))));
  const writer = output === undefined ? null : await files.write(call.session.resolve(output), 'replace');
  let [left, done] = [skip, 0];
  try {
    while (done < limit) {
      const piece = await source.read();
      if (piece === null) {
        break;
      }
      const kept = piece.subarray(Math.min(left, piece.length)).subarray(0, limit - done);
      left = Math.max(0, left - piece.length);
      await (writer ?? call.io.stdout).write(kept);
      done += kept.length;
    }
  } finally {
    await writer?.close();
  }
  return done;
}

const PIECE = 64 * 1024;

/** `/dev/zero` and `/dev/urandom` never end. */
function endless(path: string): { read(): Promise<Uint8Array> } | null {
  if (path === '/dev/zero') {
    return { read: async () => new Uint8Array(PIECE) };
  }
  return /^\/dev\/u?random$/.test(path) ? { read: async () => crypto.getRandomValues(new Uint8Array(PIECE)) } : null;
}
