import { z } from 'zod';
import { PROBLEMS } from '../model/problem.ts';
import { ADDRESS_PATTERN } from '../protocol/addresses.ts';
import { queryOf } from './parse-call.ts';
import type { ControlRoute } from './route.ts';
import { CONTROL_ROUTES } from './routes.ts';
import { conditionHeadersSchema } from './schemas.ts';

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
  const { method, path, summary, description, isOpen, body, example, headers, status } = route;
  const created = route.creates === undefined ? {} : { 201: responseOf(route) };
  const isConditional = method === 'get' && headers === conditionHeadersSchema;
  const notModified = isConditional ? { 304: { description: 'the document has a tag of If-None-Match still' } } : {};
  return {
    operationId: `${method}${path.replace(/[{}]/g, '').replace(/[/.-](\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    summary,
    ...(description === undefined ? {} : { description }),
    ...(isOpen === undefined ? {} : { security: [] }),
    parameters: [
      ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => parameter('path', name ?? '', pathParameter(path, name ?? ''))),
      ...parametersOf('query', queryOf(route)),
      ...(headers === undefined ? [] : parametersOf('header', headers)),
    ],
    ...(body === undefined ? {} : { requestBody: requestBodyOf(body, example) }),
    responses: { [status]: responseOf(route), ...created, ...notModified, default: { $ref: '#/components/responses/Problem' } },
  };
}

function requestBodyOf(body: z.ZodType, example: unknown): object {
  const content = { schema: schemaOf(body, 'input'), example };
  return { required: !body.safeParse(undefined).success, content: { 'application/json': content } };
}

interface PathParameter {
  readonly under: string;
  readonly name: string;
  readonly schema: Readonly<Record<string, unknown>>;
}

/** What stands for a parameter of a path. */
const PATH_PARAMETERS: readonly PathParameter[] = [
  { under: '/apps/', name: 'id', schema: { type: 'string', pattern: '^[0-9]{12}$', example: '300000000001' } },
  { under: '/subscribers/', name: 'id', schema: { type: 'string', pattern: '^[0-9]{11}$', example: '15400000001' } },
  {
    under: '/sessions/',
    name: 'id',
    schema: { type: 'string', pattern: ADDRESS_PATTERN, example: '127.0.0.2' },
  },
  { under: '/faults/', name: 'id', schema: { type: 'string', pattern: '^fault-[0-9]+$', example: 'fault-1' } },
  { under: '/journal/', name: 'entry', schema: { type: 'string', pattern: '^[0-9]+$', example: '1' } },
  { under: '/scopes/', name: 'id', schema: { type: 'string', pattern: '^[0-9A-Za-z-]{1,40}$', example: 'default' } },
  { under: '/scopes/', name: 'name', schema: { type: 'string', minLength: 1, example: 'before' } },
];

function pathParameter(path: string, wanted: string): object {
  const row = PATH_PARAMETERS.find(({ under, name }) => name === wanted && path.startsWith(under));
  if (row === undefined) {
    throw new Error(`no path parameter ${wanted} is described for ${path}`);
  }
  return row.schema;
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
