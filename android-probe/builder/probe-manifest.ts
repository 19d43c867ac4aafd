import { readFile } from 'node:fs/promises';
import { BuildError, troubleText } from './build-error.ts';
import type { CheckedClasses } from './check-classes.ts';
import { mergeManifests } from './manifest-merge.ts';
import { type ManifestText, parseManifest } from './manifest-source.ts';
import type { ProbeBuildOptions } from './options.ts';
import { MIN_SDK, PROBE_PACKAGE, type ProbeCore } from './probe-core.ts';
import type { SdkPart } from './sdk-file.ts';

const PHONE_STATE = 'android.permission.READ_PHONE_STATE';
/** What the handset's newest API level can install. */
const HIGHEST_SDK = 34;

/** Login pages that an app declares itself where the SDK is a JAR (guide 1.2, step 2). */
const LOGIN_ACTIVITIES = [
  'com.cmic.gen.sdk.view.GenLoginAuthActivity',
  'com.cmic.sso.sdk.view.GenLoginAuthActivity',
  'com.cmic.sso.sdk.activity.LoginAuthActivity',
] as const;

export interface MergedProbe {
  readonly xml: string;
  /** The same, but it asks for READ_PHONE_STATE. */
  readonly askingXml: string;
  readonly minSdk: number;
  /** Packages that want an R class of their own. */
  readonly packages: readonly string[];
  readonly notes: readonly string[];
}

interface ManifestInput {
  readonly options: ProbeBuildOptions;
  readonly parts: readonly SdkPart[];
  readonly core: ProbeCore;
  readonly checked: CheckedClasses;
  /** What the probe calls its SDK. */
  readonly subject: string;
  readonly adapterClass: string | null;
}

/** The manifest of the APK: the probe's, the user's, those of the SDK's files, and what the probe has to know of the build. */
export async function mergeProbeManifest(input: ManifestInput): Promise<MergedProbe> {
  const { options, parts, core, checked } = input;
  const libraries = parts.flatMap(({ manifest }) => (manifest === null ? [] : [manifest]));
  const own = options.manifest === null ? null : { place: options.manifest, text: await readFile(options.manifest, 'utf8') };
  const packageName = requirePackage(options.packageName);
  const placeholders = new Map([
    ...options.placeholders,
    ['applicationId', packageName] as const,
    ['packageName', packageName] as const,
  ]);
  const probe = { place: 'the probe', text: withFacts(await readFile(core.manifest, 'utf8'), input) };
  const added = undeclaredActivities(libraries, own, checked);
  const merged = mergeManifests({ probe, own, libraries: [...libraries, ...added], placeholders });
  const minSdk = Math.max(MIN_SDK, merged.minSdk ?? 0);
  if (minSdk > HIGHEST_SDK) {
    throw new BuildError(
      'MANIFEST',
      troubleText({
        place: input.subject,
        cause: `minSdkVersion is ${minSdk}, above ${HIGHEST_SDK}`,
        cure: 'lower it in the AAR',
      }),
    );
  }
  const packages = libraries.map((library) => parseManifest(library).packageName).filter((name) => name !== null);
  const xml = merged.xml.replace(`package="${PROBE_PACKAGE}"`, `package="${packageName}"`);
  return {
    xml,
    askingXml: askingFor(xml),
    minSdk,
    packages: [...new Set([...packages, ...checked.resourcePackages])].filter((name) => name !== PROBE_PACKAGE),
    notes: [
      ...merged.notes,
      ...added.map(({ place }) => `${place} was declared for the SDK, which has no manifest`),
      ...(merged.xml.includes(PHONE_STATE) ? [`the SDK's manifest asks for ${PHONE_STATE}: both probes do`] : []),
    ],
  };
}

/** The name of the app. Throws BuildError where Android takes no such name. */
function requirePackage(name: string | null): string {
  if (name !== null && !/^[A-Za-z]\w*(?:\.[A-Za-z]\w*)+$/.test(name)) {
    const cause = 'this is no name of a package: two parts or more of letters, digits and _, each begins with a letter';
    throw new BuildError('OPTION', troubleText({ place: `--package ${name}`, cause, cure: '--package com.example.app' }));
  }
  return name ?? PROBE_PACKAGE;
}

/** The probe's manifest with what it is to know: the adapter and the name of the SDK. */
function withFacts(text: string, { options, subject, adapterClass }: ManifestInput): string {
  const rows = [
    { name: 'app.quhao.probe.subject', value: subject },
    ...(adapterClass === null ? [] : [{ name: 'app.quhao.probe.adapter', value: adapterClass }]),
  ];
  const lines = rows.map(({ name, value }) => `<meta-data android:name="${name}" android:value="${escapeXml(value)}" />`);
  return text
    .replaceAll(`targetPackage="${PROBE_PACKAGE}"`, `targetPackage="${options.packageName ?? PROBE_PACKAGE}"`)
    .replace('</application>', `${lines.join('\n')}\n</application>`);
}

function undeclaredActivities(
  libraries: readonly ManifestText[],
  own: ManifestText | null,
  { classes }: CheckedClasses,
): readonly ManifestText[] {
  const declared = [...libraries, ...(own === null ? [] : [own])].map(({ text }) => text).join('\n');
  return LOGIN_ACTIVITIES.filter((name) => classes.has(name) && !declared.includes(name.slice(name.lastIndexOf('.') + 1))).map(
    (name) => ({
      place: `the activity ${name}`,
      text: `<manifest xmlns:android="http://schemas.android.com/apk/res/android"><application><activity android:name="${name}"
      android:configChanges="orientation|keyboardHidden|screenSize" android:exported="false" android:launchMode="singleTop" /></application></manifest>`,
    }),
  );
}

function askingFor(xml: string): string {
  return xml.includes(PHONE_STATE)
    ? xml
    : xml.replace('</manifest>', `<uses-permission android:name="${PHONE_STATE}" />\n</manifest>`);
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
