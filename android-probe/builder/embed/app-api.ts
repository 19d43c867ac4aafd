import { BuildError, troubleText } from '../build-error.ts';
import { DOCUMENTED } from '../check-classes.ts';
import type { ClassFile } from '../class-file.ts';
import { PROBE_PACKAGE } from '../probe-core.ts';

/** The documented calls that have a listener: an SDK without one of them answers nothing. */
const CALLS: readonly string[] = ['getPhoneInfo', 'loginAuth', 'mobileAuth'];
/** The others that the suite calls. */
const FURTHER: readonly string[] = ['getNetworkType', 'delScrip', 'setOverTime', 'setPageInListener', 'quitAuthActivity'];
const KEEP = '-keep class com.cmic.** { *; }';

interface AppCheck {
  readonly place: string;
  readonly classes: ReadonlyMap<string, ClassFile>;
  readonly hasAdapter: boolean;
}

/** Notes on the API that the app's shrinker has left. Throws BuildError where nothing can call it. */
export function checkAppApi({ place, classes, hasAdapter }: AppCheck): readonly string[] {
  if ([...classes.keys()].some((name) => name.startsWith(`${PROBE_PACKAGE}.`))) {
    throw refusal(place, 'this is a probe already', 'judge it as it is: --probe FILE without --sdk');
  }
  if (hasAdapter) {
    return [];
  }
  const owner = DOCUMENTED.map((name) => classes.get(name)).find((present) => present !== undefined);
  if (owner === undefined) {
    throw noApi(place, classes);
  }
  const lacks = (names: readonly string[]): readonly string[] => names.filter((name) => !owner.methods.includes(name));
  if (!owner.methods.includes('getInstance') || lacks(CALLS).length === CALLS.length) {
    const has = owner.methods.filter((name) => !name.startsWith('<')).join(', ');
    throw refusal(
      place,
      `the methods of ${owner.name} were renamed or removed by the app's shrinker: it has ${has || 'none'}`,
      `${KEEP} in the app's rules; or --adapter table.yaml with the names that are left (docs/any-sdk.md)`,
    );
  }
  const missing = lacks([...CALLS, ...FURTHER]);
  return missing.length === 0
    ? []
    : [
        `${owner.name} has no ${missing.join(', ')}: where the SDK has them, the app's shrinker removed them (its rules lack ${KEEP})`,
      ];
}

function noApi(place: string, classes: ReadonlyMap<string, ClassFile>): BuildError {
  const left = [...classes.keys()].filter((name) => name.startsWith('com.cmic.'));
  const seen = left.length === 0 ? 'nor any of com.cmic' : `of com.cmic there are ${left.slice(0, 5).join(', ')}`;
  return refusal(
    place,
    `no class of the documented API is in it (${DOCUMENTED.join(', ')}), ${seen}`,
    `where the app's shrinker renamed the SDK: ${KEEP} in the app's rules; for another API, or the names that are left: --adapter table.yaml`,
  );
}

function refusal(place: string, cause: string, cure: string): BuildError {
  return new BuildError('ADAPTER', troubleText({ place, cause, cure }));
}
