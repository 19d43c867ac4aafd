import { posix } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { FileError } from '../../files/file-error.ts';
import type { Call, CommandRow } from '../command.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { matchesPattern } from '../language/patterns.ts';
import { UsageError } from '../options.ts';
import { readAll } from '../text-io.ts';
import { formatDate } from '../time-format.ts';
import { decodeArchive, encodeEntry, TAR_END, type TarEntry } from './tar-format.ts';
import { type ToyboxOptions, toyboxOptions } from './toybox-options.ts';
import { walkTree } from './walk-tree.ts';
import { writeFileOf } from './write-file.ts';

/** Owners of files of the device. */
const ACCOUNTS: Readonly<Record<number, string>> = { 0: 'root', 2000: 'shell' };
const FLAGS = 'ctxvzOmokhpaP';
const LONG = {
  ...{
    create: 'c',
    list: 't',
    extract: 'x',
    get: 'x',
    verbose: 'v',
    gzip: 'z',
    file: 'f',
    directory: 'C',
    exclude: 'X',
    touch: 'm',
  },
  ...{
    'to-stdout': 'O',
    dereference: 'h',
    'keep-old': 'k',
    'files-from': 'T',
    'strip-components': 'S',
    absolute: 'P',
    'no-same-owner': 'o',
  },
} as const;

/** `tar [-ctx] [-vzOmokhpa] [-f FILE] [-C FOLDER] [-T FILE] [--exclude GLOB] [--strip-components N] [NAME…]`. Archives are in GNU's format. */
export const tar: CommandRow = {
  name: 'tar',
  async run(call) {
    // The first word may be letters without a dash: tar czf FILE NAME.
    const [first = '', ...rest] = call.args;
    const args = /^[a-zA-Z]+$/.test(first) && first !== '' ? [`-${first}`, ...rest] : call.args;
    const options = toyboxOptions({ name: 'tar', args }, { flags: FLAGS, values: 'fCTXS', long: LONG });
    const verbs = ['c', 't', 'x'].filter((letter) => options.has(letter));
    if (verbs.length !== 1) {
      throw new UsageError('Needs -txc (see "tar --help")');
    }
    const folder = call.session.resolve(options.value('C') ?? '.');
    if ((await call.system.files.stat(folder))?.kind !== 'directory') {
      throw new UsageError(`chdir '${options.value('C')}': No such file or directory`);
    }
    return verbs[0] === 'c' ? await create(call, options, folder) : await readArchive(call, options, folder);
  },
};

function isExcluded(path: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => matchesPattern(path, pattern) || matchesPattern(posix.basename(path), pattern));
}

async function create(call: Call, options: ToyboxOptions, folder: string): Promise<number> {
  const { files } = call.system;
  const names = [...options.rest, ...(await namesOf(call, options))];
  if (names.length === 0) {
    throw new UsageError('empty archive');
  }
  const excluded = options.all('X');
  const within: Call = { ...call, session: { ...call.session, resolve: (path) => posix.resolve(folder, path) } };
  const records: Buffer[] = [];
  let code: number = EXIT_CODES.ok;
  for (const name of names) {
    try {
      for await (const { path, stat } of walkTree(within, name)) {
        if (isExcluded(path, excluded)) {
          continue;
        }
        const full = posix.resolve(folder, path);
        const data = stat.kind === 'file' ? await bytesOf(call, full) : Buffer.alloc(0);
        const target = stat.kind === 'link' ? await files.readLink(full) : '';
        const { mode, uid, gid, modified, kind } = stat;
        const names = { owner: ACCOUNTS[uid] ?? String(uid), group: ACCOUNTS[gid] ?? String(gid) };
        records.push(encodeEntry({ path: path.replace(/^\/+/, ''), kind, mode, uid, gid, ...names, modified, target, data }));
        await printVerbose(call, options, path);
      }
    } catch (error) {
      if (!(error instanceof FileError)) {
        throw error;
      }
      await call.printError(`tar: ${name}: ${error.message}\n`);
      code = EXIT_CODES.failure;
    }
  }
  if (code !== EXIT_CODES.ok) {
    await call.printError('tar: had errors\n');
  }
  const archive = Buffer.concat([...records, TAR_END]);
  const path = options.value('f');
  const isPacked = options.has('z') || (options.has('a') && /\.t?gz$/.test(path ?? ''));
  const data = isPacked ? gzipSync(archive) : archive;
  if (path === undefined || path === '-') {
    await call.io.stdout.write(data);
  } else {
    await writeFileOf(call, path, { data });
  }
  return code;
}

/** With `-f -` stdout carries the archive: names go to stderr. */
async function printVerbose(call: Call, options: ToyboxOptions, path: string): Promise<void> {
  if (options.has('v')) {
    const isOnStdout = options.has('O') || (options.has('c') && (options.value('f') ?? '-') === '-');
    await (isOnStdout ? call.printError : call.print)(`${path}\n`);
  }
}

async function namesOf(call: Call, options: ToyboxOptions): Promise<readonly string[]> {
  const path = options.value('T');
  return path === undefined ? [] : (await call.system.files.readText(call.session.resolve(path))).split('\n').filter(Boolean);
}

async function bytesOf(call: Call, full: string): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of call.system.files.read(full)) {
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

async function readArchive(call: Call, options: ToyboxOptions, folder: string): Promise<number> {
  const path = options.value('f');
  if (path !== undefined && path !== '-' && (await call.system.files.stat(call.session.resolve(path))) === null) {
    throw new UsageError(`${path}: No such file or directory`);
  }
  const packed =
    path === undefined || path === '-' ? await readAll(call.io.stdin) : await bytesOf(call, call.session.resolve(path));
  const isPacked = packed[0] === 0x1f && packed[1] === 0x8b;
  const entries = decodeArchive(isPacked ? gunzipSync(packed) : packed);
  const wanted = [...options.rest, ...(await namesOf(call, options))].map((name) => name.replace(/\/$/, ''));
  const excluded = options.all('X');
  let code: number = EXIT_CODES.ok;
  for (const entry of entries) {
    const isWanted = wanted.length === 0 || wanted.some((each) => entry.path === each || entry.path.startsWith(`${each}/`));
    if (!isWanted || isExcluded(entry.path, excluded)) {
      continue;
    }
    code = Math.max(code, await (options.has('t') ? listEntry(call, options, entry) : extract(call, options, { entry, folder })));
  }
  return code;
}

async function listEntry(call: Call, options: ToyboxOptions, entry: TarEntry): Promise<number> {
  const name = entry.kind === 'link' ? `${entry.path} -> ${entry.target}` : entry.path;
  const letter = { file: '-', directory: 'd', link: 'l', 'hard-link': 'h' }[entry.kind];
  const rights = [6, 3, 0].map((shift) => rightsOf((entry.mode >> shift) & 7)).join('');
  const when = formatDate(new Date(entry.modified * 1000), '%Y-%m-%d %H:%M');
  const details = `${letter}${rights} ${entry.owner}/${entry.group} ${String(entry.data.length).padStart(9)}  ${when} `;
  await call.print(`${options.has('v') ? details : ''}${name}\n`);
  return EXIT_CODES.ok;
}

function rightsOf(bits: number): string {
  return `${bits & 4 ? 'r' : '-'}${bits & 2 ? 'w' : '-'}${bits & 1 ? 'x' : '-'}`;
}

/** A path that leads out of the folder is left out, as toybox does. */
async function extract(
  call: Call,
  options: ToyboxOptions,
  { entry, folder }: { readonly entry: TarEntry; readonly folder: string },
): Promise<number> {
  const { files } = call.system;
  const parts = entry.path.split('/').filter((part) => part !== '' && part !== '.');
  const path = parts.slice(Number(options.value('S') ?? 0)).join('/');
  if (parts.includes('..')) {
    await call.printError(`tar: '${entry.path}' not under '${folder}'\n`);
    return EXIT_CODES.failure;
  }
  if (path === '') {
    return EXIT_CODES.ok;
  }
  if (options.has('O')) {
    await call.io.stdout.write(entry.data);
    return EXIT_CODES.ok;
  }
  const full = posix.join(folder, path);
  try {
    if (options.has('k') && (await files.stat(full, 'keep')) !== null) {
      return EXIT_CODES.ok;
    }
    await files.makeDirectory(entry.kind === 'directory' ? full : posix.dirname(full), 'make');
    await store(call, { entry, full, folder });
    if (entry.kind !== 'link' && !options.has('m')) {
      await files.setModified(full, entry.modified);
    }
    await printVerbose(call, options, entry.path);
    return EXIT_CODES.ok;
  } catch (error) {
    if (!(error instanceof FileError)) {
      throw error;
    }
    await call.printError(`tar: ${entry.path}: ${error.message}\n`);
    return EXIT_CODES.failure;
  }
}

interface Storing {
  readonly entry: TarEntry;
  readonly full: string;
  readonly folder: string;
}

async function store(call: Call, { entry, full, folder }: Storing): Promise<void> {
  const { files } = call.system;
  if (entry.kind === 'directory') {
    return;
  }
  if ((await files.stat(full, 'keep')) !== null) {
    await files.remove(full, 'file');
  }
  if (entry.kind === 'link') {
    await files.makeLink(full, entry.target);
    return;
  }
  // The device's file system has no hard links: the file is copied.
  const data = entry.kind === 'hard-link' ? await bytesOf(call, posix.join(folder, entry.target)) : entry.data;
  await writeFileOf(call, full, { data });
  await files.setMode(full, entry.mode);
}
