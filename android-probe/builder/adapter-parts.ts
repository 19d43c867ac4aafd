import type { AdapterTable, Argument, InlineListener, ObjectSpec, Step } from './adapter-schema.ts';

/** A call of the table, or the making of an object. */
export interface TableCall {
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
  readonly specs: readonly ObjectSpec[];
  readonly listeners: readonly InlineListener[];
}

/** Everything that the table calls and makes, at any depth. */
export function partsOf({ instance, objects = {}, setup = [], configure = [], methods, theme }: AdapterTable): TableParts {
  const calls: TableCall[] = [];
  const specs: ObjectSpec[] = [];
  const listeners: InlineListener[] = [];
  const beginning = (spec: ObjectSpec | undefined): string | undefined =>
    spec?.object === undefined ? spec?.class : objects[spec.object]?.class;
  const visit = (argument: Argument | undefined): void => {
    if (isList(argument)) {
      argument.forEach(visit);
    } else if (typeof argument !== 'object' || argument === null || 'text' in argument) {
      // A word or a literal makes nothing.
    } else if ('listener' in argument || 'on' in argument) {
      listeners.push(argument);
    } else {
      make(argument as ObjectSpec);
    }
  };
  const call = (made: TableCall): void => {
    calls.push(made);
    made.arguments?.forEach(visit);
  };
  const make = (spec: ObjectSpec): void => {
    specs.push(spec);
    const { class: owner, method = '<init>', arguments: given = [] } = spec;
    if (owner !== undefined && spec.field === undefined) {
      call({ owner, isStatic: true, method, arguments: given });
    }
    for (const step of spec.then ?? []) {
      call({ owner: beginning(spec), isStatic: false, method: step.method, arguments: step.arguments ?? [] });
    }
  };
  for (const spec of [instance, theme?.builder, ...Object.values(objects)]) {
    visit(spec);
  }
  for (const { class: owner, target, method, arguments: given = [] } of [...setup, ...configure, ...Object.values(methods)]) {
    visit(target);
    const isStatic = owner !== undefined && target === undefined;
    call({ owner: isStatic ? owner : beginning(target ?? instance), isStatic, method, arguments: given });
  }
  for (const method of themeMethods(theme)) {
    call({ owner: beginning(theme?.builder), isStatic: false, method, arguments: undefined });
  }
  return { calls, specs, listeners };
}

function isList(argument: Argument | undefined): argument is readonly Argument[] {
  return Array.isArray(argument);
}

function themeMethods(theme: AdapterTable['theme']): readonly string[] {
  const setters = Object.values(theme?.setters ?? {}).map((one) => (typeof one === 'string' ? one : one.method));
  return theme?.build === undefined ? setters : [...setters, theme.build];
}

/** Calls that the table makes on the instance, a target or a class; not what stands inside their arguments. */
export function stepsOf({ setup = [], configure = [], methods }: AdapterTable): readonly Step[] {
  return [...setup, ...configure, ...Object.values(methods)];
}

/** Every class that the table names. */
export function classesNamedIn(table: AdapterTable): readonly string[] {
  const { calls, specs, listeners } = partsOf(table);
  const named = [
    ...specs.map((spec) => spec.class),
    ...calls.map(({ owner }) => owner),
    ...listeners.map(({ listener }) => listener),
    ...Object.keys(table.listeners ?? {}),
  ];
  return [...new Set(named.filter((name) => name !== undefined))];
}
