import { parseBinaryXml, type XmlElement, XmlError, type XmlValue } from './binary-xml.ts';

/** The parts of AndroidManifest.xml that the installer uses. */
export interface ApkManifest {
  readonly package: string;
  readonly versionCode: number;
  readonly versionName: string;
  readonly minSdk: number;
  readonly targetSdk: number;
  /** A text, or the id of a string resource. */
  readonly label: string | number | null;
  readonly permissions: readonly string[];
  readonly activities: readonly string[];
  readonly launcherActivity: string | null;
  readonly instrumentations: readonly string[];
  /** The package whose process an instrumentation runs in, by class name. */
  readonly instrumentationTargets: Readonly<Record<string, string>>;
  readonly isDebuggable: boolean;
  readonly isTestOnly: boolean;
  /** Components with an intent filter and no `android:exported`. */
  readonly undeclaredExports: readonly string[];
}

const COMPONENTS = ['activity', 'activity-alias', 'service', 'receiver'];

/** Parses AndroidManifest.xml. Throws XmlError or RangeError. */
export function parseManifest(bytes: Buffer): ApkManifest {
  const root = parseBinaryXml(bytes);
  const packageName = text(root, 'package');
  if (root.name !== 'manifest' || packageName === null) {
    throw new XmlError('the root element is not <manifest package="…">');
  }
  const usesSdk = root.children.find((child) => child.name === 'uses-sdk');
  const application = root.children.find((child) => child.name === 'application');
  if (application === undefined) {
    throw new XmlError('there is no <application>');
  }
  const activities = application.children.filter((child) => child.name === 'activity' || child.name === 'activity-alias');
  const minSdk = number(usesSdk, 'minSdkVersion') ?? 1;
  const nameOf = (element: XmlElement): string => fullName(packageName, text(element, 'name') ?? '');
  const launcher = activities.find(isLauncher);
  return {
    package: packageName,
    versionCode: number(root, 'versionCode') ?? 0,
    versionName: text(root, 'versionName') ?? '',
    minSdk,
    targetSdk: number(usesSdk, 'targetSdkVersion') ?? minSdk,
    label: labelOf(application.attributes.get('label')),
    permissions: namesOf(root, 'uses-permission'),
    activities: activities.map(nameOf),
    launcherActivity: launcher === undefined ? null : nameOf(launcher),
    instrumentations: namesOf(root, 'instrumentation').map((name) => fullName(packageName, name)),
    instrumentationTargets: Object.fromEntries(
      root.children
        .filter((child) => child.name === 'instrumentation')
        .map((child) => [nameOf(child), text(child, 'targetPackage') ?? packageName]),
    ),
    isDebuggable: flag(application, 'debuggable'),
    isTestOnly: flag(application, 'testOnly'),
    undeclaredExports: application.children
      .filter((child) => COMPONENTS.includes(child.name) && hasFilter(child) && !child.attributes.has('exported'))
      .map(nameOf),
  };
}

/** A boolean attribute. Other packagers than aapt2 write a number or a text. */
function flag(element: XmlElement, name: string): boolean {
  const value = element.attributes.get(name);
  return (
    (value?.kind === 'boolean' && value.is) ||
    (value?.kind === 'number' && value.number !== 0) ||
    (value?.kind === 'text' && value.text === 'true')
  );
}

function namesOf(root: XmlElement, tag: string): string[] {
  return root.children.filter((child) => child.name === tag).map((child) => text(child, 'name') ?? '');
}

function hasFilter(component: XmlElement): boolean {
  return component.children.some((child) => child.name === 'intent-filter');
}

function isLauncher(activity: XmlElement): boolean {
  return activity.children.some((filter) => {
    const names = filter.children.map((child) => text(child, 'name'));
    return names.includes('android.intent.action.MAIN') && names.includes('android.intent.category.LAUNCHER');
  });
}

/** `.Main` and `Main` stand for a class of the package. */
function fullName(packageName: string, name: string): string {
  if (name.startsWith('.')) {
    return packageName + name;
  }
  return name.includes('.') ? name : `${packageName}.${name}`;
}

function text(element: XmlElement, name: string): string | null {
  const value = element.attributes.get(name);
  if (value?.kind === 'text') {
    return value.text;
  }
  return value?.kind === 'number' ? String(value.number) : null;
}

/** An SDK version that is no number is the codename of a preview, which is newer than every handset. */
function number(element: XmlElement | undefined, name: string): number | null {
  const value = element?.attributes.get(name);
  if (value === undefined) {
    return null;
  }
  if (value.kind === 'number') {
    return value.number;
  }
  return value.kind === 'text' && /^\d+$/.test(value.text) ? Number(value.text) : Number.MAX_SAFE_INTEGER;
}

function labelOf(value: XmlValue | undefined): string | number | null {
  if (value?.kind === 'text') {
    return value.text;
  }
  return value?.kind === 'reference' ? value.id : null;
}
