import type { CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { forEachPath } from './each-path.ts';
import { humanSize } from './human-size.ts';
import { toyboxOptions } from './toybox-options.ts';
import { walkTree } from './walk-tree.ts';

const KIB = 1024;

/** Partitions as a phone would show them. The handset's files lie in a folder of the machine, so the sizes are fixed. */
const MOUNTS = [
  { device: '/dev/root', folder: '/', type: 'ext4', options: 'ro,seclabel,relatime', blocks: 2_400_000, used: 2_392_000 },
  { device: 'tmpfs', folder: '/dev', type: 'tmpfs', options: 'rw,seclabel,nosuid,relatime', blocks: 1_000_000, used: 1_000 },
  { device: 'proc', folder: '/proc', type: 'proc', options: 'rw,relatime', blocks: 0, used: 0 },
  {
    device: '/dev/block/dm-1',
    folder: '/data',
    type: 'f2fs',
    options: 'rw,seclabel,nosuid,nodev,noatime',
    blocks: 8_000_000,
    used: 2_000_000,
  },
  {
    device: '/dev/fuse',
    folder: '/storage/emulated',
    type: 'fuse',
    options: 'rw,lazytime,nosuid,nodev',
    blocks: 8_000_000,
    used: 2_000_000,
  },
] as const;

/** `df [-aHhikPT] [PATH…]`. */
export const df: CommandRow = {
  name: 'df',
  async run(call) {
    const options = toyboxOptions(call, { flags: 'aHhiPk', values: 't' });
    const size = (blocks: number) => (options.has('h') || options.has('H') ? humanSize(blocks * KIB) : String(blocks));
    const rows: string[][] = [
      [
        'Filesystem',
        options.has('h') ? 'Size' : '1K-blocks',
        'Used',
        options.has('h') ? 'Avail' : 'Available',
        'Use%',
        'Mounted on',
      ],
    ];
    const add = (mount: (typeof MOUNTS)[number]) => {
      const percent = mount.blocks === 0 ? 0 : Math.ceil((mount.used * 100) / mount.blocks);
      rows.push([
        mount.device,
        size(mount.blocks),
        size(mount.used),
        size(mount.blocks - mount.used),
        `${percent}%`,
        mount.folder,
      ]);
    };
    const code = await forEachPath(call, options.rest, async (path) => {
      const full = call.session.resolve(path).replace(/^\/sdcard/, '/storage/emulated');
      add(MOUNTS.findLast(({ folder }) => `${full}/`.startsWith(folder === '/' ? '/' : `${folder}/`)) ?? MOUNTS[0]);
    });
    for (const mount of options.rest.length > 0 ? [] : MOUNTS.filter(({ blocks }) => blocks > 0 || options.has('a'))) {
      add(mount);
    }
    await call.print(table(rows));
    return code;
  },
};

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_cell, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const cell = (text: string, column: number) => {
    const width = widths[column] ?? 0;
    return column === 0 ? text.padEnd(width) : text.padStart(width);
  };
  return rows
    .map((row) => `${row.map((text, column) => (column === row.length - 1 ? text : cell(text, column))).join(' ')}\n`)
    .join('');
}

/** `mount` prints what is mounted; nothing can be mounted. */
export const mount: CommandRow = {
  name: 'mount',
  async run({ args, print, printError }) {
    if (args.some((word) => !word.startsWith('-')) || args.includes('-o')) {
      await printError(
        `mount: '${args.filter((word) => word.startsWith('/'))[0] ?? '/dev/root'}'->'${args.at(-1)}': Operation not permitted\n`,
      );
      return EXIT_CODES.failure;
    }
    await print(MOUNTS.map((each) => `${each.device} on ${each.folder} type ${each.type} (${each.options})\n`).join(''));
    return EXIT_CODES.ok;
  },
};

/** `du [-achHklLmsx] [-d DEPTH] [PATH…]`, in KiB. */
export const du: CommandRow = {
  name: 'du',
  async run(call) {
    const options = toyboxOptions(call, { flags: 'acHhKkLlmsxb', values: 'd', long: { 'max-depth': 'd' } });
    const text = (blocks: number) => {
      if (options.has('h')) {
        return humanSize(blocks * KIB);
      }
      return String(options.has('m') ? Math.ceil(blocks / KIB) : blocks);
    };
    const depth = options.has('s') ? 0 : Number(options.value('d') ?? Number.POSITIVE_INFINITY);
    let total = 0;
    const code = await forEachPath(call, options.rest.length > 0 ? options.rest : ['.'], async (path) => {
      const sums: number[] = [];
      for await (const entry of walkTree(call, path, { order: 'after' })) {
        const below = sums[entry.depth + 1] ?? 0;
        const blocks = Math.ceil(entry.stat.size / 4096) * 4 + below;
        sums[entry.depth + 1] = 0;
        sums[entry.depth] = (sums[entry.depth] ?? 0) + blocks;
        const isShown = entry.depth <= depth && (entry.stat.kind === 'directory' || options.has('a') || entry.depth === 0);
        await call.print(isShown ? `${text(blocks)}\t${entry.path}\n` : '');
        total += entry.depth === 0 ? blocks : 0;
      }
    });
    await call.print(options.has('c') ? `${text(total)}\ttotal\n` : '');
    return code;
  },
};
