import { type ExportedCall, headOf, testName } from './exported-call.ts';
import { javascriptBody, NEW_VALUES } from './javascript-body.ts';

/** A test for vitest. */
export function vitestText(call: ExportedCall): string {
  const { url, code, operation, bearer, rootUrl } = call;
  const { imports, lines } = javascriptBody(call);
  const result = operation === 'token-validate' ? `{ header: { resultCode: '${code}' } }` : `{ resultCode: '${code}' }`;
  const options = [
    ...(bearer === undefined ? [] : [`localAddress: '${bearer.session}'`]),
    ...(rootUrl === undefined ? [] : [`ca: await (await fetch('${rootUrl}')).text()`]),
  ];
  const body = [
    ...NEW_VALUES,
    ...lines,
    `const answer = await post('${url}', body${options.length === 0 ? '' : `, { ${options.join(', ')} }`});`,
    `expect(answer).toMatchObject(${result});`,
  ];
  return [
    ...headOf(call).map((line) => `// ${line}`),
    `import { ${imports.join(', ')} } from 'node:crypto';`,
    `import { request } from '${new URL(url).protocol === 'https:' ? 'node:https' : 'node:http'}';`,
    "import { expect, test } from 'vitest';",
    '',
    `test('${testName(call)}', async () => {`,
    ...body.map((line) => `  ${line}`),
    '});',
    '',
    'function post(url, body, options = {}) {',
    "  const headers = { 'content-type': 'application/json' };",
    '  return new Promise((resolve, reject) => {',
    "    const sent = request(url, { method: 'POST', headers, ...options }, async (answer) => {",
    "      resolve(JSON.parse(Buffer.concat(await answer.toArray()).toString('utf8')));",
    '    });',
    "    sent.on('error', reject).end(JSON.stringify(body));",
    '  });',
    '}',
  ].join('\n');
}
