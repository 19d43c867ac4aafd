import { z } from 'zod';
import { PROBLEMS } from '../state/problem.ts';
import { CONTROL_ROUTES, type ControlRoute } from './control-routes.ts';

/** The control API in OpenAPI 3.1, made of the same rows and schemas that serve it. */
export function openApi(): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of CONTROL_ROUTES) {
    const path = `/v1${route.path}`;
    paths[path] = { ...paths[path], [route.method]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'quhao control API',
      version: '1',
      description: 'Arranges the world of a gateway simulator for tests. Not an operator.',
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

function operationOf({ method, path, summary, description, isScoped, body, query, status }: ControlRoute): object {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const scope = isScoped ? [{ name: 'scope', in: 'query', required: false, schema: { type: 'string', default: 'default' } }] : [];
  const inQuery =
    query === undefined ? [] : propertiesOf(query).map(([name, schema]) => ({ name, in: 'query', required: false, schema }));
  return {
    operationId: `${method}${path.replace(/[{}]/g, '').replace(/[/-](\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    summary,
    ...(description === undefined ? {} : { description }),
    parameters: [...inPath, ...scope, ...inQuery],
    ...(body === undefined ? {} : { requestBody: { content: { 'application/json': { schema: schemaOf(body) } } } }),
    responses: {
      [status]: status === 204 ? { description: 'done' } : { description: 'done', content: { 'application/json': {} } },
      default: { $ref: '#/components/responses/Problem' },
    },
  };
}

function schemaOf(schema: z.ZodType): Record<string, unknown> {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return json;
}

function propertiesOf(schema: z.ZodType): readonly (readonly [string, unknown])[] {
  return Object.entries((schemaOf(schema)['properties'] ?? {}) as Record<string, unknown>);
}
