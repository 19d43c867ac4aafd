import { expect, test } from 'vitest';
import { CHECKS } from '../conformance/src/catalogue.ts';
import { textOf } from './docs-repository.ts';

/** docs/sdk-api.md lists the methods that the reference SDK offers. */

const SDK = 'android-probe/sdk/java/com/cmic/gen/sdk';

/** First cells of a section's table; a cell may name several methods. */
function methodsIn(section: string): readonly string[] {
  const [, rest = ''] = textOf('docs/sdk-api.md').split(`\n## ${section}\n`);
  const [table = ''] = rest.split(/^## /m);
  const rows = [...table.matchAll(/^\| ([\w, ]+) \|/gm)].map(([, cell = '']) => cell);
  return rows.filter((cell) => cell !== 'method').flatMap((cell) => cell.split(', '));
}

function methodsOf(file: string, declaration: RegExp): readonly string[] {
  return [...new Set([...textOf(`${SDK}/${file}`).matchAll(declaration)].map(([, name = '']) => name))];
}

test('the Builder has the methods of the page, in its order', () => {
  const methods = methodsOf('view/GenAuthThemeConfig.java', /public Builder (\w+)\(/g);
  expect(methodsIn('4. GenAuthThemeConfig.Builder')).toEqual(methods);
});

test('every method of the Builder names a row that sets it', () => {
  const rows = [...textOf('docs/sdk-api.md').matchAll(/^\| (set\w+) \|.*\| `([\w-]+)` \|$/gm)];
  expect(rows.map(([, method]) => method)).toEqual(methodsIn('4. GenAuthThemeConfig.Builder'));
  const misfits = rows.filter(([, method = '', id]) => {
    const check = CHECKS.find((one) => one.id === id);
    return !check?.act.some((step) => step.do === 'theme' && Object.hasOwn(step.theme, method));
  });
  expect(misfits.map(([, method, id]) => `${method}: ${id}`)).toEqual([]);
});

test('GenAuthnHelper has the methods of the page', () => {
  const methods = methodsOf('auth/GenAuthnHelper.java', /^ {2}public (?:static )?(?:synchronized )?\w+ (\w+)\(/gm);
  expect(methodsIn('2. GenAuthnHelper').toSorted()).toEqual(methods.toSorted());
});
