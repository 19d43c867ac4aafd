import { posix } from 'node:path';
import { FileError } from '../../files/file-error.ts';
import type { FileStat } from '../../files/file-stat.ts';
import type { FileTree } from '../../files/file-tree.ts';
import type { Call, CommandRow } from '../command.ts';
import { parseOptions } from '../options.ts';
import { formatDate } from '../time-format.ts';
import { forEachPath } from './each-path.ts';

const TYPE_LETTERS = { file: '-', directory: 'd', link: 'l' } as const;
const OWNER_NAMES: Readonly<Record<number, string>> = { 0: 'root', 2000: 'shell' };

/** `ls [-1aAdln] [PATH…]`. */
export const ls: CommandRow = {
  name: 'ls',
  async run(call) {
    const { flags, rest } = parseOptions(call.args, { flags: ['-1', '-a', '-A', '-d', '-l', '-n'] });
    const paths = rest.length > 0 ? rest : ['.'];
    return await forEachPath(call, paths, async (path) => {
      await call.print(await listPath(call, path, { flags, isOneOfMany: paths.length > 1 }));
    });
  },
};

interface Listing {
  readonly flags: ReadonlySet<string>;
  /** True when several paths are listed, each with a heading. */
  readonly isOneOfMany: boolean;
}

async function listPath({ system, session }: Call, path: string, { flags, isOneOfMany }: Listing): Promise<string> {
  const full = session.resolve(path);
  const stat = await system.files.stat(full, flags.has('-l') || flags.has('-d') ? 'keep' : 'follow');
  if (stat === null) {
    throw new FileError('ENOENT');
  }
  const line = async (entry: Entry) => (isLong(flags) ? await longLine(system.files, entry) : `${entry.name}\n`);
  if (stat.kind !== 'directory' || flags.has('-d')) {
    return await line({ name: path, path: full, stat });
  }
  const names = (await system.files.list(full)).filter((name) => flags.has('-a') || flags.has('-A') || !name.startsWith('.'));
  const lines: string[] = [];
  for (const name of flags.has('-a') ? ['.', '..', ...names] : names) {
    const child = posix.join(full, name);
    const childStat = await system.files.stat(child, 'keep');
    lines.push(childStat === null ? '' : await line({ name, path: child, stat: childStat }));
  }
  const heading = isOneOfMany ? `${path}:\n` : '';
  return `${heading}${isLong(flags) ? `total ${lines.length}\n` : ''}${lines.join('')}`;
}

function isLong(flags: ReadonlySet<string>): boolean {
  return flags.has('-l') || flags.has('-n');
}

interface Entry {
  readonly name: string;
  readonly path: string;
  readonly stat: FileStat;
}

async function longLine(files: FileTree, { name, path, stat }: Entry): Promise<string> {
  const rights = [...'rwxrwxrwx'].map((letter, place) => ((stat.mode >> (8 - place)) & 1 ? letter : '-')).join('');
  const owner = OWNER_NAMES[stat.uid] ?? String(stat.uid);
  const target = stat.kind === 'link' ? ` -> ${await files.readLink(path)}` : '';
  const when = formatDate(new Date(stat.modified * 1000), '%Y-%m-%d %H:%M');
  return `${TYPE_LETTERS[stat.kind]}${rights} ${stat.links} ${owner} ${owner} ${stat.size} ${when} ${name}${target}\n`;
}
