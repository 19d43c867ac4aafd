import type { AdapterTable, Argument, InlineListener, ObjectSpec, Step } from './adapter-schema.ts';

/** A place of the table. */
export type Path = readonly PropertyKey[];

/** A call of the table, or the making of an object. */
export interface TableCall {
  /** Of the row, or of the object that is described. */
  readonly path: Path;
  /** The class that has the method, where `isStatic`; else the one with which the way to the object begins. */
  readonly owner: string | undefined;
  readonly isStatic: boolean;
  /** `<init>` for a constructor. */
  readonly method: string;
  /** Undefined where a row of the guide gives them: a theme's setter. */
  readonly arguments: readonly Argument[] | undefined;
}

interface TableParts {
  /** Everything that the table calls, at any depth. */
  readonly calls: readonly TableCall[];
  /** Every object that it makes, at any depth. */
  readonly specs: readonly { readonly path: Path; readonly spec: ObjectSpec }[];
  readonly listeners: readonly { readonly path: Path; readonly listener: InlineListener }[];
}

/** Everything that the table calls and makes, at any depth. */
export function partsOf(table: AdapterTable): TableParts {
  const { instance, objects = {}, theme } = table;
  const calls: TableCall[] = [];
  const specs: TableParts['specs'][number][] = [];
  const listeners: TableParts['listeners'][number][] = [];
  const beginning = (spec: ObjectSpec | undefined): string | undefined =>
    spec?.object === undefined ? spec?.class : objects[spec.object]?.class;
  const visit = (argument: Argument | undefined, path: Path): void => {
    if (isList(argument)) {
      argument.forEach((item, index) => {
        visit(item, [...path, index]);
      });
    } else if (typeof argument !== 'object' || argument === null || 'text' in argument) {
      // A word or a literal makes nothing.
    } else if ('listener' in argument || 'on' in argument) {
      listeners.push({ path, listener: argument });
    } else {
      make(argument as ObjectSpec, path);
    }
  };
  const call = (made: TableCall): void => {
    calls.push(made);
    visit(made.arguments, [...made.path, 'arguments']);
  };
  const make = (spec: ObjectSpec, path: Path): void => {
    specs.push({ path, spec });
    const { class: owner, method = '<init>', arguments: given = [] } = spec;
    if (owner !== undefined && spec.field === undefined) {
      call({ path, owner, isStatic: true, method, arguments: given });
    }
    for (const [index, step] of (spec.then ?? []).entries()) {
      const at = [...path, 'then', index];
      call({ path: at, owner: beginning(spec), isStatic: false, method: step.method, arguments: step.arguments ?? [] });
    }
  };
  visit(instance, ['instance']);
  visit(theme?.builder, ['theme', 'builder']);
  for (const [name, spec] of Object.entries(objects)) {
    visit(spec, ['objects', name]);
  }
  for (const { path, step } of stepsOf(table)) {
    const { class: owner, target, method, arguments: given = [] } = step;
    visit(target, [...path, 'target']);
    const isStatic = owner !== undefined && target === undefined;
    call({ path, owner: isStatic ? owner : beginning(target ?? instance), isStatic, method, arguments: given });
  }
  for (const { path, method } of themeMethods(theme)) {
    call({ path, owner: beginning(theme?.builder), isStatic: false, method, arguments: undefined });
  }
  return { calls, specs, listeners };
}

function isList(argument: Argument | undefined): argument is readonly Argument[] {
  return Array.isArray(argument);
}

function themeMethods(theme: AdapterTable['theme']): readonly { readonly path: Path; readonly method: string }[] {
  const setters = Object.entries(theme?.setters ?? {}).map(([name, one]) => ({
    path: ['theme', 'setters', name],
    method: typeof one === 'string' ? one : one.method,
  }));
  return theme?.build === undefined ? setters : [...setters, { path: ['theme', 'build'], method: theme.build }];
}

/** Calls that the table makes on the instance, a target or a class; not what stands inside their arguments. */
export function stepsOf({
  setup = [],
  configure = [],
  methods,
}: AdapterTable): readonly { readonly path: Path; readonly step: Step }[] {
  return [
    ...setup.map((step, index) => ({ path: ['setup', index], step })),
    ...configure.map((step, index) => ({ path: ['configure', index], step })),
    ...Object.entries(methods).map(([api, step]) => ({ path: ['methods', api], step })),
  ];
}

/** Every class that the table names, with its first place. */
export function classesNamedIn(table: AdapterTable): ReadonlyMap<string, Path> {
  const { calls, specs, listeners } = partsOf(table);
  const named = [
    ...specs.map(({ path, spec }) => [spec.class, [...path, 'class']] as const),
    ...calls.map(({ path, owner }) => [owner, [...path, 'class']] as const),
    ...listeners.map(({ path, listener }) => [listener.listener, [...path, 'listener']] as const),
    ...Object.keys(table.listeners ?? {}).map((name) => [name, ['listeners', name]] as const),
  ];
  const places = new Map<string, Path>();
  for (const [name, path] of named) {
    if (name !== undefined && !places.has(name)) {
      places.set(name, path);
    }
  }
  return places;
}
