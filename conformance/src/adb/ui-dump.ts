import { DOMParser, type Element, onErrorStopParsing } from '@xmldom/xmldom';
import { AdbError } from './adb-error.ts';

/** One view of a uiautomator dump. */
export interface UiNode {
  readonly text: string;
  readonly resourceId: string;
  readonly className: string;
  readonly description: string;
  readonly packageName: string;
  readonly clickable: boolean;
  readonly checkable: boolean;
  readonly checked: boolean;
  readonly enabled: boolean;
  readonly bounds: Bounds;
}

export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Every field given must match. `text` is a regular expression, because pages word things differently. */
export interface NodeQuery {
  readonly text?: string;
  readonly resourceId?: string;
  readonly className?: string;
  readonly clickable?: boolean;
  readonly checkable?: boolean;
  readonly checked?: boolean;
}

/** Every view of a dump, in the order of the tree. */
export function parseDump(xml: string): readonly UiNode[] {
  return [...parseXml(xml).getElementsByTagName('node')].map(toNode);
}

function parseXml(xml: string): ReturnType<DOMParser['parseFromString']> {
  try {
    return new DOMParser({ onError: onErrorStopParsing }).parseFromString(xml, 'text/xml');
  } catch (error) {
    throw new AdbError('SCREEN', `uiautomator dump gave no well-formed XML: ${xml.slice(0, 200)}`, { cause: error });
  }
}

export function findNode(nodes: readonly UiNode[], query: NodeQuery): UiNode | null {
  return nodes.find((candidate) => matches(candidate, query)) ?? null;
}

export function centre({ left, top, right, bottom }: Bounds): Point {
  return { x: Math.round((left + right) / 2), y: Math.round((top + bottom) / 2) };
}

/** The query in words, for messages. */
export function describeQuery(query: NodeQuery): string {
  return Object.entries(query)
    .map(([field, wanted]) => {
      if (typeof wanted === 'boolean') {
        return wanted ? field : `not ${field}`;
      }
      return field === 'text' ? `text /${wanted}/` : `${field} ${wanted}`;
    })
    .join(', ');
}

function matches(candidate: UiNode, query: NodeQuery): boolean {
  if (query.text !== undefined && !new RegExp(query.text, 'u').test(candidate.text)) {
    return false;
  }
  if (query.resourceId !== undefined && !sameId(candidate.resourceId, query.resourceId)) {
    return false;
  }
  if (query.className !== undefined && candidate.className !== query.className) {
    return false;
  }
  if (query.clickable !== undefined && candidate.clickable !== query.clickable) {
    return false;
  }
  if (query.checkable !== undefined && candidate.checkable !== query.checkable) {
    return false;
  }
  return query.checked === undefined || candidate.checked === query.checked;
}

/** A query may name `app:id/name` by its last part alone. */
function sameId(actual: string, wanted: string): boolean {
  return actual === wanted || actual.endsWith(`:id/${wanted}`);
}

function toNode(element: Element): UiNode {
  const text = (name: string): string => element.getAttribute(name) ?? '';
  const flag = (name: string): boolean => text(name) === 'true';
  return {
    text: text('text'),
    resourceId: text('resource-id'),
    className: text('class'),
    description: text('content-desc'),
    packageName: text('package'),
    clickable: flag('clickable'),
    checkable: flag('checkable'),
    checked: flag('checked'),
    enabled: flag('enabled'),
    bounds: parseBounds(text('bounds')),
  };
}

function parseBounds(text: string): Bounds {
  const [left = 0, top = 0, right = 0, bottom = 0] = [...text.matchAll(/-?\d+/g)].map((match) => Number(match[0]));
  return { left, top, right, bottom };
}
