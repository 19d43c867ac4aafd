import type { ShellIo } from '../shell-io.ts';
import { matchesPattern } from './patterns.ts';
import type { Conditional, Word } from './syntax.ts';
import { type TestSubject, testBinary, testUnary } from './test-expression.ts';

/** The shell that evaluates `[[ … ]]`. */
interface ConditionalShell {
  expandText(word: Word, io: ShellIo): Promise<string>;
  expandPattern(word: Word, io: ShellIo): Promise<string>;
  testSubject(io: ShellIo): TestSubject;
}

export async function evaluateConditional(shell: ConditionalShell, expression: Conditional, io: ShellIo): Promise<boolean> {
  switch (expression.kind) {
    case 'text':
      return (await shell.expandText(expression.word, io)) !== '';
    case 'not':
      return !(await evaluateConditional(shell, expression.inner, io));
    case 'and':
      return (await evaluateConditional(shell, expression.left, io)) && (await evaluateConditional(shell, expression.right, io));
    case 'or':
      return (await evaluateConditional(shell, expression.left, io)) || (await evaluateConditional(shell, expression.right, io));
    case 'unary':
      return await testUnary(expression.operator, await shell.expandText(expression.word, io), shell.testSubject(io));
    case 'binary':
      return await evaluateBinary(shell, expression, io);
  }
}

type Binary = Extract<Conditional, { readonly kind: 'binary' }>;

/** `=`, `==` and `!=` have a pattern on their right. */
async function evaluateBinary(shell: ConditionalShell, { operator, left, right }: Binary, io: ShellIo): Promise<boolean> {
  const text = await shell.expandText(left, io);
  if (operator === '=' || operator === '==' || operator === '!=') {
    return matchesPattern(text, await shell.expandPattern(right, io)) === (operator !== '!=');
  }
  return await testBinary(operator, [text, await shell.expandText(right, io)], shell.testSubject(io));
}
