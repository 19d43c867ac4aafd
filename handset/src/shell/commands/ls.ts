import { posix } from 'node:path';
import { FileError } from '../../files/file-error.ts';
import type { FileStat } from '../../files/file-stat.ts';
import type { Call, CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { parseOptions } from '../options.ts';
import { formatDate } from '../time-format.ts';

/** `ls [-1aAdln] [PATH…]`. */
export const ls: CommandRow = {
  name: 'ls',
  async run(call) {
    const { flags, rest } = parseOptions(call.args, { flags: ['-1', '-a', '-A', '-d', '-l', '-n'] });
    const paths = rest.length > 0 ? rest : ['.'];
    let code: number = EXIT_CODES.ok;
    for (const path of paths) {
      try {
        await call.print(await listPath(call, path, { flags, isOneOfMany: paths.length > 1 }));
      } catch (error) {
        if (!(error instanceof FileError)) {
          throw error;
        }
        await call.printError(`ls: ${path}: ${error.message}\n`);
        code = EXIT_CODES.failure;
      }
    }
    return code;
  },
};

interface Wanted {
  readonly flags: ReadonlySet<string>;
  readonly isOneOfMany: boolean;
}

async function listPath({ system, session }: Call, path: string, { flags, isOneOfMany }: Wanted): Promise<string> {
  const full = session.resolve(path);
  const stat = await system.files.stat(full, flags.has('-l') || flags.has('-d') ? 'keep' : 'follow');
  if (stat === null) {
    throw new FileError('ENOENT');
  }
  const line = async (name: string, of: string, found: FileStat) =>
    isLong(flags) ? await longLine(system.files, name, of, found) : `${name}\n`;
  if (stat.kind !== 'directory' || flags.has('-d')) {
    return await line(path, full, stat);
  }
  const names = (await system.files.list(full)).filter((name) => flags.has('-a') || flags.has('-A') || !name.startsWith('.'));
  const lines: string[] = [];
  for (const name of flags.has('-a') ? ['.', '..', ...names] : names) {
    const child = posix.join(full, name);
    const found = await system.files.stat(child, 'keep');
    lines.push(found === null ? '' : await line(name, child, found));
  }
  const heading = isOneOfMany ? `${path}:\n` : '';
  return `${heading}${isLong(flags) ? `total ${lines.length}\n` : ''}${lines.join('')}`;
}

function isLong(flags: ReadonlySet<string>): boolean {
  return flags.has('-l') || flags.has('-n');
}

const typeLetters = { file: '-', directory: 'd', link: 'l' } as const;
const ownerNames: Readonly<Record<number, string>> = { 0: 'root', 2000: 'shell' };

async function longLine(files: Call['system']['files'], name: string, path: string, stat: FileStat): Promise<string> {
  const rights = [...'rwxrwxrwx'].map((letter, place) => ((stat.mode >> (8 - place)) & 1 ? letter : '-')).join('');
  const owner = ownerNames[stat.uid] ?? String(stat.uid);
  const target = stat.kind === 'link' ? ` -> ${await files.readLink(path)}` : '';
  const when = formatDate(new Date(stat.modified * 1000), '%Y-%m-%d %H:%M');
  return `${typeLetters[stat.kind]}${rights} ${stat.links} ${owner} ${owner} ${stat.size} ${when} ${name}${target}\n`;
}
