import { type Path, partsOf, stepsOf } from './adapter-parts.ts';
import type { AdapterTable, ObjectSpec } from './adapter-schema.ts';

/** Makes the error of a place of the table. */
type Refuse = (path: Path, cause: string) => Error;

/** What a schema cannot say: what is asked for is described, and an object that is called is there. Throws what `refuse` makes. */
export function requireSense(table: AdapterTable, refuse: Refuse): void {
  requireRows(table, refuse);
  requireTheme(table, refuse);
  requireListeners(table, refuse);
  requireObjects(table, refuse);
  for (const [path, templates] of templatesOf(table)) {
    requireTemplates(path, templates, refuse);
  }
}

function requireRows({ methods }: AdapterTable, refuse: Refuse): void {
  const rows = Object.entries(methods);
  if (rows.length === 0) {
    throw refuse(['methods'], 'methods: at least one of the documented calls must be mapped');
  }
  for (const [api, row] of rows) {
    if (row?.arguments.includes('suspend') && row.result === undefined) {
      throw refuse(['methods', api], `methods.${api}: a suspend function gives its result back: describe it by \`result\``);
    }
    if (row?.result !== undefined && row.returns !== undefined) {
      throw refuse(['methods', api], `methods.${api}: \`returns\` is for getNetworkType, \`result\` for calls with a result`);
    }
    if (row?.returns !== undefined && api !== 'getNetworkType') {
      throw refuse(
        ['methods', api, 'returns'],
        `methods.${api}: \`returns\` is for getNetworkType; a result that is given back is described by \`result\``,
      );
    }
  }
}

function requireTheme({ methods, theme }: AdapterTable, refuse: Refuse): void {
  const isThemed = Object.values(methods).some((row) => row?.arguments.includes('theme'));
  if (isThemed !== (theme !== undefined)) {
    const cause = isThemed
      ? 'theme: setAuthThemeConfig takes a theme, and none is described'
      : 'theme: no row of `methods` takes it: setAuthThemeConfig has `theme` among its arguments';
    throw refuse([isThemed ? 'methods' : 'theme'], cause);
  }
}

function requireListeners(table: AdapterTable, refuse: Refuse): void {
  const { methods, listeners = {} } = table;
  if (Object.values(methods).some((row) => row?.arguments.includes('listener')) && Object.keys(listeners).length === 0) {
    throw refuse(['methods'], 'listeners: a method takes a listener, and none is described');
  }
  const undescribed = partsOf(table).listeners.find(
    ({ listener: { listener } }) => listener !== undefined && !Object.hasOwn(listeners, listener),
  );
  if (undescribed !== undefined) {
    throw refuse(undescribed.path, `listeners: ${undescribed.listener.listener} is taken, and not described`);
  }
}

function requireObjects(table: AdapterTable, refuse: Refuse): void {
  const { instance, objects = {} } = table;
  if (instance === undefined && stepsOf(table).some(({ step }) => step.class === undefined && step.target === undefined)) {
    throw refuse(['methods'], 'instance: a row names no class (static method), so the table must say how the object is had');
  }
  const unknown = partsOf(table).specs.find(({ spec: { object } }) => object !== undefined && !Object.hasOwn(objects, object));
  if (unknown !== undefined) {
    throw refuse(unknown.path, `objects: there is no "${unknown.spec.object}"`);
  }
  for (const name of Object.keys(objects)) {
    requireNoCircle([name], objects, refuse);
  }
}

/** An object that is made of itself is never done. */
function requireNoCircle(names: readonly string[], objects: Readonly<Record<string, ObjectSpec>>, refuse: Refuse): void {
  const [first = ''] = names;
  for (const next of namesIn(objects[names.at(-1) ?? ''])) {
    if (next === first) {
      throw refuse(['objects', first], `objects.${first} is made of itself: ${[...names, next].join(' → ')}`);
    }
    if (!names.includes(next)) {
      requireNoCircle([...names, next], objects, refuse);
    }
  }
}

/** Names of `objects` that stand in a description, at any depth. */
function namesIn(described: unknown): readonly string[] {
  if (typeof described !== 'object' || described === null) {
    return [];
  }
  const { object } = described as ObjectSpec;
  return [...(typeof object === 'string' ? [object] : []), ...Object.values(described).flatMap(namesIn)];
}

type Templates = Readonly<Record<string, string>>;

/** Every description of a result, with its place. */
function templatesOf(table: AdapterTable): readonly (readonly [Path, Templates])[] {
  const ofListeners = Object.entries(table.listeners ?? {}).flatMap(([listener, methods]) =>
    Object.entries(methods).map(([method, templates]) => [['listeners', listener, method], templates] as const),
  );
  const ofRows = Object.entries(table.methods).flatMap(([api, row]) =>
    (['result', 'throws', 'returns'] as const).flatMap((key) => {
      const templates = row?.[key];
      return templates === undefined ? [] : [[['methods', api, key], templates] as const];
    }),
  );
  const inline = partsOf(table).listeners.flatMap(({ path, listener: { on = {} } }) =>
    Object.entries(on).map(([method, templates]) => [[...path, 'on', method], templates] as const),
  );
  return [...ofListeners, ...ofRows, ...inline];
}

const PLACE = /\{\d+(?:\.\w+)*\}/g;
const RESULT_CODE = 'resultCode';

function requireTemplates(path: Path, templates: Templates, refuse: Refuse): void {
  const at = path.join('.');
  const [broken, text = ''] = Object.entries(templates).find(([, one]) => /[{}]/.test(one.replace(PLACE, ''))) ?? [];
  if (broken !== undefined) {
    throw refuse([...path, broken], `${at}.${broken}: "${text}" has a brace that is no place; a place is {0} or {0.token}`);
  }
  if (path.at(-1) !== 'returns' && !Object.hasOwn(templates, RESULT_CODE)) {
    const misspelt = Object.keys(templates).find((key) => key.toLowerCase().replace(/\W|_/g, '') === RESULT_CODE.toLowerCase());
    const advice = misspelt === undefined ? '' : `; did you mean it by "${misspelt}"?`;
    throw refuse(
      misspelt === undefined ? path : [...path, misspelt],
      `${at}: a result has a resultCode, and none is described${advice}`,
    );
  }
}
