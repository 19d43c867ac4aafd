import { type Attr, type Element, XMLSerializer } from '@xmldom/xmldom';
import { BuildError, troubleText } from './build-error.ts';
import {
  ANDROID,
  childElements,
  type ManifestSource,
  type ManifestText,
  parseManifest,
  placeOf,
  resolveManifest,
  TOOLS,
} from './manifest-source.ts';

export interface ManifestParts {
  readonly probe: ManifestText;
  /** What the user adds to or changes in the probe's manifest; it comes before everything else. */
  readonly own: ManifestText | null;
  /** Of the SDK's files, the first wins over the next. */
  readonly libraries: readonly ManifestText[];
  readonly placeholders: ReadonlyMap<string, string>;
}

export interface MergedManifest {
  readonly xml: string;
  /** The highest minSdkVersion of all; null where none has one. */
  readonly minSdk: number | null;
  /** Sentences on what was left out. */
  readonly notes: readonly string[];
}

/** Elements that a manifest has once. */
const SINGLE: ReadonlySet<string> = new Set(['application', 'queries', 'supports-screens', 'compatible-screens', 'uses-sdk']);
const EXPORTABLE: ReadonlySet<string> = new Set(['activity', 'activity-alias', 'service', 'receiver']);
const NOT_MERGED: ReadonlySet<string> = new Set(['uses-sdk', 'instrumentation']);

type Rank = 'own' | 'probe' | 'library';

/** Merges manifests by the rules of Android's build, tools:node, tools:replace and tools:remove included. */
export function mergeManifests({ probe, own, libraries, placeholders }: ManifestParts): MergedManifest {
  const merge = new ManifestMerge(parseManifest(probe), placeholders);
  // What the user wrote stands in the tree before the libraries come, so its tools: attributes act on them.
  if (own !== null) {
    merge.add(parseManifest(own), 'own');
  }
  for (const library of libraries) {
    merge.add(parseManifest(library), 'library');
  }
  return merge.finish();
}

class ManifestMerge {
  readonly #base: ManifestSource;
  readonly #placeholders: ReadonlyMap<string, string>;
  readonly #origins = new Map<Element, { readonly place: string; readonly rank: Rank }>();
  readonly #notes: string[] = [];
  #minSdk: number | null = null;

  constructor(base: ManifestSource, placeholders: ReadonlyMap<string, string>) {
    this.#base = base;
    this.#placeholders = placeholders;
    resolveManifest(base, placeholders);
    this.#mark(base.root, { source: base, rank: 'probe' });
  }

  add(source: ManifestSource, rank: Rank): void {
    const named: ManifestSource = rank === 'own' ? { ...source, packageName: this.#base.packageName } : source;
    resolveManifest(named, this.#placeholders);
    for (const element of childElements(source.root)) {
      if (element.tagName === 'uses-sdk') {
        this.#raiseMinSdk(source, element);
      }
    }
    this.#mergeChildren(this.#base.root, source.root, { source, rank });
  }

  finish(): MergedManifest {
    this.#removeAllOf(this.#base.root);
    removeMarked(this.#base.root);
    this.#declareExports();
    this.#base.root.removeAttribute('xmlns:tools');
    return { xml: new XMLSerializer().serializeToString(this.#base.document), minSdk: this.#minSdk, notes: this.#notes };
  }

  /** A nameless tools:node="removeAll" of the user's removes what the libraries have of its kind. */
  #removeAllOf(element: Element): void {
    const children = childElements(element);
    const removing = children.filter((child) => {
      const isNameless = !child.hasAttributeNS(ANDROID, 'name') && child.getAttributeNS(TOOLS, 'node') === 'removeAll';
      return isNameless && this.#origins.get(child)?.rank === 'own';
    });
    const kinds = new Set(removing.map(({ tagName }) => tagName));
    for (const child of children) {
      if (kinds.has(child.tagName) && this.#origins.get(child)?.rank === 'library') {
        element.removeChild(child);
      } else {
        this.#removeAllOf(child);
      }
    }
  }

  /** Android 12 wants what Android before it took as said: a component with an intent filter is exported. */
  #declareExports(): void {
    const components = childElements(this.#base.root)
      .filter(({ tagName }) => tagName === 'application')
      .flatMap(childElements)
      .filter(({ tagName }) => EXPORTABLE.has(tagName));
    for (const component of components) {
      const hasFilter = childElements(component).some(({ tagName }) => tagName === 'intent-filter');
      if (hasFilter && !component.hasAttributeNS(ANDROID, 'exported')) {
        component.setAttributeNS(ANDROID, 'android:exported', 'true');
        const place = this.#origins.get(component)?.place ?? this.#base.place;
        this.#notes.push(
          `${place}: ${describeElement(component)} has an intent filter and no android:exported; it was made "true"`,
        );
      }
    }
  }

  #raiseMinSdk(source: ManifestSource, element: Element): void {
    const text = element.getAttributeNS(ANDROID, 'minSdkVersion') ?? '';
    if (/^\d+$/.test(text)) {
      this.#minSdk = Math.max(this.#minSdk ?? 0, Number(text));
    } else if (text !== '') {
      this.#notes.push(`${placeOf(source, element)}: minSdkVersion "${text}" is no number and was ignored`);
    }
  }

  #mergeChildren(target: Element, from: Element, given: Given): void {
    for (const child of childElements(from)) {
      if (from === given.source.root && NOT_MERGED.has(child.tagName)) {
        continue;
      }
      const match = childElements(target).find((candidate) => isSame(candidate, child));
      if (match === undefined) {
        this.#append(target, child, given);
      } else if (!this.#isClosed(match)) {
        this.#mergeElement(match, child, given);
      }
    }
  }

  #append(target: Element, child: Element, given: Given): void {
    const copy = this.#base.document.importNode(child, true) as Element;
    target.appendChild(copy);
    this.#mark(copy, given, child);
  }

  /** The element in the tree takes nothing from what comes later. */
  #isClosed(element: Element): boolean {
    return ['remove', 'removeAll', 'replace'].includes(element.getAttributeNS(TOOLS, 'node') ?? '');
  }

  #mergeElement(target: Element, from: Element, given: Given): void {
    const isReplacing =
      given.rank === 'own' && ['replace', 'remove', 'removeAll'].includes(from.getAttributeNS(TOOLS, 'node') ?? '');
    if (isReplacing) {
      const parent = target.parentNode as Element;
      parent.removeChild(target);
      this.#append(parent, from, given);
      return;
    }
    for (const attribute of Array.from(from.attributes)) {
      if (attribute.namespaceURI === ANDROID) {
        this.#mergeAttribute(target, { attribute, from }, given);
      } else if (attribute.namespaceURI === TOOLS && given.rank === 'own') {
        target.setAttributeNS(TOOLS, `tools:${attribute.localName}`, attribute.value);
      }
    }
    mergeLimits(target, from);
    this.#mergeChildren(target, from, given);
  }

  #mergeAttribute(target: Element, { attribute, from }: { attribute: Attr; from: Element }, given: Given): void {
    const name = attribute.localName ?? attribute.name;
    const present = target.getAttributeNS(ANDROID, name);
    const isAbsent = !target.hasAttributeNS(ANDROID, name);
    if (given.rank === 'library' && isLimit(target, name)) {
      return;
    }
    if (listed(target, 'remove').includes(`android:${name}`) || (!isAbsent && present === attribute.value)) {
      return;
    }
    if (isAbsent || given.rank === 'own') {
      target.setAttributeNS(ANDROID, `android:${name}`, attribute.value);
      return;
    }
    const origin = this.#origins.get(target);
    const here = placeOf(given.source, from);
    if (origin?.rank === 'library' && !listed(target, 'replace').includes(`android:${name}`)) {
      throw conflict(`${describeElement(from)} android:${name}`, {
        here: `${here} ("${attribute.value}")`,
        there: `${origin.place} ("${present}")`,
        cure: `--manifest FILE with ${openTag(from)} android:${name}="…" tools:replace="android:${name}" />`,
      });
    }
    if (origin?.rank !== 'library') {
      this.#notes.push(
        `${here}: android:${name}="${attribute.value}" of ${describeElement(from)} was left out, the probe has "${present}"`,
      );
    }
  }

  /** `from`: the element that has the line, where the marked one is a copy. */
  #mark(element: Element, given: Given, from: Element = element): void {
    this.#origins.set(element, { place: placeOf(given.source, from), rank: given.rank });
    const originals = childElements(from);
    for (const [index, child] of childElements(element).entries()) {
      this.#mark(child, given, originals[index] ?? child);
    }
  }
}

/** A permission that is asked for up to some level of Android. */
function isLimit({ tagName }: Element, attribute: string): boolean {
  return tagName === 'uses-permission' && attribute === 'maxSdkVersion';
}

/** Who asks for a permission without a limit has it everywhere, whoever else asks for it up to some level. */
function mergeLimits(target: Element, from: Element): void {
  if (isLimit(target, 'maxSdkVersion') && !from.hasAttributeNS(ANDROID, 'maxSdkVersion')) {
    target.removeAttributeNS(ANDROID, 'maxSdkVersion');
  }
}

interface Given {
  readonly source: ManifestSource;
  readonly rank: Rank;
}

function isSame(a: Element, b: Element): boolean {
  if (a.tagName !== b.tagName) {
    return false;
  }
  if (SINGLE.has(a.tagName)) {
    return true;
  }
  const name = a.getAttributeNS(ANDROID, 'name') ?? '';
  if (name !== '') {
    return name === (b.getAttributeNS(ANDROID, 'name') ?? '');
  }
  const serializer = new XMLSerializer();
  return serializer.serializeToString(a) === serializer.serializeToString(b);
}

/** The names in tools:replace or tools:remove. */
function listed(element: Element, word: 'replace' | 'remove'): readonly string[] {
  return (element.getAttributeNS(TOOLS, word) ?? '').split(',').map((name) => name.trim());
}

function describeElement(element: Element): string {
  const name = element.getAttributeNS(ANDROID, 'name') ?? '';
  return name === '' ? `<${element.tagName}>` : `<${element.tagName}> ${name}`;
}

function openTag(element: Element): string {
  const name = element.getAttributeNS(ANDROID, 'name') ?? '';
  return name === '' ? `<${element.tagName}` : `<${element.tagName} android:name="${name}"`;
}

function conflict(what: string, { here, there, cure }: { here: string; there: string; cure: string }): BuildError {
  return new BuildError('MANIFEST', troubleText({ place: here, cause: `${what} is otherwise in ${there}`, cure }));
}

/** Deletes what tools:node removes, and every attribute of tools. */
function removeMarked(element: Element): void {
  for (const child of childElements(element)) {
    if (['remove', 'removeAll'].includes(child.getAttributeNS(TOOLS, 'node') ?? '')) {
      element.removeChild(child);
    } else {
      removeMarked(child);
    }
  }
  for (const name of listed(element, 'remove')) {
    element.removeAttribute(name);
  }
  for (const attribute of Array.from(element.attributes)) {
    if (attribute.namespaceURI === TOOLS || attribute.name === 'xmlns:tools') {
      element.removeAttributeNode(attribute);
    }
  }
}
