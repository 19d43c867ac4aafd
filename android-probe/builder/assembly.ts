import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BuiltAdapter } from './adapter-source.ts';
import type { ProbeBuildOptions } from './options.ts';
import { compileJava, filesUnder, jarOf, type ProbeCore } from './probe-core.ts';
import type { Toolchain } from './toolchain.ts';

/** The two APKs of every build. */
export const APKS = [
  { name: 'probe.apk', asksForPhoneState: false },
  { name: 'probe-phone-state.apk', asksForPhoneState: true },
] as const;

/** What every step of a build needs. */
export interface Assembly {
  readonly options: ProbeBuildOptions;
  readonly tools: Toolchain;
  readonly core: ProbeCore;
  /** Where its files go; the APKs go to `out` in it. */
  readonly work: string;
}

const CLEARTEXT_DENIED = `<?xml version="1.0" encoding="utf-8"?>
<network-security-config>
    <base-config cleartextTrafficPermitted="false" />
</network-security-config>
`;

/** The probe's resources, and what a flavour puts in their place. */
export async function probeResources({ options, core, work }: Assembly): Promise<readonly string[]> {
  if (!options.isCleartextDenied) {
    return [core.resources];
  }
  const flavour = join(work, 'flavour');
  await mkdir(join(flavour, 'xml'), { recursive: true });
  await writeFile(join(flavour, 'xml', 'network_security_config.xml'), CLEARTEXT_DENIED);
  return [core.resources, flavour];
}

export function flavourNotes({ isCleartextDenied }: ProbeBuildOptions): readonly string[] {
  return isCleartextDenied ? ['the probe forbids plain HTTP, as an app may (--cleartext-denied)'] : [];
}

/** Writes the jars of the adapter, so that D8 can read them. */
export async function writeAdapter({ jars }: BuiltAdapter, work: string): Promise<readonly string[]> {
  return Promise.all(
    jars.map(async ({ bytes }, index) => {
      const path = join(work, `adapter-${index}.jar`);
      await writeFile(path, bytes);
      return path;
    }),
  );
}

/** Compiles the R classes that linking has written. */
export async function compileR({ work, tools }: Assembly): Promise<string> {
  const classes = join(work, 'r-classes');
  const target = join(work, 'r.jar');
  await mkdir(classes, { recursive: true });
  const sources = await filesUnder(join(work, 'gen'), '.java');
  await compileJava('compiling R', { tools, sources, classPath: [tools.platform], output: classes });
  await jarOf(classes, target, tools);
  return target;
}
