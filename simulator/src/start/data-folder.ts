import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode, StartError } from '../model/start-error.ts';
import { hexText, type RandomBytes } from '../random.ts';
import { makePrivateKeyPem } from '../scope/gateway-keys.ts';
import { type Authority, isIssuedBy, isLeafFresh, leafHosts, makeIntermediate, makeLeaf, makeRoot } from '../tls/certificates.ts';
import type { Issued } from '../tls/issue-certificate.ts';

/**
 * What outlives a run: the certificate authority, the keys of gateway and platform, the control API's bearer token (a script that has it need not be told
 * again). Without a folder all of it is made for the run.
 */
export interface Keeping {
  readonly authority: Authority;
  readonly gatewayKeyPem: string;
  readonly platformKeyPem: string;
  readonly controlToken: string;
  /** What a folder that was used before had lost, what was made in its place and who will notice: a sentence each. */
  readonly losses: readonly string[];
}

export interface FolderNeeds {
  readonly random: RandomBytes;
  /** Names and addresses that the leaf is for besides our own. */
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

type FileName = (typeof FILES)[number];
type Files = Readonly<Partial<Record<FileName, string>>>;

/** Only what is missing is made, and only what was made is written: a phone that trusts the root goes on trusting it. */
export async function openDataFolder(folder: string | undefined, needs: FolderNeeds): Promise<Keeping> {
  const kept = folder === undefined ? {} : await readFiles(folder);
  const making = new Making(kept);
  const hosts = leafHosts(needs.certificateHosts);
  const [authority, gatewayKeyPem, platformKeyPem] = await Promise.all([
    openAuthority(making, { random: needs.random, hosts }),
    openKey(making, 'gateway.key.pem', 'an SDK that has the old public key is refused with 103101 until it is given the new one'),
    openKey(making, 'platform.key.pem', 'numbers encrypted with the old platform key (keyType 1) no longer open'),
  ]);
  const controlToken = openControlToken(making, needs.random);
  if (folder !== undefined) {
    await writeFiles(folder, making.made);
  }
  return { authority, gatewayKeyPem, platformKeyPem, controlToken, losses: making.losses };
}

/** What a folder holds, what is made for it, and what is said of that. */
class Making {
  readonly kept: Files;
  readonly made: Partial<Record<FileName, string>> = {};
  readonly losses: string[] = [];

  constructor(kept: Files) {
    this.kept = kept;
  }

  /** Of a folder that is new nothing is lost. */
  describeLoss(names: readonly FileName[], consequence: string): void {
    if (Object.keys(this.kept).length > 0) {
      const gone = names.filter((name) => this.kept[name] === undefined);
      const what =
        gone.length > 0 ? `${gone.join(' and ')} ${gone.length === 1 ? 'was' : 'were'} gone` : `${names[0]} did not fit`;
      this.losses.push(`${what} and had to be made anew: ${consequence}`);
    }
  }

  put(name: 'root' | 'intermediate' | 'leaf', { certificatePem, privateKeyPem }: Issued): void {
    this.made[`${name}.key.pem`] = privateKeyPem;
    this.made[`${name}.pem`] = certificatePem;
  }
}

interface AuthorityNeeds {
  readonly random: RandomBytes;
  readonly hosts: readonly string[];
}

/** The root's own key is needed only where an intermediate has to be made: without it, all else goes on. */
async function openAuthority(making: Making, { random, hosts }: AuthorityNeeds): Promise<Authority> {
  const { kept } = making;
  const keptRoot = kept['root.pem'];
  const keptIntermediate = pairOf(kept, 'intermediate');
  if (keptRoot !== undefined && keptIntermediate !== null && isIssuedBy(keptIntermediate, keptRoot)) {
    const leaf = await openLeaf(making, keptIntermediate, { random, hosts });
    return { root: { certificatePem: keptRoot }, intermediate: keptIntermediate, leaf, hosts };
  }
  const root = pairOf(kept, 'root') ?? (await makeLostRoot(making, random));
  const intermediate = await makeIntermediate(root, random);
  making.put('intermediate', intermediate);
  if (making.made['root.pem'] === undefined) {
    making.describeLoss(['intermediate.pem', 'intermediate.key.pem'], 'it is under the same root, so that nobody notices');
  }
  const leaf = await makeLeaf({ intermediate, hosts }, random);
  making.put('leaf', leaf);
  return { root, intermediate, leaf, hosts };
}

async function makeLostRoot(making: Making, random: RandomBytes): Promise<Issued> {
  const root = await makeRoot(random);
  making.put('root', root);
  making.describeLoss(
    ['root.pem', 'root.key.pem'],
    'every phone and client that trusts the old root must be given the new one (/quhao/ca.pem on the bearer listener)',
  );
  return root;
}

async function openLeaf(making: Making, intermediate: Issued, { random, hosts }: AuthorityNeeds): Promise<Issued> {
  const kept = pairOf(making.kept, 'leaf');
  if (kept !== null && isIssuedBy(kept, intermediate.certificatePem) && isLeafFresh(kept, hosts)) {
    return kept;
  }
  const leaf = await makeLeaf({ intermediate, hosts }, random);
  making.put('leaf', leaf);
  return leaf;
}

async function openKey(making: Making, name: 'gateway.key.pem' | 'platform.key.pem', consequence: string): Promise<string> {
  const kept = making.kept[name];
  if (kept !== undefined) {
    return kept;
  }
  making.describeLoss([name], consequence);
  const made = await makePrivateKeyPem();
  making.made[name] = made;
  return made;
}

const CONTROL_TOKEN = /^[0-9a-f]{32}\n$/;

/** The kept one; where there is none, or something that is no token, a new one. */
function openControlToken(making: Making, random: RandomBytes): string {
  const kept = making.kept['control-token'];
  if (kept !== undefined && CONTROL_TOKEN.test(kept)) {
    return kept.trim();
  }
  making.describeLoss(['control-token'], 'scripts that kept the old token are refused with 401');
  const made = hexText(random, 16);
  making.made['control-token'] = `${made}\n`;
  return made;
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
  const texts = await Promise.all(FILES.map(async (name) => [name, await readKept(folder, name)] as const));
  return Object.fromEntries(texts.filter(([, text]) => text !== null));
}

async function readKept(folder: string, name: FileName): Promise<string | null> {
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
      createPrivateKey(text);
    } else {
      new X509Certificate(text);
    }
  } catch (error) {
    throw new StartError(
      'data-folder',
      `${path} is no ${isKey ? 'private key' : 'certificate'} in PEM form (${errorCode(error)}). Put back what stood there, or remove the file: it is then made anew`,
      { cause: error },
    );
  }
}

async function writeFiles(folder: string, files: Files): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    for (const [name, text] of Object.entries(files)) {
      await writePrivate(join(folder, name), text);
    }
  } catch (error) {
    throw unusable(folder, 'writing to it', error);
  }
}

function unusable(folder: string, tried: string, error: unknown): StartError {
  return new StartError(
    'data-folder',
    `${folder} cannot be the data folder: ${tried} gave ${errorCode(error)}. Name a folder that may be written to, or none`,
    { cause: error },
  );
}

/** Whole or not at all: two simulators may start on one folder. */
async function writePrivate(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, text, { mode: 0o600 });
  await rename(draft, path);
}
