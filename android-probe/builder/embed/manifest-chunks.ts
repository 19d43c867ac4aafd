import { readStringPool } from '../../../handset/src/packages/string-pool.ts';
import { numbers, writeStringPool } from './chunk-strings.ts';

/** Binary XML with everything that it says, read and written (frameworks/base ResourceTypes.h). */
const CHUNK = {
  ...{ stringPool: 0x0001, xml: 0x0003, resourceMap: 0x0180 },
  ...{ startNamespace: 0x0100, endNamespace: 0x0101, startElement: 0x0102, endElement: 0x0103 },
} as const;
const STRING_VALUE = 0x03;
const NONE = 0xffffffff;
const ATTRIBUTE_BYTES = 20;

/** Names of attributes that the build looks for, by number: optimised manifests have the numbers alone. */
const KNOWN_NAMES: ReadonlyMap<number, string> = new Map([
  [0x01010003, 'name'],
  [0x0101000c, 'hasCode'],
  [0x0101020c, 'minSdkVersion'],
  [0x01010270, 'targetSdkVersion'],
  [0x01010272, 'testOnly'],
  [0x01010527, 'networkSecurityConfig'],
]);

export interface ChunkAttribute {
  readonly namespace: string | null;
  readonly name: string;
  /** Of an attribute of Android's own. */
  readonly resourceId: number | null;
  /** As it was written; null where only the value is there. */
  readonly raw: string | null;
  readonly type: number;
  /** Of a text its number in the pool, which `raw` or `text` replaces. */
  readonly data: number;
  readonly text: string | null;
}

export interface ChunkElement {
  readonly namespace: string | null;
  readonly name: string;
  readonly line: number;
  readonly attributes: readonly ChunkAttribute[];
  readonly children: readonly ChunkElement[];
}

export interface ChunkDocument {
  readonly namespaces: readonly { readonly prefix: string; readonly uri: string }[];
  readonly root: ChunkElement;
}

interface OpenElement extends ChunkElement {
  readonly children: ChunkElement[];
}

/** Throws RangeError where the bytes are no binary XML. */
export function readDocument(bytes: Buffer): ChunkDocument {
  let strings: readonly string[] = [];
  let ids: readonly number[] = [];
  const namespaces = new Map<string, string>();
  const top: OpenElement = { namespace: null, name: '', line: 0, attributes: [], children: [] };
  const open = [top];
  for (let offset = bytes.readUInt16LE(2); offset + 8 <= bytes.length; offset += bytes.readUInt32LE(offset + 4)) {
    const chunk = bytes.subarray(offset, offset + Math.max(8, bytes.readUInt32LE(offset + 4)));
    const type = chunk.readUInt16LE(0);
    if (type === CHUNK.stringPool) {
      strings = readStringPool(chunk);
    } else if (type === CHUNK.resourceMap) {
      ids = Array.from({ length: (chunk.length - 8) / 4 }, (_, index) => chunk.readUInt32LE(8 + 4 * index));
    } else if (type === CHUNK.startNamespace) {
      namespaces.set(strings[chunk.readUInt32LE(20)] ?? '', strings[chunk.readUInt32LE(16)] ?? '');
    } else if (type === CHUNK.startElement) {
      const element = readElement(chunk, strings, ids);
      open.at(-1)?.children.push(element);
      open.push(element);
    } else if (type === CHUNK.endElement) {
      open.pop();
    }
  }
  const [root] = top.children;
  if (root === undefined) {
    throw new RangeError('the XML has no element');
  }
  return { namespaces: [...namespaces].map(([uri, prefix]) => ({ uri, prefix })), root };
}

function readElement(chunk: Buffer, strings: readonly string[], ids: readonly number[]): OpenElement {
  const text = (index: number): string | null => (index === NONE ? null : (strings[index] ?? ''));
  const start = 16 + chunk.readUInt16LE(24);
  const size = chunk.readUInt16LE(26);
  const attributes = Array.from({ length: chunk.readUInt16LE(28) }, (_, index): ChunkAttribute => {
    const at = start + index * size;
    const name = chunk.readUInt32LE(at + 4);
    const type = chunk.readUInt8(at + 15);
    const data = chunk.readUInt32LE(at + 16);
    return {
      namespace: text(chunk.readUInt32LE(at)),
      name: KNOWN_NAMES.get(ids[name] ?? 0) ?? strings[name] ?? '',
      resourceId: ids[name] ?? null,
      raw: text(chunk.readUInt32LE(at + 8)),
      type,
      data,
      text: type === STRING_VALUE ? text(data) : null,
    };
  });
  return {
    namespace: text(chunk.readUInt32LE(16)),
    name: strings[chunk.readUInt32LE(20)] ?? '',
    line: chunk.readUInt32LE(8),
    attributes,
    children: [],
  };
}

/** Names of attributes with a number come first in the pool, each beside its number. */
class Names {
  readonly ids: number[] = [];
  readonly strings: string[] = [];
  readonly #attributes = new Map<string, number>();
  readonly #texts = new Map<string, number>();

  constructor(root: ChunkElement) {
    const visit = (element: ChunkElement): void => {
      for (const { name, resourceId } of element.attributes) {
        const key = `${resourceId} ${name}`;
        if (resourceId !== null && !this.#attributes.has(key)) {
          this.#attributes.set(key, this.strings.length);
          this.ids.push(resourceId);
          this.strings.push(name);
        }
      }
      element.children.forEach(visit);
    };
    visit(root);
  }

  attribute({ name, resourceId }: ChunkAttribute): number {
    return this.#attributes.get(`${resourceId} ${name}`) ?? this.text(name);
  }

  text(value: string | null): number {
    if (value === null) {
      return NONE;
    }
    const present = this.#texts.get(value);
    if (present !== undefined) {
      return present;
    }
    this.#texts.set(value, this.strings.length);
    this.strings.push(value);
    return this.strings.length - 1;
  }
}

export function writeDocument({ namespaces, root }: ChunkDocument): Buffer {
  const names = new Names(root);
  const pairs = namespaces.map(({ prefix, uri }) => [names.text(prefix), names.text(uri)]);
  const body = Buffer.concat([
    ...pairs.map((pair) => node(CHUNK.startNamespace, root.line, numbers(pair))),
    ...elementChunks(root, names),
    ...pairs.reverse().map((pair) => node(CHUNK.endNamespace, root.line, numbers(pair))),
  ]);
  const pool = writeStringPool(names.strings);
  const map = Buffer.concat([chunkHeader(CHUNK.resourceMap, 8, 4 * names.ids.length), numbers(names.ids)]);
  const content = Buffer.concat([pool, map, body]);
  return Buffer.concat([chunkHeader(CHUNK.xml, 8, content.length), content]);
}

function elementChunks(element: ChunkElement, names: Names): readonly Buffer[] {
  const { namespace, name, line, children } = element;
  // Android looks attributes up in the order of their numbers.
  const attributes = [...element.attributes].sort((a, b) => (a.resourceId ?? NONE) - (b.resourceId ?? NONE));
  const head = Buffer.concat([numbers([names.text(namespace), names.text(name)]), Buffer.alloc(12)]);
  head.writeUInt16LE(ATTRIBUTE_BYTES, 8);
  head.writeUInt16LE(ATTRIBUTE_BYTES, 10);
  head.writeUInt16LE(attributes.length, 12);
  return [
    node(CHUNK.startElement, line, Buffer.concat([head, ...attributes.map((attribute) => attributeBytes(attribute, names))])),
    ...children.flatMap((child) => elementChunks(child, names)),
    node(CHUNK.endElement, line, numbers([names.text(namespace), names.text(name)])),
  ];
}

function attributeBytes(attribute: ChunkAttribute, names: Names): Buffer {
  const { namespace, raw, type, text } = attribute;
  const data = type === STRING_VALUE ? names.text(text) : attribute.data;
  const bytes = numbers([names.text(namespace), names.attribute(attribute), names.text(raw ?? text), 0, data]);
  bytes.writeUInt16LE(8, 12);
  bytes.writeUInt8(type, 15);
  return bytes;
}

function node(type: number, line: number, body: Buffer): Buffer {
  return Buffer.concat([chunkHeader(type, 16, body.length), numbers([line, NONE]), body]);
}

function chunkHeader(type: number, size: number, content: number): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt16LE(type, 0);
  header.writeUInt16LE(size, 2);
  header.writeUInt32LE(content + size, 4);
  return header;
}
