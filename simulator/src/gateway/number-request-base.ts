import { OPERATORS, type Operator, operatorRow } from '../model/operators.ts';

/** The operator whose number request a request is for (wire.md §1, §2). */
export interface NumberRequestBase {
  readonly operator: Operator;
  /** The form in which the request named it: a redirect has the same form. */
  readonly form: 'prefix' | 'name';
}

export interface RequestPlace {
  /** The Host header. */
  readonly host: string | undefined;
  readonly localAuthority: string;
  readonly path: string;
}

export function numberRequestBase(prefixed: Operator | null, host: string | undefined): NumberRequestBase {
  if (prefixed !== null) {
    return { operator: prefixed, form: 'prefix' };
  }
  const name = splitHost(host ?? '').name.toLowerCase();
  const named = OPERATORS.find((row) => row.host === name);
  return named === undefined ? { operator: 'mobile', form: 'prefix' } : { operator: named.operator, form: 'name' };
}

export function redirectUrl(
  { form }: NumberRequestBase,
  operator: Operator,
  { host, localAuthority, path }: RequestPlace,
): string {
  const row = operatorRow(operator);
  if (form === 'prefix') {
    // HTTP allows an empty Host header; it names no authority.
    const authority = host === undefined || host === '' ? localAuthority : host;
    return `http://${authority}${row.prefix}${path}`;
  }
  const { port } = splitHost(host ?? '');
  return `http://${row.host}${port === '' ? '' : `:${port}`}${path}`;
}

function splitHost(host: string): { readonly name: string; readonly port: string } {
  const parts = /^(\[[^\]]*\]|[^:]*)(?::([0-9]*))?$/.exec(host);
  return { name: parts?.[1] ?? host, port: parts?.[2] ?? '' };
}
