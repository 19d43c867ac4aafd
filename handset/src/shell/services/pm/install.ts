import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { InstallError } from '../../../errors.ts';
import { FileError } from '../../../files/file-error.ts';
import type { Call } from '../../command.ts';
import { EXIT_CODES } from '../../exit-codes.ts';
import { parseOptions, requireInteger, UsageError } from '../../options.ts';
import { printException } from '../exception-text.ts';
import { InstallOptionError, type PmInstallRequest, parseInstallOptions } from './install-options.ts';

/** `install [-r…] [-S SIZE] [PATH | -]` installs a file of the device, or SIZE bytes from stdin. */
export async function installPackage(call: Call, args: readonly string[]): Promise<number> {
  return await withOptions(call, { verb: 'install', args }, async (request) => {
    const path = request.rest[0] ?? '-';
    if (path !== '-') {
      return await installAndAnswer(call, request, async () => await call.system.files.hostFile(call.session.resolve(path)));
    }
    const received = await receiveApk(call, requireInteger(request.size, '-S, the number of bytes on stdin,'));
    try {
      return await installAndAnswer(call, request, async () => received);
    } finally {
      await rm(received, { force: true });
    }
  });
}

export async function createSession(call: Call, args: readonly string[]): Promise<number> {
  return await withOptions(call, { verb: 'install-create', args }, async ({ options, grantsAll }) => {
    const id = call.system.sessions.create({ options, grantsAll });
    await call.print(`Success: created install session [${id}]\n`);
    return EXIT_CODES.ok;
  });
}

interface Words {
  readonly verb: string;
  readonly args: readonly string[];
}

/** Reads the options. A wrong one is printed as Android prints it; bytes that the host has announced are read before. */
async function withOptions(
  call: Call,
  { verb, args }: Words,
  work: (request: PmInstallRequest) => Promise<number>,
): Promise<number> {
  let request: PmInstallRequest;
  try {
    request = parseInstallOptions(args);
  } catch (error) {
    if (!(error instanceof InstallOptionError)) {
      throw error;
    }
    const size = Number(args[args.indexOf('-S') + 1]);
    if (verb === 'install' && args.includes('-S') && Number.isSafeInteger(size)) {
      await rm(await receiveApk(call, size), { force: true });
    }
    return await printException(call, verb, error.message);
  }
  return await work(request);
}

/** `install-write -S SIZE ID NAME [PATH | -]`. */
export async function writeSession(call: Call, args: readonly string[]): Promise<number> {
  const { values, rest } = parseOptions(args, { values: ['-S'] });
  const [id, name = '', path = '-'] = rest;
  const session = call.system.sessions.get(requireInteger(id, 'the session'));
  const size = path === '-' ? requireInteger(values.get('-S'), '-S, the number of bytes on stdin,') : null;
  // The announced bytes are read even when the session is unknown, because the host writes them before it reads the answer.
  const part = size === null ? await copyApk(call, path) : await receiveApk(call, size);
  if (session === null) {
    await rm(part, { force: true });
    await call.printError(`Error: no install session ${id}\n`);
    return EXIT_CODES.failure;
  }
  session.parts.set(name, part);
  await call.print(`Success: streamed ${size ?? 0} bytes\n`);
  return EXIT_CODES.ok;
}

export async function commitSession(call: Call, args: readonly string[]): Promise<number> {
  const session = call.system.sessions.take(requireInteger(args[0], 'the session'));
  if (session === null) {
    await call.print(`Failure [INSTALL_FAILED_INVALID_APK: no install session ${args[0]}]\n`);
    return EXIT_CODES.failure;
  }
  const parts = [...session.parts.values()];
  try {
    return await answer(call, async () => {
      const [only] = parts;
      if (only === undefined || parts.length > 1) {
        const names = [...session.parts.keys()].join(', ');
        throw new InstallError(
          'INSTALL_FAILED_INVALID_APK',
          `this handset installs one APK a package, not ${parts.length} (${names})`,
        );
      }
      await install(call, only, session);
    });
  } finally {
    await Promise.all(parts.map(async (part) => await rm(part, { force: true })));
  }
}

export async function abandonSession(call: Call, args: readonly string[]): Promise<number> {
  const session = call.system.sessions.take(requireInteger(args[0], 'the session'));
  await Promise.all([...(session?.parts.values() ?? [])].map(async (part) => await rm(part, { force: true })));
  await call.print('Success\n');
  return EXIT_CODES.ok;
}

async function installAndAnswer(call: Call, request: PmInstallRequest, locate: () => Promise<string>): Promise<number> {
  return await answer(call, async () => {
    await install(call, await locateOrRefuse(locate), request);
  });
}

async function locateOrRefuse(locate: () => Promise<string>): Promise<string> {
  try {
    return await locate();
  } catch (error) {
    if (error instanceof FileError) {
      throw new InstallError('INSTALL_FAILED_INVALID_URI', error.message, { cause: error });
    }
    throw error;
  }
}

async function install(
  call: Call,
  apkPath: string,
  { options, grantsAll }: Pick<PmInstallRequest, 'options' | 'grantsAll'>,
): Promise<void> {
  const { apps, packages } = call.system.device;
  const installed = await packages.install(apkPath, options);
  await apps.forceStop(installed.name);
  if (grantsAll) {
    for (const permission of installed.refusedPermissions) {
      await packages.decide(installed.name, permission, 'granted');
    }
  }
}

/** Prints `Success` or `Failure [CODE: reason]`, as adb expects it. */
async function answer(call: Call, work: () => Promise<void>): Promise<number> {
  try {
    await work();
    await call.print('Success\n');
    return EXIT_CODES.ok;
  } catch (error) {
    if (!(error instanceof InstallError)) {
      throw error;
    }
    await call.print(`Failure [${error.code}: ${oneLine(error.message)}]\n`);
    return EXIT_CODES.failure;
  }
}

function oneLine(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '').join(' ');
}

/** Writes `size` bytes of stdin into a new host file. */
async function receiveApk({ io, system }: Call, size: number): Promise<string> {
  const path = system.files.takeScratchPath('.apk');
  await pipeline(async function* () {
    let missing = size;
    while (missing > 0) {
      const piece = await io.stdin.read();
      if (piece === null) {
        throw new UsageError(`${size} bytes were announced, ${size - missing} arrived`);
      }
      missing -= piece.length;
      yield piece;
    }
  }, createWriteStream(path));
  return path;
}

async function copyApk({ session, system }: Call, path: string): Promise<string> {
  const copy = system.files.takeScratchPath('.apk');
  await pipeline(system.files.read(session.resolve(path)), createWriteStream(copy));
  return copy;
}
