/** The syntax tree of an awk program. */
export type AwkExpression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'regex'; readonly source: string }
  | AwkTarget
  | { readonly kind: 'binary'; readonly sign: string; readonly left: AwkExpression; readonly right: AwkExpression }
  | { readonly kind: 'unary'; readonly sign: string; readonly operand: AwkExpression }
  | { readonly kind: 'assign'; readonly sign: string; readonly target: AwkTarget; readonly value: AwkExpression }
  | { readonly kind: 'step'; readonly by: 1 | -1; readonly when: 'before' | 'after'; readonly target: AwkTarget }
  | { readonly kind: 'choice'; readonly condition: AwkExpression; readonly yes: AwkExpression; readonly no: AwkExpression }
  | { readonly kind: 'in'; readonly keys: readonly AwkExpression[]; readonly array: string }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly AwkExpression[] }
  | { readonly kind: 'getline'; readonly target: AwkTarget | null; readonly file: AwkExpression | null }
  | { readonly kind: 'group'; readonly items: readonly AwkExpression[] };

export type AwkTarget =
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'field'; readonly index: AwkExpression }
  | { readonly kind: 'element'; readonly array: string; readonly keys: readonly AwkExpression[] };

export type AwkStatement =
  | { readonly kind: 'expression'; readonly value: AwkExpression }
  | {
      readonly kind: 'print';
      readonly format: boolean;
      readonly args: readonly AwkExpression[];
      readonly output: AwkOutput | null;
    }
  | { readonly kind: 'block'; readonly body: readonly AwkStatement[] }
  | { readonly kind: 'if'; readonly condition: AwkExpression; readonly yes: AwkStatement; readonly no: AwkStatement | null }
  | {
      readonly kind: 'while';
      readonly condition: AwkExpression;
      readonly body: AwkStatement;
      readonly first: 'condition' | 'body';
    }
  | {
      readonly kind: 'for';
      readonly start: AwkStatement | null;
      readonly condition: AwkExpression | null;
      readonly step: AwkStatement | null;
      readonly body: AwkStatement;
    }
  | { readonly kind: 'for-in'; readonly name: string; readonly array: string; readonly body: AwkStatement }
  | { readonly kind: 'delete'; readonly array: string; readonly keys: readonly AwkExpression[] | null }
  | { readonly kind: 'exit' | 'return'; readonly value: AwkExpression | null }
  | { readonly kind: 'next' | 'nextfile' | 'break' | 'continue' };

export interface AwkOutput {
  readonly sign: '>' | '>>' | '|';
  readonly target: AwkExpression;
}

export interface AwkRule {
  readonly when: 'BEGIN' | 'END' | 'record';
  /** Two patterns are a range; none matches every record. */
  readonly patterns: readonly AwkExpression[];
  /** null prints the record. */
  readonly body: AwkStatement | null;
}

export interface AwkFunction {
  readonly parameters: readonly string[];
  readonly body: AwkStatement;
}

export interface AwkProgram {
  readonly rules: readonly AwkRule[];
  readonly functions: ReadonlyMap<string, AwkFunction>;
}
