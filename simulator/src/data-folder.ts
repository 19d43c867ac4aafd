import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Authority, isLeafFresh, makeAuthority, makeLeaf } from './http/certificates.ts';
import type { Issued } from './http/issue-certificate.ts';
import { hexText, type RandomBytes } from './random.ts';
import { makePrivateKeyPem } from './state/gateway-keys.ts';

/**
 * What outlives a run: the certificate authority, the keys of gateway and platform, the control API's bearer token (a script that has it need not be told
 * again). Without a folder all of it is made for the run.
 */
export interface Keeping {
  readonly authority: Authority;
  readonly gatewayKeyPem: string;
  readonly platformKeyPem: string;
  readonly controlToken: string;
}

export async function openDataFolder(folder: string | undefined, random: RandomBytes): Promise<Keeping> {
  const kept = folder === undefined ? null : await readKept(folder, random);
  if (kept !== null && isLeafFresh(kept.authority.leaf)) {
    return kept;
  }
  const made =
    kept === null
      ? await makeAll(random)
      : { ...kept, authority: { ...kept.authority, leaf: await makeLeaf(kept.authority.intermediate, random) } };
  if (folder !== undefined) {
    await writeKept(folder, made);
  }
  return made;
}

async function makeAll(random: RandomBytes): Promise<Keeping> {
  const [authority, gatewayKeyPem, platformKeyPem] = await Promise.all([
    makeAuthority(random),
    makePrivateKeyPem(),
    makePrivateKeyPem(),
  ]);
  return { authority, gatewayKeyPem, platformKeyPem, controlToken: hexText(random, 16) };
}

const CONTROL_TOKEN = /^[0-9a-f]{32}\n$/;

/** The kept one; where there is none, or something that is no token, a new one. */
async function controlTokenOf(folder: string, random: RandomBytes): Promise<string> {
  const path = join(folder, 'control-token');
  const text = await readText(path);
  if (text !== null && CONTROL_TOKEN.test(text)) {
    return text.trim();
  }
  const made = hexText(random, 16);
  await writePrivate(path, `${made}\n`);
  return made;
}

async function readKept(folder: string, random: RandomBytes): Promise<Keeping | null> {
  const gatewayKeyPem = await readText(join(folder, 'gateway.key.pem'));
  const platformKeyPem = await readText(join(folder, 'platform.key.pem'));
  const root = await readIssued(folder, 'root');
  const intermediate = await readIssued(folder, 'intermediate');
  const leaf = await readIssued(folder, 'leaf');
  if (gatewayKeyPem === null || platformKeyPem === null || root === null || intermediate === null || leaf === null) {
    return null;
  }
  const controlToken = await controlTokenOf(folder, random);
  return { gatewayKeyPem, platformKeyPem, controlToken, authority: { root, intermediate, leaf } };
}

async function readIssued(folder: string, name: string): Promise<Issued | null> {
  const [certificatePem, privateKeyPem] = await Promise.all([
    readText(join(folder, `${name}.pem`)),
    readText(join(folder, `${name}.key.pem`)),
  ]);
  return certificatePem === null || privateKeyPem === null ? null : { certificatePem, privateKeyPem };
}

async function readText(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return null;
    }
    throw error;
  }
}

async function writeKept(folder: string, { authority, gatewayKeyPem, platformKeyPem, controlToken }: Keeping): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writePrivate(join(folder, 'gateway.key.pem'), gatewayKeyPem);
  await writePrivate(join(folder, 'platform.key.pem'), platformKeyPem);
  await writePrivate(join(folder, 'control-token'), `${controlToken}\n`);
  for (const name of ['root', 'intermediate', 'leaf'] as const) {
    await writePrivate(join(folder, `${name}.key.pem`), authority[name].privateKeyPem);
    await writePrivate(join(folder, `${name}.pem`), authority[name].certificatePem);
  }
}

/** Whole or not at all: two simulators may start on one folder. */
async function writePrivate(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, text, { mode: 0o600 });
  await rename(draft, path);
}
