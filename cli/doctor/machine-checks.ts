import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify, stripVTControlCharacters } from 'node:util';
import type { Finding } from '../../conformance/src/by-hand.ts';
import type { Terminal } from '../terminal.ts';

type Env = Terminal['env'];

/** What the command line needs of this machine, one row a thing. `need` says who cannot work without it; `note` rows fail nothing. */
interface MachineCheck {
  readonly name: string;
  readonly need: string;
  readonly isOptional: boolean;
  readonly cure: string;
  /** What is there; throws, or rejects, with why it is not. */
  readonly look: (env: Env) => Promise<string>;
}

const PACKAGE = import.meta.url.endsWith('.js') ? '../../../' : '../../';
const LIMIT_MS = 10_000;
const NEEDED_BYTES = 2e9;
/** The ports of `quhao serve` where none is named. */
const PORTS = [7080, 7443, 7084, 7444, 7900] as const;

const MACHINE_CHECKS = [
  { name: 'node', need: 'all of quhao', isOptional: false, cure: 'install Node 20.19 or newer', look: lookAtNode },
  {
    name: 'jdk',
    need: 'the virtual handset, probes',
    isOptional: false,
    cure: 'install a JDK 17 (Debian: apt install openjdk-17-jdk-headless), or set JAVA_HOME',
    look: lookAtJdk,
  },
  {
    name: 'adb',
    need: 'quhao conform, devices',
    isOptional: false,
    cure: 'install adb (Debian: apt install adb)',
    look: (env) => firstLine('adb', ['version'], env),
  },
  {
    name: 'maven',
    need: 'the jars of others that the virtual handset and probes fetch once',
    isOptional: true,
    cure: 'install Maven (Debian: apt install maven)',
    look: (env) => firstLine('mvn', ['-v'], env),
  },
  {
    name: 'parts',
    need: 'quhao conform, handset, probe',
    isOptional: false,
    cure: 'scripts/setup builds them',
    look: lookAtParts,
  },
  {
    name: 'namespaces',
    need: 'handsets that see nothing of this machine',
    isOptional: true,
    cure: 'allow unprivileged user namespaces, or run as root; docs/limits.md says what holds without',
    look: lookAtNamespaces,
  },
  {
    name: 'kvm',
    need: 'the Android emulator; the virtual handset needs none',
    isOptional: true,
    cure: 'an emulator without /dev/kvm is slow: use the virtual handset',
    look: lookAtKvm,
  },
  {
    name: 'ports',
    need: 'quhao serve without --bearer, --control, …',
    isOptional: true,
    cure: 'end what listens there, or: quhao serve --bearer 0 --token 0 --exchange 0 --exchange-tls 0 --control 0',
    look: lookAtPorts,
  },
  { name: 'disk', need: 'runs, caches', isOptional: false, cure: 'free 2 GB in the home folder', look: lookAtDisk },
] as const satisfies readonly MachineCheck[];

export async function examineMachine(env: Env): Promise<readonly Finding[]> {
  return Promise.all(MACHINE_CHECKS.map((check) => examine(check, env)));
}

async function examine({ name, need, isOptional, cure, look }: MachineCheck, env: Env): Promise<Finding> {
  try {
    return { name, status: 'ok', text: await look(env), cure: null };
  } catch (error) {
    const why = error instanceof Error ? plainLine(error.message) : String(error);
    return { name, status: isOptional ? 'note' : 'bad', text: `${why} (needed by ${need})`, cure };
  }
}

async function lookAtNode(): Promise<string> {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Error(`Node ${process.versions.node} is too old`);
  }
  return process.versions.node;
}

async function lookAtJdk(env: Env): Promise<string> {
  const home = env['JAVA_HOME'] ?? '';
  const line = await firstLine(home === '' ? 'javac' : join(home, 'bin/javac'), ['-version'], env);
  const version = /(\d+)[\d.]*/.exec(line);
  if (Number(version?.[1]) < 17) {
    throw new Error(`${line}: 17 or newer is needed`);
  }
  return line;
}

async function firstLine(command: string, args: readonly string[], env: Env): Promise<string> {
  try {
    const { stdout, stderr } = await promisify(execFile)(command, [...args], { env: { ...env }, timeout: LIMIT_MS });
    return plainLine(stdout || stderr);
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ENOENT' ? new Error(`${command} is not there`, { cause: error }) : error;
  }
}

/** The first line, without the colours that some programs write into a pipe too. */
function plainLine(text: string): string {
  return (stripVTControlCharacters(text).split('\n')[0] ?? '').trim();
}

async function lookAtParts(): Promise<string> {
  const parts = ['android-probe/build/probe.apk', 'handset/runtime/target/quhao-runtime.jar'];
  for (const part of parts) {
    await access(fileURLToPath(new URL(`${PACKAGE}${part}`, import.meta.url))).catch((error: unknown) => {
      throw new Error(`${part} is not built`, { cause: error });
    });
  }
  return 'probe and Android runtime are built';
}

async function lookAtNamespaces(env: Env): Promise<string> {
  const method = process.getuid?.() === 0 ? '-nm' : '-rnm';
  await firstLine('unshare', [method, 'true'], env);
  return `network and files of their own (unshare ${method})`;
}

async function lookAtKvm(): Promise<string> {
  await access('/dev/kvm', constants.R_OK | constants.W_OK).catch((error: NodeJS.ErrnoException) => {
    throw new Error(error.code === 'ENOENT' ? '/dev/kvm is not there' : `/dev/kvm may not be used (${error.code})`, {
      cause: error,
    });
  });
  return '/dev/kvm may be used';
}

async function lookAtPorts(): Promise<string> {
  const states = await Promise.all(PORTS.map(async (port) => [port, await isFree(port)] as const));
  const taken = states.filter(([, free]) => !free).map(([port]) => port);
  if (taken.length > 0) {
    throw new Error(`${taken.join(', ')} ${taken.length === 1 ? 'is' : 'are'} taken`);
  }
  return `${PORTS.join(', ')} are free`;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

async function lookAtDisk(env: Env): Promise<string> {
  const { bavail, bsize } = await statfs(env['HOME'] || homedir());
  const free = bavail * bsize;
  const text = `${(free / 1e9).toFixed(1)} GB free in the home folder`;
  if (free < NEEDED_BYTES) {
    throw new Error(text);
  }
  return text;
}
