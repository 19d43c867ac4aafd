import { DOMParser, type Document, type Element, ParseError } from '@xmldom/xmldom';
import { BuildError, troubleText } from './build-error.ts';

export const ANDROID = 'http://schemas.android.com/apk/res/android';
export const TOOLS = 'http://schemas.android.com/tools';
const ELEMENT_NODE = 1;

/** The text of a manifest, and what is read out in messages: `my.aar!/AndroidManifest.xml`. */
export interface ManifestText {
  readonly place: string;
  readonly text: string;
}

export interface ManifestSource {
  readonly place: string;
  readonly document: Document;
  readonly root: Element;
  /** Null where the manifest names none. */
  readonly packageName: string | null;
}

/** Attributes that hold a class of the app: they may leave out its package. */
const CLASS_ATTRIBUTES = ['name', 'targetActivity', 'parentActivityName', 'backupAgent', 'appComponentFactory'] as const;
/** Elements whose android:name is a class. */
const COMPONENTS: ReadonlySet<string> = new Set([
  'application',
  'activity',
  'activity-alias',
  'service',
  'receiver',
  'provider',
  'instrumentation',
]);

/** Parses a manifest. Throws BuildError with the line where the XML is broken. */
export function parseManifest({ place, text }: ManifestText): ManifestSource {
  try {
    const problems: string[] = [];
    const parser = new DOMParser({ locator: true, onError: (level, message) => level !== 'warning' && problems.push(message) });
    const document = parser.parseFromString(text.replace(/^\uFEFF/, ''), 'text/xml');
    const root = document.documentElement;
    if (problems.length > 0 || root === null || root.tagName !== 'manifest') {
      throw new ParseError(problems[0] ?? 'its root is not <manifest>');
    }
    const packageName = root.getAttribute('package');
    return { place, document, root, packageName: packageName === '' ? null : packageName };
  } catch (error) {
    if (!(error instanceof Error)) {
      throw error;
    }
    const [cause = ''] = error.message.split('\n');
    throw new BuildError(
      'MANIFEST',
      troubleText({ place, cause, cure: 'correct the XML; an AAR has its manifest as plain text' }),
      {
        cause: error,
      },
    );
  }
}

/** Fills placeholders and completes names of classes, everywhere in the manifest. */
export function resolveManifest(source: ManifestSource, placeholders: ReadonlyMap<string, string>): void {
  for (const element of elementsUnder(source.root)) {
    for (const attribute of Array.from(element.attributes)) {
      attribute.value = attribute.value.replace(/\$\{([\w.-]+)\}/g, (whole: string, name: string) => {
        return placeholders.get(name) ?? missingPlaceholder(placeOf(source, element), whole, name);
      });
    }
    if (source.packageName !== null && COMPONENTS.has(element.tagName)) {
      completeNames(element, source.packageName);
    }
  }
}

function missingPlaceholder(place: string, whole: string, name: string): never {
  throw new BuildError(
    'MANIFEST',
    troubleText({ place, cause: `the placeholder ${whole} has no value`, cure: `give it one: --placeholder ${name}=VALUE` }),
  );
}

function completeNames(element: Element, packageName: string): void {
  for (const name of CLASS_ATTRIBUTES) {
    const value = element.getAttributeNS(ANDROID, name);
    if (value !== null && value !== '' && (value.startsWith('.') || !value.includes('.'))) {
      element.setAttributeNS(ANDROID, `android:${name}`, `${packageName}${value.startsWith('.') ? '' : '.'}${value}`);
    }
  }
}

/** FILE:LINE of an element. */
export function placeOf({ place }: { readonly place: string }, element: Element): string {
  return element.lineNumber === undefined ? place : `${place}:${element.lineNumber}`;
}

export function childElements(parent: Element): readonly Element[] {
  return Array.from(parent.childNodes).filter((node): node is Element => node.nodeType === ELEMENT_NODE);
}

function elementsUnder(root: Element): readonly Element[] {
  return [root, ...childElements(root).flatMap(elementsUnder)];
}
