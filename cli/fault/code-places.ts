import { explainCode, explainOtherCode } from '../../simulator/src/model/explain-code.ts';
import { OPERATIONS, type Operation, type Plane } from '../../simulator/src/model/operations.ts';

/** Where the gateway answers with a code. */
export interface CodePlace {
  readonly plane: Plane;
  readonly operation: Operation;
}

const OPERATION_OF: Readonly<Record<string, Operation>> = {
  prefetch: 'prefetch',
  token: 'get-token',
  exchange: 'login-token-validate',
};

/** The operations that raise a code by themselves; none for a code that only a device makes, or that nobody lists. */
export function placesOfCode(code: string): readonly CodePlace[] {
  return operationsOf(code).flatMap((operation) =>
    OPERATIONS.filter(({ name }) => name === operation).map(({ name, plane }) => ({ operation: name, plane })),
  );
}

const OTHER_OPERATOR = '103273';

/** A code may stand in the guide's list and in another one. */
function operationsOf(code: string): readonly Operation[] {
  const own = (explainCode(code)?.row.origin ?? []).flatMap((origin) => OPERATION_OF[origin] ?? []);
  return [...own, ...otherOperations(code)];
}

function otherOperations(code: string): readonly Operation[] {
  const other = explainOtherCode(code);
  if (other === undefined) {
    return [];
  }
  if (other.list === 'number check') {
    return ['token-validate'];
  }
  return code === OTHER_OPERATOR ? ['prefetch'] : ['login-token-validate'];
}
