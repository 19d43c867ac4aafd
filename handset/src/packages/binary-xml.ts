import { HandsetError } from '../errors.ts';
import { readStringPool } from './string-pool.ts';

/** Chunks of Android's binary XML (frameworks/base ResourceTypes.h). A chunk has type (u16), header size (u16) and size (u32). */
const CHUNK = { stringPool: 0x0001, xml: 0x0003, startElement: 0x0102, endElement: 0x0103, resourceMap: 0x0180 } as const;
/** Data types of Res_value that manifests use. */
const TYPE = { reference: 0x01, string: 0x03, boolean: 0x12 } as const;
const NONE = 0xffffffff;

export type XmlValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'boolean'; readonly is: boolean }
  | { readonly kind: 'reference'; readonly id: number };

export interface XmlElement {
  readonly name: string;
  /** By name without namespace prefix. The installer uses no attribute whose name occurs in two namespaces. */
  readonly attributes: ReadonlyMap<string, XmlValue>;
  readonly children: readonly XmlElement[];
}

/** Names of android: attributes by resource id, for manifests whose attribute names were removed (optimised resources). */
const ATTRIBUTE_NAMES: ReadonlyMap<number, string> = new Map([
  [0x01010001, 'label'],
  [0x01010003, 'name'],
  [0x01010010, 'exported'],
  [0x01010021, 'targetPackage'],
  [0x0101020c, 'minSdkVersion'],
  [0x0101021b, 'versionCode'],
  [0x0101021c, 'versionName'],
  [0x01010270, 'targetSdkVersion'],
]);

/** The bytes are no binary XML, or hold no manifest. */
export class XmlError extends HandsetError<'XML_UNREADABLE'> {
  constructor(message: string) {
    super('XML_UNREADABLE', message);
  }
}

/** Returns the root element. Throws XmlError, or the RangeError of a read beyond the end, when the bytes are no binary XML. */
export function parseBinaryXml(bytes: Buffer): XmlElement {
  if (bytes.length < 8 || bytes.readUInt16LE(0) !== CHUNK.xml) {
    throw new XmlError('this is no binary XML');
  }
  const document = new DocumentBuilder(bytes);
  let offset = bytes.readUInt16LE(2);
  while (offset + 8 <= bytes.length) {
    const size = bytes.readUInt32LE(offset + 4);
    if (size < 8 || offset + size > bytes.length) {
      throw new XmlError(`a chunk of ${size} bytes at ${offset} does not fit`);
    }
    document.add(bytes.readUInt16LE(offset), bytes.subarray(offset, offset + size));
    offset += size;
  }
  return document.root();
}

interface OpenElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, XmlValue>;
  readonly children: XmlElement[];
}

/** Builds the element tree from the chunks of a document. */
class DocumentBuilder {
  #strings: readonly string[] = [];
  #resourceIds: readonly number[] = [];
  readonly #document: OpenElement = { name: '', attributes: new Map(), children: [] };
  readonly #open: OpenElement[] = [this.#document];

  constructor(bytes: Buffer) {
    if (bytes.readUInt32LE(4) > bytes.length) {
      throw new XmlError('the XML is cut off');
    }
  }

  add(type: number, chunk: Buffer): void {
    if (type === CHUNK.stringPool) {
      this.#strings = readStringPool(chunk);
    } else if (type === CHUNK.resourceMap) {
      this.#resourceIds = readResourceMap(chunk);
    } else if (type === CHUNK.startElement) {
      this.#start(chunk);
    } else if (type === CHUNK.endElement) {
      this.#open.pop();
    }
  }

  root(): XmlElement {
    const [root] = this.#document.children;
    if (root === undefined) {
      throw new XmlError('the XML has no element');
    }
    return root;
  }

  #start(chunk: Buffer): void {
    const body = chunk.readUInt16LE(2);
    const element: OpenElement = {
      name: this.#strings[chunk.readUInt32LE(body + 4)] ?? '',
      attributes: this.#attributes(chunk, body),
      children: [],
    };
    this.#open.at(-1)?.children.push(element);
    this.#open.push(element);
  }

  #attributes(chunk: Buffer, body: number): Map<string, XmlValue> {
    const start = body + chunk.readUInt16LE(body + 8);
    const size = chunk.readUInt16LE(body + 10);
    const count = chunk.readUInt16LE(body + 12);
    const attributes = new Map<string, XmlValue>();
    for (let index = 0; index < count; index += 1) {
      const at = start + index * size;
      const name = chunk.readUInt32LE(at + 4);
      const known = ATTRIBUTE_NAMES.get(this.#resourceIds[name] ?? 0);
      attributes.set(known ?? this.#strings[name] ?? '', this.#value(chunk, at));
    }
    return attributes;
  }

  #value(chunk: Buffer, at: number): XmlValue {
    const raw = chunk.readUInt32LE(at + 8);
    const type = chunk.readUInt8(at + 15);
    const data = chunk.readUInt32LE(at + 16);
    if (type === TYPE.string) {
      return { kind: 'text', text: this.#strings[raw === NONE ? data : raw] ?? '' };
    }
    if (type === TYPE.reference) {
      return { kind: 'reference', id: data };
    }
    if (type === TYPE.boolean) {
      return { kind: 'boolean', is: data !== 0 };
    }
    return { kind: 'number', number: data };
  }
}

function readResourceMap(chunk: Buffer): number[] {
  const header = chunk.readUInt16LE(2);
  return Array.from({ length: (chunk.length - header) / 4 }, (_, index) => chunk.readUInt32LE(header + index * 4));
}
