import { HandsetError } from '../../errors.ts';

/** The syntax tree of a command line, as mksh reads it. */
export type Command =
  | SimpleCommand
  | { readonly kind: 'pipeline'; readonly commands: readonly Command[]; readonly isNegated: boolean }
  | { readonly kind: 'list'; readonly items: readonly ListItem[] }
  | { readonly kind: 'loop'; readonly runs: 'while' | 'until'; readonly condition: Command; readonly body: Command }
  /** Without words, the loop is over `"$@"`. */
  | { readonly kind: 'for' | 'select'; readonly variable: string; readonly words: readonly Word[] | null; readonly body: Command }
  | { readonly kind: 'if'; readonly branches: readonly Branch[]; readonly otherwise: Command | null }
  | { readonly kind: 'case'; readonly subject: Word; readonly clauses: readonly CaseClause[] }
  | { readonly kind: 'function'; readonly name: string; readonly body: Command }
  | { readonly kind: 'conditional'; readonly expression: Conditional }
  | { readonly kind: 'arithmetic'; readonly expression: Word }
  | { readonly kind: 'group'; readonly body: Command; readonly scope: 'own' | 'shared' }
  | { readonly kind: 'redirected'; readonly body: Command; readonly redirections: readonly Redirection[] };

export interface SimpleCommand {
  readonly kind: 'simple';
  readonly assignments: readonly Assignment[];
  readonly words: readonly Word[];
  readonly redirections: readonly Redirection[];
}

export interface ListItem {
  readonly command: Command;
  /** The operator after the command. */
  readonly end: ';' | '&' | '&&' | '||';
}

export interface Branch {
  readonly condition: Command;
  readonly body: Command;
}

export interface CaseClause {
  readonly patterns: readonly Word[];
  readonly body: Command;
  /** `;&` runs the next body too; `;|` goes on with the next patterns. */
  readonly end: ';;' | ';&' | ';|';
}

/** The inside of `[[ … ]]`. */
export type Conditional =
  | { readonly kind: 'text'; readonly word: Word }
  | { readonly kind: 'unary'; readonly operator: string; readonly word: Word }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Word; readonly right: Word }
  | { readonly kind: 'not'; readonly inner: Conditional }
  | { readonly kind: 'and' | 'or'; readonly left: Conditional; readonly right: Conditional };

export interface Assignment {
  readonly name: string;
  /** `NAME[INDEX]=…`; null for a plain name. */
  readonly index: Word | null;
  /** Several values make an array: `NAME=(…)`. */
  readonly value: { readonly kind: 'one'; readonly word: Word } | { readonly kind: 'many'; readonly words: readonly Word[] };
  /** True for `+=`. */
  readonly appends: boolean;
}

export interface Redirection {
  readonly descriptor: number;
  /** `document` is `<<`, `text` is `<<<`. */
  readonly kind: 'read' | 'replace' | 'append' | 'duplicate' | 'document' | 'text';
  readonly target: Word;
}

export type Word = readonly WordPart[];

export type WordPart =
  | { readonly kind: 'text'; readonly text: string; readonly isQuoted: boolean }
  | ParameterPart
  | { readonly kind: 'arithmetic'; readonly expression: Word; readonly isQuoted: boolean }
  | { readonly kind: 'substitution'; readonly body: Command; readonly isQuoted: boolean };

export interface ParameterPart {
  readonly kind: 'variable';
  readonly name: string;
  /** `${NAME[INDEX]}`; null for a plain name. */
  readonly index: Word | null;
  readonly operation: Operation | null;
  readonly isQuoted: boolean;
}

/** What `${…}` does to a value. */
export type Operation =
  | { readonly kind: 'length' }
  | { readonly kind: 'keys' }
  | { readonly kind: 'quote' }
  | DefaultOperation
  | { readonly kind: 'trim'; readonly sign: '#' | '##' | '%' | '%%'; readonly pattern: Word }
  | {
      readonly kind: 'replace';
      readonly reach: 'first' | 'all' | 'start' | 'end';
      readonly pattern: Word;
      readonly replacement: Word;
    }
  | { readonly kind: 'slice'; readonly offset: Word; readonly length: Word | null };

export interface DefaultOperation {
  readonly kind: 'default';
  readonly sign: '-' | '=' | '?' | '+';
  /** True with a colon: an empty value counts as none. */
  readonly countsEmpty: boolean;
  readonly word: Word;
}

/** A command line that the grammar refuses. */
export class ShellSyntaxError extends HandsetError<'SHELL_SYNTAX'> {
  /** True when another line could complete the command: a quote or a compound command is still open. */
  readonly isUnfinished: boolean;

  constructor(message: string, where: 'inside' | 'at-end' = 'inside') {
    super('SHELL_SYNTAX', message);
    this.isUnfinished = where === 'at-end';
  }
}

/** An error that ends a shell which is not interactive: of an expansion, of arithmetic, or of a special builtin. */
export class ShellFailureError extends HandsetError<'SHELL_FAILURE'> {
  readonly status: number;

  constructor(message: string, status = 1) {
    super('SHELL_FAILURE', message);
    this.status = status;
  }
}
