import { describe, expect, test } from 'vitest';
import { parseHostRoute, planeLedTo, requireRoutes, routeText } from './host-route.ts';

describe('--route', () => {
  test.each([
    ['id.example.com=token', { host: 'id.example.com', port: null, plane: 'token' }],
    ['ID.example.com:8443=token', { host: 'id.example.com', port: 8443, plane: 'token' }],
    ['*:80=bearer', { host: '*', port: 80, plane: 'bearer' }],
    ['*=bearer', { host: '*', port: null, plane: 'bearer' }],
    ['203.0.113.9:80=bearer', { host: '203.0.113.9', port: 80, plane: 'bearer' }],
    ['2001:DB8::0:1=token', { host: '2001:db8::1', port: null, plane: 'token' }],
    ['[2001:db8::1]:443=token', { host: '2001:db8::1', port: 443, plane: 'token' }],
  ] as const)('reads %s', (text, expected) => {
    const route = parseHostRoute(text);
    expect(route).toEqual(expected);
    expect(parseHostRoute(routeText(route))).toEqual(route);
  });

  test.each([
    'id.example.com',
    'id.example.com=wifi',
    '=token',
    'https://id.example.com=token',
    'id.example.com:0=token',
    'id.example.com:99999=token',
    '300.1.2.3=token',
    '*.example.com=token',
    'a b=token',
    '[203.0.113.9]:80=token',
  ])('refuses %j', (text) => {
    expect(() => parseHostRoute(text)).toThrow(/HOST\[:PORT\]=bearer/);
  });

  test('one place leads to one plane', () => {
    expect(() => requireRoutes(['a.test:80=bearer', 'A.test:80=token'])).toThrow(/both planes/);
    expect(requireRoutes(['a.test:80=bearer', 'a.test:443=token', 'a.test:80=bearer'])).toHaveLength(3);
  });
});

test('a route of the host goes before that of every host, and one of the port before one of every port', () => {
  const routes = requireRoutes(['*=token', '*:80=bearer', 'a.test=token', 'a.test:81=bearer']);
  expect(planeLedTo(routes, { host: 'b.test', port: 80 })).toBe('bearer');
  expect(planeLedTo(routes, { host: 'b.test', port: 443 })).toBe('token');
  expect(planeLedTo(routes, { host: 'a.test', port: 80 })).toBe('token');
  expect(planeLedTo(routes, { host: 'a.test', port: 81 })).toBe('bearer');
  expect(planeLedTo(requireRoutes(['a.test:80=bearer']), { host: 'a.test', port: 443 })).toBeNull();
});
