import type { AnswerFrame, ClientDialect } from '../dialects/quhao-1.ts';
import { findNumberCheckCode, numberCheckCode } from '../model/number-check-codes.ts';
import { findResultCode, resultCode } from '../model/result-codes.ts';
import type { Ended, OperationContext } from '../operations/operation.ts';
import type { CheckPayload, Reading } from '../operations/requests.ts';
import { echoOf, flatJson } from '../protocol/json.ts';
import { operatorTime } from '../protocol/times.ts';
import type { Rendered } from './operation-run.ts';

export interface FlatParts<P> {
  /** A code that a fault rule forces; null: the outcome's own. */
  readonly forced: string | null;
  /** Makes the answer of a success from the frame and the payload. A single literal, which V8 makes and writes fastest. */
  readonly whole: (frame: AnswerFrame, payload: P) => AnswerFrame & Readonly<Record<string, string>>;
  /** A dialect's own form; absent: compact JSON. */
  readonly write?: ClientDialect['writeAnswer'] | undefined;
}

const success = resultCode('SUCCESS').code;
const systemError = numberCheckCode('SYSTEM_ERROR').code;

/** The flat form of three of the four operations (wire.md §0). */
export function renderFlat<P>({ reading, scope, plane }: OperationContext, outcome: Ended<P>, parts: FlatParts<P>): Rendered {
  const { forced, whole, write } = parts;
  const refusal = outcome.kind === 'refused' ? outcome.refusal : null;
  const code = forced ?? refusal?.code ?? success;
  const systemtime = operatorTime(scope.nowOn(plane));
  const desc = code === success ? 'true' : (findResultCode(code)?.cause ?? 'refused');
  const frame = { inresponseto: reading.echo, systemtime, resultCode: code, desc };
  if (outcome.kind === 'done') {
    const answer = whole(frame, outcome.payload);
    return write === undefined ? { code, body: flatJson(answer) } : { code, ...write(answer) };
  }
  const redirect = forced === null ? refusal?.extra['redirect'] : undefined;
  const answer = redirect === undefined ? frame : { ...frame, redirect };
  return write === undefined ? { code, body: flatJson(answer) } : { code, ...write(answer) };
}

/** tokenValidate's envelope (wire.md §5). The SMS service behind message and accessToken is not simulated. */
export function renderEnvelope({ fields }: Reading, outcome: Ended<CheckPayload>, forced: string | null): Rendered {
  const code = forced ?? checkCode(outcome);
  const echo = (name: string): string => echoOf(fields[name]);
  const header = { msgId: echo('msgId'), timestamp: echo('timestamp'), appId: echo('appId'), resultCode: code };
  const resultDesc = findNumberCheckCode(code)?.meaning ?? findResultCode(code)?.cause ?? 'refused';
  const taskId = outcome.kind === 'done' ? outcome.payload.taskId : '';
  return { code, body: JSON.stringify({ header, body: { resultDesc, message: '', accessToken: '', expandParams: '', taskId } }) };
}

function checkCode(outcome: Ended<CheckPayload>): string {
  if (outcome.kind === 'done') {
    return numberCheckCode(outcome.payload.isOwn ? 'OWN_NUMBER' : 'NOT_OWN_NUMBER').code;
  }
  return outcome.kind === 'refused' ? outcome.refusal.code : systemError;
}
