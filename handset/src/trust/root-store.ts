import { X509Certificate } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { InstalledRoot, RootCertificates, TrustStore } from '../device.ts';
import { HandsetError } from '../errors.ts';

const STORES: readonly TrustStore[] = ['system', 'user'];

/** Apps for a later Android trust no roots of the user (network_security_config's default since API 24). */
const LAST_API_WITH_USER_ROOTS = 23;

/** Root certificates that were added to the device, as PEM files of a folder. They survive restarts; a process reads them when it starts. */
export class RootStore implements RootCertificates {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async install(pem: string, store: TrustStore): Promise<InstalledRoot> {
    const certificate = requireRoot(pem);
    const root = describe(certificate, store);
    await this.#delete(root.id);
    await mkdir(join(this.#folder, store), { recursive: true });
    await writeFile(join(this.#folder, store, `${root.id}.pem`), certificate.toString());
    return root;
  }

  async remove(id: string): Promise<void> {
    if (!(await this.list()).some((root) => root.id === id)) {
      throw new HandsetError('NO_ROOT', `no root ${id} was added; cmd quhao ca list prints them all`);
    }
    await this.#delete(id);
  }

  async list(): Promise<readonly InstalledRoot[]> {
    const stored = await Promise.all(STORES.map(async (store) => (await this.#read(store)).map((one) => describe(one, store))));
    return stored.flat();
  }

  /** What an app trusts beside the roots that the device has anyway, one PEM after the other. */
  async pemFor({ targetSdk }: { readonly targetSdk: number }): Promise<string> {
    const stores = targetSdk > LAST_API_WITH_USER_ROOTS ? (['system'] as const) : STORES;
    return (await Promise.all(stores.map((store) => this.pemOf(store)))).join('');
  }

  /** The roots of one store, one PEM after the other. */
  async pemOf(store: TrustStore): Promise<string> {
    return (await this.#read(store)).join('');
  }

  async #delete(id: string): Promise<void> {
    for (const store of STORES) {
      await rm(join(this.#folder, store, `${id}.pem`), { force: true });
    }
  }

  async #read(store: TrustStore): Promise<readonly X509Certificate[]> {
    const folder = join(this.#folder, store);
    const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') {
        return [];
      }
      throw error;
    });
    return Promise.all(names.toSorted().map(async (name) => new X509Certificate(await readFile(join(folder, name)))));
  }
}

function requireRoot(pem: string): X509Certificate {
  try {
    const certificate = new X509Certificate(pem);
    if (certificate.ca) {
      return certificate;
    }
  } catch (error) {
    throw new HandsetError('BAD_ROOT', `the file is no certificate in PEM form: ${String(error)}`, { cause: error });
  }
  throw new HandsetError('BAD_ROOT', 'the certificate is no certificate authority (basicConstraints CA is missing)');
}

function describe(certificate: X509Certificate, store: TrustStore): InstalledRoot {
  const id = certificate.fingerprint256.replaceAll(':', '').slice(0, 16).toLowerCase();
  return { id, store, subject: certificate.subject.replaceAll('\n', ', ') };
}
