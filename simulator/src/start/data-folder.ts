import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errorCode, StartError } from '../model/start-error.ts';
import { hexText, type RandomBytes } from '../random.ts';
import { makePrivateKeyPem } from '../scope/gateway-keys.ts';
import { type Authority, isIssuedBy, isLeafFresh, leafHosts, makeIntermediate, makeLeaf, makeRoot } from '../tls/certificates.ts';
import type { Issued } from '../tls/issue-certificate.ts';
import { closeToOthers } from './file-modes.ts';

/**
 * What a simulator has across its runs: the certificate authority, the keys of gateway and platform, and the control API's bearer token, which scripts may
 * have. Without a folder all of it is created for the run.
 */
export interface DataFolder {
  readonly authority: Authority;
  readonly gatewayKeyPem: string;
  readonly platformKeyPem: string;
  readonly controlToken: string;
  /** What was missing in a folder that was used before, and who will notice that it was created again; and what was open to others: a sentence each. */
  readonly losses: readonly string[];
}

export interface FolderNeeds {
  readonly random: RandomBytes;
  /** Names and addresses that the leaf certificate is for, besides the gateway's own. */
  readonly certificateHosts: readonly string[];
}

const FILES = [
  'root.pem',
  'root.key.pem',
  'intermediate.pem',
  'intermediate.key.pem',
  'leaf.pem',
  'leaf.key.pem',
  'gateway.key.pem',
  'platform.key.pem',
  'control-token',
] as const;

/** Whoever reads it can pass for the simulator, or for its owner. */
function isPrivate(name: FileName): boolean {
  return name.endsWith('.key.pem') || name === 'control-token';
}

type FileName = (typeof FILES)[number];
type Files = Readonly<Partial<Record<FileName, string>>>;

/** Creates and writes only what is missing, so that a phone that trusts the root continues to trust it. */
export async function openDataFolder(folder: string | undefined, needs: FolderNeeds): Promise<DataFolder> {
  const mended = folder === undefined ? [] : await closeToOthers(folder, FILES.filter(isPrivate));
  const stored = folder === undefined ? {} : await readFiles(folder);
  const files = new FolderFiles(stored);
  files.losses.push(...mended);
  const hosts = leafHosts(needs.certificateHosts);
  const [authority, gatewayKeyPem, platformKeyPem] = await Promise.all([
    openAuthority(files, { random: needs.random, hosts }),
    openKey(files, 'gateway.key.pem', 'an SDK that has the old public key is refused with 103101 until it is given the new one'),
    openKey(files, 'platform.key.pem', 'numbers encrypted with the old platform key (keyType 1) no longer open'),
  ]);
  const controlToken = openControlToken(files, needs.random);
  if (folder !== undefined) {
    await writeFiles(folder, files.created);
  }
  return { authority, gatewayKeyPem, platformKeyPem, controlToken, losses: files.losses };
}

/** The files that a folder had, those that were created, and what is reported of that. */
class FolderFiles {
  readonly stored: Files;
  readonly created: Partial<Record<FileName, string>> = {};
  readonly losses: string[] = [];

  constructor(stored: Files) {
    this.stored = stored;
  }

  /** Reports a loss. A new folder has lost nothing. */
  describeLoss(names: readonly FileName[], consequence: string): void {
    if (Object.keys(this.stored).length > 0) {
      const gone = names.filter((name) => this.stored[name] === undefined);
      const what =
        gone.length > 0 ? `${gone.join(' and ')} ${gone.length === 1 ? 'was' : 'were'} gone` : `${names[0]} did not fit`;
      this.losses.push(`${what} and had to be made anew: ${consequence}`);
    }
  }

  put(name: 'root' | 'intermediate' | 'leaf', { certificatePem, privateKeyPem }: Issued): void {
    this.created[`${name}.key.pem`] = privateKeyPem;
    this.created[`${name}.pem`] = certificatePem;
  }
}

interface AuthorityNeeds {
  readonly random: RandomBytes;
  readonly hosts: readonly string[];
}

/** The root's private key is needed only to create an intermediate; without it everything else works. */
async function openAuthority(files: FolderFiles, { random, hosts }: AuthorityNeeds): Promise<Authority> {
  const { stored } = files;
  const storedRoot = stored['root.pem'];
  const storedIntermediate = pairOf(stored, 'intermediate');
  if (storedRoot !== undefined && storedIntermediate !== null && isIssuedBy(storedIntermediate, storedRoot)) {
    const leaf = await openLeaf(files, storedIntermediate, { random, hosts });
    return { root: { certificatePem: storedRoot }, intermediate: storedIntermediate, leaf, hosts };
  }
  const root = pairOf(stored, 'root') ?? (await createLostRoot(files, random));
  const intermediate = await makeIntermediate(root, random);
  files.put('intermediate', intermediate);
  if (files.created['root.pem'] === undefined) {
    files.describeLoss(['intermediate.pem', 'intermediate.key.pem'], 'it is under the same root, so that nobody notices');
  }
  const leaf = await makeLeaf({ intermediate, hosts }, random);
  files.put('leaf', leaf);
  return { root, intermediate, leaf, hosts };
}

async function createLostRoot(files: FolderFiles, random: RandomBytes): Promise<Issued> {
  const root = await makeRoot(random);
  files.put('root', root);
  files.describeLoss(
    ['root.pem', 'root.key.pem'],
    'every phone and client that trusts the old root must be given the new one (/quhao/ca.pem on the bearer listener)',
  );
  return root;
}

async function openLeaf(files: FolderFiles, intermediate: Issued, { random, hosts }: AuthorityNeeds): Promise<Issued> {
  const stored = pairOf(files.stored, 'leaf');
  if (stored !== null && isIssuedBy(stored, intermediate.certificatePem) && isLeafFresh(stored, hosts)) {
    return stored;
  }
  const leaf = await makeLeaf({ intermediate, hosts }, random);
  files.put('leaf', leaf);
  return leaf;
}

async function openKey(files: FolderFiles, name: 'gateway.key.pem' | 'platform.key.pem', consequence: string): Promise<string> {
  const stored = files.stored[name];
  if (stored !== undefined) {
    return stored;
  }
  files.describeLoss([name], consequence);
  const created = await makePrivateKeyPem();
  files.created[name] = created;
  return created;
}

const CONTROL_TOKEN = /^[0-9a-f]{32}\n$/;

/** The stored token; a new one if there is none or it is not a token. */
function openControlToken(files: FolderFiles, random: RandomBytes): string {
  const stored = files.stored['control-token'];
  if (stored !== undefined && CONTROL_TOKEN.test(stored)) {
    return stored.trim();
  }
  files.describeLoss(['control-token'], 'scripts that have the old token are refused with 401');
  const created = hexText(random, 16);
  files.created['control-token'] = `${created}\n`;
  return created;
}

/** A certificate and the key that belongs to it. */
function pairOf(files: Files, name: 'root' | 'intermediate' | 'leaf'): Issued | null {
  const certificatePem = files[`${name}.pem`];
  const privateKeyPem = files[`${name}.key.pem`];
  if (certificatePem === undefined || privateKeyPem === undefined) {
    return null;
  }
  const isPair = new X509Certificate(certificatePem).checkPrivateKey(createPrivateKey(privateKeyPem));
  return isPair ? { certificatePem, privateKeyPem } : null;
}

async function readFiles(folder: string): Promise<Files> {
  const texts = await Promise.all(FILES.map(async (name) => [name, await readStored(folder, name)] as const));
  return Object.fromEntries(texts.filter(([, text]) => text !== null));
}

async function readStored(folder: string, name: FileName): Promise<string | null> {
  const path = join(folder, name);
  try {
    const text = await readFile(path, 'utf8');
    judgePem(path, text);
    return text;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') {
      return null;
    }
    throw error instanceof StartError ? error : unusable(folder, `reading ${name}`, error);
  }
}

function judgePem(path: string, text: string): void {
  const isKey = path.endsWith('.key.pem');
  if (!path.endsWith('.pem')) {
    return;
  }
  try {
    if (isKey) {
      needRsa(path, createPrivateKey(text));
    } else {
      new X509Certificate(text);
    }
  } catch (error) {
    if (error instanceof StartError) {
      throw error;
    }
    throw new StartError(
      'data-folder',
      `${path} is no ${isKey ? 'private key' : 'certificate'} in PEM form (${errorCode(error)}). Put back what stood there, or remove the file: it is then made anew`,
      { cause: error },
    );
  }
}

/** Number requests are sealed for the gateway's key, numbers for the platform's, and certificates are RSA too (wire.md §1, §2, §5). */
function needRsa(path: string, { asymmetricKeyType }: KeyObject): void {
  if (asymmetricKeyType !== 'rsa') {
    throw new StartError(
      'data-folder',
      `${path} is a key of type ${asymmetricKeyType ?? 'unknown'}, and RSA is needed. Put back what stood there, or remove the file: it is then made anew`,
    );
  }
}

async function writeFiles(folder: string, files: Files): Promise<void> {
  try {
    await makeFolder(folder);
    for (const [name, text] of Object.entries(files)) {
      await writePrivate(join(folder, name), text);
    }
  } catch (error) {
    throw unusable(folder, 'writing to it', error);
  }
}

/** Unlike mkdir's `recursive`, which never returns where a file system refuses new folders with ENOENT, as /proc does (Node 20). */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' && dirname(path) !== path) {
      await makeFolder(dirname(path));
      await mkdir(path, { mode: 0o700 });
    } else if (code !== 'EEXIST') {
      throw error;
    }
  }
}

function unusable(folder: string, tried: string, error: unknown): StartError {
  return new StartError(
    'data-folder',
    `${folder} cannot be the data folder: ${tried} gave ${errorCode(error)}. Name a folder that may be written to, or none`,
    { cause: error },
  );
}

/** Writes the file atomically: two simulators may start on one folder. */
async function writePrivate(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, text, { mode: 0o600 });
  await rename(draft, path);
}
