import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { VARIANT_NAMES } from './variant-names.ts';

const TABLES = ['page/PageVariants', 'result/ResultVariants', 'net/NetVariants'];
const FOLDER = '../android-probe/variants/java/app/quhao/variants';

test('the variants that the command line knows are those of the probe', async () => {
  const sources = await Promise.all(TABLES.map((name) => readFile(new URL(`${FOLDER}/${name}.java`, import.meta.url), 'utf8')));
  const ids = sources.flatMap((source) => [...source.matchAll(/new Variant\(\s*"([a-z0-9-]+)"/g)].map(([, id]) => id));
  expect(VARIANT_NAMES).toEqual(ids);
});
