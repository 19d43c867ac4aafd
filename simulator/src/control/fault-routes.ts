import { z } from 'zod';
import type { FaultRule } from '../model/faults.ts';
import { faultSchema } from '../scope/fault-rule.ts';
import { PRECEDENCE } from '../scope/faults-page.ts';
import { faultAnswer } from './answers.ts';
import type { ControlRoute } from './route.ts';

export const FAULT_ROUTES: readonly ControlRoute[] = [
  {
    method: 'get',
    path: '/faults',
    summary: 'Armed rules and their hits',
    isScoped: true,
    status: 200,
    answer: z.array(faultAnswer),
    run: ({ scope }) => scope.faults(),
  },
  {
    method: 'post',
    path: '/faults',
    summary: 'Arms a rule',
    description: [...PRECEDENCE, 'The effects: /docs/faults.'].join('\n'),
    isScoped: true,
    body: faultSchema,
    example: { plane: 'bearer', operation: 'prefetch', when: { nth: 2 }, effect: { kind: 'delay', ms: 3000 } },
    status: 201,
    answer: faultAnswer,
    run: ({ scope, body }) => scope.putFault(body as FaultRule),
  },
  {
    method: 'delete',
    path: '/faults',
    summary: 'Disarms all rules',
    isScoped: true,
    status: 204,
    run: ({ scope }) => scope.clearFaults(),
  },
  {
    method: 'delete',
    path: '/faults/{id}',
    summary: 'Disarms a rule',
    isScoped: true,
    status: 204,
    run: ({ scope, params }) => scope.removeFault(params['id'] ?? ''),
  },
  {
    method: 'post',
    path: '/release',
    summary: 'Releases every held answer',
    isScoped: true,
    status: 200,
    answer: z.strictObject({ released: z.int() }),
    run: async ({ scope }) => ({ released: await scope.release() }),
  },
];
