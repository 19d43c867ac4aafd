import { HandsetError } from '../../errors.ts';

/** The syntax tree of a command line. It covers the part of the POSIX shell grammar that adb tools use. */
export type Command =
  | SimpleCommand
  | { readonly kind: 'pipeline'; readonly commands: readonly Command[]; readonly isNegated: boolean }
  | { readonly kind: 'list'; readonly items: readonly ListItem[] }
  | { readonly kind: 'loop'; readonly runs: 'while' | 'until'; readonly condition: Command; readonly body: Command }
  | { readonly kind: 'for'; readonly variable: string; readonly words: readonly Word[]; readonly body: Command }
  | { readonly kind: 'if'; readonly branches: readonly Branch[]; readonly otherwise: Command | null }
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

export interface Assignment {
  readonly name: string;
  readonly value: Word;
}

export interface Redirection {
  readonly descriptor: number;
  readonly kind: 'read' | 'replace' | 'append' | 'duplicate';
  readonly target: Word;
}

export type Word = readonly WordPart[];

export type WordPart =
  | { readonly kind: 'text'; readonly text: string; readonly isQuoted: boolean }
  | { readonly kind: 'variable'; readonly name: string; readonly fallback: Word | null; readonly isQuoted: boolean }
  | { readonly kind: 'arithmetic'; readonly expression: Word; readonly isQuoted: boolean }
  | { readonly kind: 'substitution'; readonly body: Command; readonly isQuoted: boolean };

/** A command line that the grammar refuses. */
export class ShellSyntaxError extends HandsetError<'SHELL_SYNTAX'> {
  /** True when another line could complete the command: a quote or a compound command is still open. */
  readonly isUnfinished: boolean;

  constructor(message: string, where: 'inside' | 'at-end' = 'inside') {
    super('SHELL_SYNTAX', message);
    this.isUnfinished = where === 'at-end';
  }
}
