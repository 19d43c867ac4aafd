import { z } from 'zod';
import { PROBLEMS } from '../model/problem.ts';
import { queryOf } from './parse-call.ts';
import type { ControlRoute } from './route.ts';
import { CONTROL_ROUTES } from './routes.ts';

/** All routes under /v1: the resources, and the document that describes them. */
export const SERVED_ROUTES: readonly ControlRoute[] = [
  ...CONTROL_ROUTES,
  {
    method: 'get',
    path: '/openapi.json',
    summary: 'This document',
    isScoped: false,
    isOpen: true,
    status: 200,
    answer: z.looseObject({ openapi: z.string(), paths: z.record(z.string(), z.unknown()) }),
    run: async () => openApi(),
  },
];

/** The control API as an OpenAPI 3.1 document, made of the rows and schemas that serve it. */
function openApi(): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of SERVED_ROUTES) {
    const path = `/v1${route.path}`;
    paths[path] = { ...paths[path], [route.method]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'quhao control API',
      version: '1',
      description: 'Arranges the state of a gateway simulator for tests. Not an operator.',
    },
    security: [{ controlToken: [] }],
    paths,
    components: {
      securitySchemes: { controlToken: { type: 'http', scheme: 'bearer' } },
      schemas: { Problem: PROBLEM_SCHEMA },
      responses: {
        Problem: {
          description: 'RFC 9457',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
    },
  };
}

const PROBLEM_SCHEMA = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { enum: PROBLEMS.map((row) => row.code) },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'message'],
        properties: { pointer: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
};

function operationOf(route: ControlRoute): object {
  const { method, path, summary, description, isOpen, body, headers, status } = route;
  return {
    operationId: `${method}${path.replace(/[{}]/g, '').replace(/[/.-](\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    summary,
    ...(description === undefined ? {} : { description }),
    ...(isOpen === undefined ? {} : { security: [] }),
    parameters: [
      ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => parameter('path', name ?? '', { type: 'string' })),
      ...parametersOf('query', queryOf(route)),
      ...(headers === undefined ? [] : parametersOf('header', headers)),
    ],
    ...(body === undefined ? {} : { requestBody: requestBodyOf(body) }),
    responses: { [status]: responseOf(route), default: { $ref: '#/components/responses/Problem' } },
  };
}

function requestBodyOf(body: z.ZodType): object {
  return { required: !body.safeParse(undefined).success, content: { 'application/json': { schema: schemaOf(body, 'input') } } };
}

function responseOf({ answer, media }: ControlRoute): object {
  return answer === undefined
    ? { description: 'done' }
    : { description: 'done', content: { [media ?? 'application/json']: { schema: schemaOf(answer, 'output') } } };
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return json;
}

function parametersOf(place: 'query' | 'header', schema: z.ZodObject): readonly object[] {
  const properties = (schemaOf(schema, 'input')['properties'] ?? {}) as Record<string, unknown>;
  return Object.entries(properties).map(([name, property]) => parameter(place, name, property));
}

function parameter(place: 'path' | 'query' | 'header', name: string, schema: unknown): object {
  return { name, in: place, required: place === 'path', schema };
}
