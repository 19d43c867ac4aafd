import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { compileJava, filesUnder, jarOf } from '../probe-core.ts';
import { openToolchain } from '../toolchain.ts';
import { ROOT } from './build-options.ts';

/** Compiles the SDK of test-support/field-sdk to a JAR: the documented API in the shapes of older SDKs. */
export async function buildFieldSdk(folder: string, name = 'field'): Promise<string> {
  const tools = await openToolchain(ROOT);
  const [classes, jar] = [join(folder, `${name}-classes`), join(folder, `${name}.jar`)];
  await mkdir(classes);
  const sources = await filesUnder(join(ROOT, 'android-probe/builder/test-support/field-sdk'), '.java');
  await compileJava('compiling the field SDK', { tools, sources, classPath: [tools.platform], output: classes });
  await jarOf(classes, jar, tools);
  return jar;
}
