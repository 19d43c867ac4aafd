import type { AnswerFrame } from '../dialects/quhao-1.ts';
import type { Attempt, Outcome } from '../flows/flow.ts';
import type { CheckPayload, Reading } from '../flows/requests.ts';
import { findNumberCheckCode, numberCheckCode } from '../protocol/number-check-codes.ts';
import { findResultCode, resultCode } from '../protocol/result-codes.ts';
import { operatorTime } from '../protocol/times.ts';
import type { Rendered } from './operations.ts';

export type Answered = Readonly<Record<string, string>>;
type MaybeForced<P> = Outcome<P> | { readonly kind: 'checked' };

export interface FlatAnswer {
  readonly attempt: Attempt;
  readonly outcome: MaybeForced<unknown>;
  /** What a success carries besides the frame. */
  readonly payload: (frame: AnswerFrame) => Answered;
  readonly forced: string | null;
}

const SUCCESS = resultCode('SUCCESS').code;

/** The flat form of three of the four operations (wire.md §0). */
export function renderFlat({ attempt, outcome, payload, forced }: FlatAnswer): Rendered {
  const refusal = outcome.kind === 'refused' ? outcome.refusal : null;
  const code = forced ?? refusal?.code ?? SUCCESS;
  const frame = {
    inresponseto: attempt.reading.echo,
    systemtime: operatorTime(attempt.world.nowOn(attempt.plane)),
    resultCode: code,
  };
  const desc = code === SUCCESS ? 'true' : (findResultCode(code)?.cause ?? 'refused');
  const extra = forced === null ? refusal?.extra : undefined;
  return { code, body: JSON.stringify({ ...frame, desc, ...extra, ...payload(frame) }) };
}

/** tokenValidate's envelope (wire.md §5); the SMS service behind message and accessToken is not simulated. */
export function renderEnvelope({ fields }: Reading, outcome: MaybeForced<CheckPayload>, forced: string | null): Rendered {
  const done = outcome.kind === 'done' ? outcome.payload : null;
  const told = done === null ? null : numberCheckCode(done.isOwn ? 'OWN_NUMBER' : 'NOT_OWN_NUMBER').code;
  const code = forced ?? told ?? (outcome.kind === 'refused' ? outcome.refusal.code : numberCheckCode('SYSTEM_ERROR').code);
  const echo = (name: string): string => (typeof fields[name] === 'string' ? fields[name] : '');
  const header = { msgId: echo('msgId'), timestamp: echo('timestamp'), appId: echo('appId'), resultCode: code };
  const resultDesc = (findNumberCheckCode(code)?.meaning ?? findResultCode(code)?.cause) || 'refused';
  const body = { resultDesc, message: '', accessToken: '', expandParams: '', taskId: done?.taskId ?? '' };
  return { code, body: JSON.stringify({ header, body }) };
}
