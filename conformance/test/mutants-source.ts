import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The order of `Mutants.java`. */
const FAMILY = /rows\.addAll\((\w+)\.rows\(\)\);/g;

/** The Java tables of mutants, one family after the other. */
export async function mutantsSource(root: string): Promise<string> {
  const folder = join(root, 'android-probe/mutants/java/app/quhao/mutants');
  const files = await readdir(folder, { recursive: true });
  const order = [...(await readFile(join(folder, 'Mutants.java'), 'utf8')).matchAll(FAMILY)].map(([, name]) => `${name}.java`);
  const tables = await Promise.all(
    order.map((name) => readFile(join(folder, files.find((file) => file.endsWith(`/${name}`)) ?? name), 'utf8')),
  );
  return tables.join('\n');
}
