import { z } from 'zod';
import type { MintRequest } from '../model/documents.ts';
import type { Condition } from '../scope/condition.ts';
import { mintSchema } from '../scope/local-scope.ts';
import { patchSchemaOf } from '../scope/merge-patch.ts';
import { clockSchema, settingsSchema } from '../scope/settings.ts';
import { advancedAnswer, clockAnswer, scripAnswer, settingsAnswer } from './answers.ts';
import { CHANGE_DESCRIPTION, changed, conditionOfCall, readTagged } from './document-headers.ts';
import type { ControlCall, ControlRoute } from './route.ts';
import { advanceSchema, conditionHeadersSchema, queueSchema, revokeSchema, scripsSchema } from './schemas.ts';

/** Settings, credentials and clock of a scope. */
export const STATE_ROUTES: readonly ControlRoute[] = [
  {
    method: 'get',
    path: '/settings',
    summary: 'The scope’s settings',
    isScoped: true,
    headers: conditionHeadersSchema,
    status: 200,
    answer: settingsAnswer,
    run: async (call) => readTagged(call, call.scope.settings()),
  },
  {
    method: 'put',
    path: '/settings',
    summary: 'Replaces all settings: one that is absent gets its default',
    description: CHANGE_DESCRIPTION,
    isScoped: true,
    body: settingsSchema,
    example: { scripUse: 'once' },
    headers: conditionHeadersSchema,
    status: 200,
    answer: settingsAnswer,
    run: (call) => changeSettings(call, (condition) => call.scope.putSettings(call.body as object, condition)),
  },
  {
    method: 'patch',
    path: '/settings',
    summary: 'Changes the settings that are named (RFC 7396); null gives one its default',
    description: CHANGE_DESCRIPTION,
    isScoped: true,
    body: patchSchemaOf(settingsSchema),
    example: { switchedOff: ['prefetch'] },
    headers: conditionHeadersSchema,
    status: 200,
    answer: settingsAnswer,
    run: (call) => changeSettings(call, (condition) => call.scope.patchSettings(call.body as object, condition)),
  },
  {
    method: 'get',
    path: '/scrips',
    summary: 'The scrips of a number, or all, in the order of their issue; an expired one until it is removed',
    isScoped: true,
    query: scripsSchema,
    status: 200,
    answer: z.array(scripAnswer),
    run: ({ scope, query }) => scope.scrips((query as { msisdn?: string }).msisdn),
  },
  {
    method: 'post',
    path: '/scrips/revoke',
    summary: 'Revokes the scrips of a number, or all',
    isScoped: true,
    body: revokeSchema.optional(),
    example: { msisdn: '15400000001' },
    status: 200,
    answer: z.strictObject({ revoked: z.int() }),
    run: async ({ scope, body }) => ({ revoked: await scope.revokeScrips((body as { msisdn?: string } | undefined)?.msisdn) }),
  },
  {
    method: 'post',
    path: '/tokens',
    summary: 'Mints a token without a login',
    isScoped: true,
    body: mintSchema,
    example: { appid: '300000000001', msisdn: '15400000001' },
    status: 201,
    answer: z.strictObject({ token: z.string() }),
    run: async ({ scope, body }) => ({ token: await scope.mintToken(body as MintRequest) }),
  },
  {
    method: 'post',
    path: '/tokens/queue',
    summary: 'Queues the next tokens to be issued; refused if any scope has queued or issued one of them',
    isScoped: true,
    body: queueSchema,
    example: [`STsid${'1'.repeat(20)}${'a'.repeat(32)}`],
    status: 204,
    run: ({ scope, body }) => scope.queueTokens(body as string[]),
  },
  {
    method: 'get',
    path: '/clock',
    summary: 'The time and the rate of the clock',
    isScoped: true,
    status: 200,
    answer: clockAnswer,
    run: async ({ scope }) => {
      const { now, rate } = await scope.report();
      return { now, rate };
    },
  },
  {
    method: 'put',
    path: '/clock',
    summary: 'Offsets, freezes or scales the clock',
    isScoped: true,
    body: clockSchema,
    example: { now: 1_790_000_000_000, rate: 0 },
    status: 200,
    answer: advancedAnswer,
    run: ({ scope, body }) => scope.setClock(body as object),
  },
  {
    method: 'post',
    path: '/clock/advance',
    summary: 'Advances the clock and reports what became due',
    isScoped: true,
    body: advanceSchema,
    example: { ms: 60_000 },
    status: 200,
    answer: advancedAnswer,
    run: ({ scope, body }) => scope.advance((body as { ms: number }).ms),
  },
];

async function changeSettings(call: ControlCall, change: (condition: Condition) => Promise<object>): Promise<object> {
  return changed(call, { before: call.scope.settings(), after: await change(conditionOfCall(call)) });
}
