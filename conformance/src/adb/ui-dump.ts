/** What uiautomator says of one view, in the order of the tree. */
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

/** Every field given must hold. `text` is a regular expression: pages word things differently. */
export interface NodeQuery {
  readonly text?: string;
  readonly resourceId?: string;
  readonly className?: string;
  readonly clickable?: boolean;
  readonly checkable?: boolean;
  readonly checked?: boolean;
}

export function parseDump(xml: string): readonly UiNode[] {
  return [...xml.matchAll(/<node\b([^>]*?)\/?>/g)].map((match) => node(attributes(match[1] ?? '')));
}

export function findNode(nodes: readonly UiNode[], query: NodeQuery): UiNode | null {
  return nodes.find((candidate) => matches(candidate, query)) ?? null;
}

export function centre(bounds: Bounds): { readonly x: number; readonly y: number } {
  return { x: Math.round((bounds.left + bounds.right) / 2), y: Math.round((bounds.top + bounds.bottom) / 2) };
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

/** `app:id/name` may be asked for by its name alone. */
function sameId(actual: string, wanted: string): boolean {
  return actual === wanted || actual.endsWith(`:id/${wanted}`);
}

function node(fields: ReadonlyMap<string, string>): UiNode {
  const text = (name: string): string => fields.get(name) ?? '';
  const flag = (name: string): boolean => fields.get(name) === 'true';
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

function attributes(source: string): ReadonlyMap<string, string> {
  return new Map([...source.matchAll(/([\w-]+)="([^"]*)"/g)].map((match) => [match[1] ?? '', unescapeXml(match[2] ?? '')]));
}

function parseBounds(text: string): Bounds {
  const [left = 0, top = 0, right = 0, bottom = 0] = [...text.matchAll(/-?\d+/g)].map((match) => Number(match[0]));
  return { left, top, right, bottom };
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescapeXml(text: string): string {
  return text.replaceAll(/&(#x?)?(\w+);/g, (whole, numeric: string | undefined, name: string) => {
    if (numeric === '#') {
      return String.fromCodePoint(Number.parseInt(name, 10));
    }
    if (numeric === '#x') {
      return String.fromCodePoint(Number.parseInt(name, 16));
    }
    return ENTITIES[name] ?? whole;
  });
}
