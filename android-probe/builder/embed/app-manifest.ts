import type { ChunkAttribute, ChunkDocument, ChunkElement } from './manifest-chunks.ts';

const LAUNCHER = 'android.intent.category.LAUNCHER';
const NOT_ADDED: ReadonlySet<string> = new Set(['uses-sdk', 'application']);
/** Attributes of an app that keep it from being installed as it is, or from running code. */
const DROPPED: readonly string[] = ['testOnly', 'hasCode'];
/** Attributes that say that other APKs belong to this one. */
const SPLIT: readonly string[] = ['split', 'isFeatureSplit', 'isSplitRequired', 'requiredSplitTypes', 'configForSplit'];

export interface AppFacts {
  readonly packageName: string;
  readonly minSdk: number;
  readonly targetSdk: number;
  /** The attribute that says that the app is one of several APKs; null for a whole one. */
  readonly splitBy: string | null;
}

export function appFacts({ root }: ChunkDocument): AppFacts {
  const usesSdk = root.children.find(({ name }) => name === 'uses-sdk');
  const minSdk = numberOf(usesSdk, 'minSdkVersion') ?? 1;
  const application = root.children.find(({ name }) => name === 'application');
  const given = [root, ...(application === undefined ? [] : [application])].flatMap(({ attributes }) => attributes);
  const split = given.find(({ name, data, text }) => SPLIT.includes(name) && (text !== null || data !== 0));
  return {
    packageName: textOf(root, 'package') ?? '',
    minSdk,
    targetSdk: numberOf(usesSdk, 'targetSdkVersion') ?? minSdk,
    splitBy: split?.name ?? null,
  };
}

export interface JoinedManifest {
  readonly document: ChunkDocument;
  readonly notes: readonly string[];
}

interface Joining {
  readonly app: ChunkDocument;
  readonly probe: ChunkDocument;
  /** Attributes of <application> that are the probe's. */
  readonly overridden: readonly string[];
}

/** The app's manifest with the probe's activity, instrumentation, facts and permissions; what both have stays the app's. */
export function joinManifests({ app, probe, overridden }: Joining): JoinedManifest {
  const notes: string[] = [];
  const own = probe.root.children.find(({ name }) => name === 'application');
  const permissions = new Set(app.root.children.filter(isPermission).map((element) => textOf(element, 'name')));
  const added = probe.root.children.filter(
    (element) => !NOT_ADDED.has(element.name) && !(isPermission(element) && permissions.has(textOf(element, 'name'))),
  );
  const namesAdded = added.filter(isPermission).map((element) => textOf(element, 'name'));
  if (namesAdded.length > 0) {
    notes.push(`the app does not ask for ${namesAdded.join(', ')}: the probe does`);
  }
  const children = app.root.children.map((element) =>
    element.name === 'application' && own !== undefined ? joinApplications(element, own, { overridden, notes }) : element,
  );
  const namespaces = [...app.namespaces, ...probe.namespaces.filter(({ uri }) => app.namespaces.every((one) => one.uri !== uri))];
  return { document: { namespaces, root: { ...app.root, children: [...children, ...added] } }, notes };
}

function joinApplications(
  app: ChunkElement,
  probe: ChunkElement,
  { overridden, notes }: { readonly overridden: readonly string[]; readonly notes: string[] },
): ChunkElement {
  const isKept = ({ name }: ChunkAttribute): boolean => !DROPPED.includes(name) && !overridden.includes(name);
  const attributes = [...app.attributes.filter(isKept), ...probe.attributes.filter(({ name }) => overridden.includes(name))];
  const launchers = app.children.filter(isLauncher);
  if (launchers.length > 0) {
    notes.push(
      `${launchers.map((element) => textOf(element, 'name')).join(', ')} is in the launcher no more: the probe's icon is`,
    );
  }
  return { ...app, attributes, children: [...app.children.map(withoutLauncher), ...probe.children] };
}

function isPermission({ name }: ChunkElement): boolean {
  return name === 'uses-permission';
}

function isLauncher(element: ChunkElement): boolean {
  return textOf(element, 'name') === LAUNCHER || element.children.some(isLauncher);
}

function withoutLauncher(element: ChunkElement): ChunkElement {
  const children = element.children.filter((child) => textOf(child, 'name') !== LAUNCHER).map(withoutLauncher);
  return { ...element, children };
}

function textOf({ attributes }: ChunkElement, name: string): string | null {
  const attribute = attributes.find((candidate) => candidate.name === name);
  return attribute === undefined ? null : (attribute.text ?? attribute.raw);
}

function numberOf(element: ChunkElement | undefined, name: string): number | null {
  const attribute = element?.attributes.find((candidate) => candidate.name === name);
  if (attribute === undefined) {
    return null;
  }
  return attribute.text === null ? attribute.data : Number(attribute.text);
}
