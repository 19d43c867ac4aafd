import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Authority, isLeafFresh, makeAuthority, makeLeaf } from './http/certificates.ts';
import type { Issued } from './http/issue-certificate.ts';
import type { RandomBytes } from './random.ts';
import { makePrivateKeyPem } from './state/gateway-keys.ts';

/** What outlives a run: the certificate authority and the keys of gateway and platform. Without a folder all of it is made for the run. */
export interface Keeping {
  readonly authority: Authority;
  readonly gatewayKeyPem: string;
  readonly platformKeyPem: string;
}

export async function openDataFolder(folder: string | undefined, random: RandomBytes): Promise<Keeping> {
  const kept = folder === undefined ? null : await readKept(folder);
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
  return { authority, gatewayKeyPem, platformKeyPem };
}

async function readKept(folder: string): Promise<Keeping | null> {
  const gatewayKeyPem = await readText(join(folder, 'gateway.key.pem'));
  const platformKeyPem = await readText(join(folder, 'platform.key.pem'));
  const root = await readIssued(folder, 'root');
  const intermediate = await readIssued(folder, 'intermediate');
  const leaf = await readIssued(folder, 'leaf');
  if (gatewayKeyPem === null || platformKeyPem === null || root === null || intermediate === null || leaf === null) {
    return null;
  }
  return { gatewayKeyPem, platformKeyPem, authority: { root, intermediate, leaf } };
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

async function writeKept(folder: string, { authority, gatewayKeyPem, platformKeyPem }: Keeping): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writePrivate(join(folder, 'gateway.key.pem'), gatewayKeyPem);
  await writePrivate(join(folder, 'platform.key.pem'), platformKeyPem);
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
