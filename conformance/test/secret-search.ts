import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GatewayRequest } from '../src/observations.ts';

/** Where a secret stands in the files of a run. */
export interface FoundSecret {
  readonly file: string;
  /** Its name, never the secret. */
  readonly secret: string;
}

/** Searches every byte of every file for the secrets, also in the forms in which texts carry them. */
export async function secretsIn(
  folder: string,
  secrets: readonly (readonly [secret: string, name: string])[],
): Promise<readonly FoundSecret[]> {
  const found: FoundSecret[] = [];
  for (const file of await filesIn(folder)) {
    const bytes = await readFile(join(folder, file), 'latin1');
    found.push(
      ...secrets
        .filter(([secret]) => formsOf(secret).some((form) => bytes.includes(form)))
        .map(([, name]) => ({ file, secret: name })),
    );
  }
  return found;
}

function formsOf(secret: string): readonly string[] {
  const spaced = /^1\d{10}$/.test(secret)
    ? [' ', '-'].map((gap) => [secret.slice(0, 3), secret.slice(3, 7), secret.slice(7)].join(gap))
    : [];
  return [secret, secret.toLowerCase(), Buffer.from(secret).toString('base64'), encodeURIComponent(secret), ...spaced];
}

/** The text of every file, for what is searched by its form. */
export async function textsIn(folder: string): Promise<readonly string[]> {
  return Promise.all((await filesIn(folder)).map((file) => readFile(join(folder, file), 'latin1')));
}

/** The gateway's requests as the evidence of all rows has them. */
export async function requestsIn(folder: string): Promise<readonly GatewayRequest[]> {
  const journals = (await filesIn(folder)).filter((file) => file.endsWith('journal.json'));
  const all = await Promise.all(journals.map((file) => readFile(join(folder, file), 'utf8')));
  return all.flatMap((text) => JSON.parse(text) as GatewayRequest[]);
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}
