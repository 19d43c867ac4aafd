import { BuildError, troubleText } from './build-error.ts';
import { type ClassFile, nameOnly } from './class-file.ts';
import { classesOf, classNamesIn, missingClasses, missingClassesError, requireUnique } from './class-index.ts';
import type { ProbeBuildOptions } from './options.ts';
import type { ProbeCore } from './probe-core.ts';
import { isResourceClass, namelessPackages, packagesOf } from './resource-classes.ts';
import type { SdkPart } from './sdk-file.ts';

/** Classes that have the documented API, as the probe's DocumentedApiAdapter looks for them. */
export const DOCUMENTED = [
  'com.cmic.gen.sdk.auth.GenAuthnHelper',
  'com.cmic.sso.sdk.auth.GenAuthnHelper',
  'com.cmic.sso.sdk.auth.AuthnHelper',
] as const;

interface ReadJar {
  readonly name: string;
  readonly classes: readonly ClassFile[];
}

export interface CheckedClasses {
  /** Of everything that goes into the APK, but for adapter and R, by name. */
  readonly classes: ReadonlyMap<string, ClassFile>;
  /** Names of Android's classes. */
  readonly platform: ReadonlySet<string>;
  /** Packages that want an R class and have no manifest. */
  readonly resourcePackages: readonly string[];
  readonly notes: readonly string[];
}

interface ClassCheck {
  readonly options: ProbeBuildOptions;
  readonly parts: readonly SdkPart[];
  readonly core: ProbeCore;
  /** The jar with Android's classes. */
  readonly platform: string;
}

/** Reads every class; refuses what the probe has, what is missing, and an SDK that nothing can call. Throws BuildError. */
export async function checkClasses({ options, parts, core, platform }: ClassCheck): Promise<CheckedClasses> {
  const read = parts.map((part) => part.jars.map((jar): ReadJar => ({ name: jar.name, classes: classesOf(jar) })));
  const probe = { name: 'the probe', classes: (await classNamesIn(core.jar)).map((name) => nameOnly(name)) };
  requireUnique([probe, ...read.flat()]);
  const classes = new Map(read.flat().flatMap((jar) => jar.classes.map((one) => [one.name, one] as const)));
  if (options.adapter.length === 0 && !DOCUMENTED.some((name) => classes.has(name))) {
    throw noApi(options.sdk);
  }
  const android = new Set(await classNamesIn(platform));
  const present = new Set([...classes.keys(), ...android]);
  // Libraries of the user's Maven are taken as whole: they refer to much that they can do without.
  const own = read.slice(0, options.sdk.length).flat();
  const nameless = namelessPackages(own, { present, parts });
  const resources = new Set([...packagesOf(parts), ...nameless]);
  const missing = missingClasses(own, present).filter(({ name }) => !isResourceClass(name, resources));
  if (missing.length > 0 && !options.isMissingAllowed) {
    throw missingClassesError(missing);
  }
  const notes = missing.map(({ name, by }) => `the class ${name}, to which ${by} refers, is missing (--allow-missing)`);
  return {
    classes,
    platform: android,
    resourcePackages: nameless,
    notes: [
      ...(notes.length <= 5 ? notes : [...notes.slice(0, 5), `and ${notes.length - 5} more classes are missing`]),
      ...nameless.map((name) => `${name}.R was made of the resources given: no manifest names the package ${name}`),
    ],
  };
}

function noApi(files: readonly string[]): BuildError {
  return new BuildError(
    'ADAPTER',
    troubleText({
      place: files.join(' '),
      cause: `no class of the documented API is in it (${DOCUMENTED.join(', ')})`,
      cure: 'another API needs an adapter: --adapter table.yaml or --adapter MyAdapter.java (docs/any-sdk.md)',
    }),
  );
}
