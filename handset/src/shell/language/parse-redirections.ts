import type { Redirection, Word } from './syntax.ts';
import type { WordReader } from './words.ts';

const REDIRECTION = /^(&|[0-9]?)(<<<|<<-|<<|>>|>&|>\||>|<&|<>|<)/;

type Row = Pick<Redirection, 'kind' | 'descriptor'>;

const REDIRECTIONS: Readonly<Record<string, Row>> = {
  '>>': { kind: 'append', descriptor: 1 },
  '>&': { kind: 'duplicate', descriptor: 1 },
  '>|': { kind: 'replace', descriptor: 1 },
  '>': { kind: 'replace', descriptor: 1 },
  '<&': { kind: 'duplicate', descriptor: 0 },
  '<<<': { kind: 'text', descriptor: 0 },
  '<<-': { kind: 'document', descriptor: 0 },
  '<<': { kind: 'document', descriptor: 0 },
  '<>': { kind: 'read', descriptor: 0 },
  '<': { kind: 'read', descriptor: 0 },
};

/** The redirections that stand here, one after the other. */
export function readRedirections(reader: WordReader): readonly Redirection[] {
  const redirections: Redirection[] = [];
  for (let next = readRedirection(reader); next !== null; next = readRedirection(reader)) {
    redirections.push(...next);
  }
  return redirections;
}

/** A redirection; `&>file` is two. */
function readRedirection(reader: WordReader): readonly Redirection[] | null {
  const { scanner } = reader;
  scanner.skipBlank('line');
  const match = REDIRECTION.exec(scanner.ahead());
  const sign = match?.[2] ?? '';
  const row = REDIRECTIONS[sign];
  if (match === null || row === undefined) {
    return null;
  }
  scanner.take(match[0]);
  const target = reader.readWord();
  if (target === null) {
    throw scanner.unexpected();
  }
  const prefix = match[1] ?? '';
  const descriptor = /\d/.test(prefix) ? Number(prefix) : row.descriptor;
  if (row.kind === 'document') {
    return [readDocument(reader, { descriptor, target, stripsTabs: sign === '<<-' })];
  }
  const plain: Redirection = { kind: row.kind, descriptor, target };
  const toOutput: Redirection = { descriptor: 2, kind: 'duplicate', target: [{ kind: 'text', text: '1', isQuoted: true }] };
  return prefix === '&' ? [plain, toOutput] : [plain];
}

interface DocumentHead {
  readonly descriptor: number;
  readonly target: Word;
  readonly stripsTabs: boolean;
}

/** A here-document. Its body is filled in when the scanner comes to the end of the line. */
function readDocument(reader: WordReader, { descriptor, target, stripsTabs }: DocumentHead): Redirection {
  const isLiteral = target.some((part) => part.isQuoted);
  const delimiter = target.map((part) => (part.kind === 'text' ? part.text : '')).join('');
  const redirection: { -readonly [Key in keyof Redirection]: Redirection[Key] } = { kind: 'document', descriptor, target: [] };
  reader.scanner.expectDocument({
    delimiter,
    stripsTabs,
    accept: (body) => {
      redirection.target = isLiteral ? [{ kind: 'text', text: body, isQuoted: true }] : reader.readDocument(body);
    },
  });
  return redirection;
}
