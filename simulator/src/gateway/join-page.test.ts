import { expect, test } from 'vitest';
import { joinPage } from './join-page.ts';

const VISITOR = { address: '192.168.1.23', number: null, host: '192.168.1.5:7080', tokenPort: 7443, agent: '' };

test.each([
  ['Mozilla/5.0 (Linux; Android 14; Pixel 8) Mobile', 'Android 14', 'Install anyway'],
  ['Mozilla/5.0 (Linux; Android 11; M2007) Mobile', 'Android 11', 'Install anyway'],
  ['Mozilla/5.0 (Linux; Android 10; K) Mobile', 'Android 10', 'VPN and apps'],
  ['Mozilla/5.0 (Linux; Android 7.1.2; X) Mobile', 'Android 7', 'VPN and apps'],
  ['Mozilla/5.0 (Linux; U; Android 5.1; X) Mobile', 'Android 5', 'give it a name'],
  ['Mozilla/5.0 (iPhone)', 'Android 11+', 'Install anyway'],
])('the way to install a certificate fits the browser: %s', (agent, title, step) => {
  const page = joinPage({ ...VISITOR, agent });
  expect(page).toContain(`(${title})`);
  expect(page).toContain(step);
});

test('shows the addresses by the name that the browser used', () => {
  expect(joinPage(VISITOR)).toContain('https://192.168.1.5:7443<');
  expect(joinPage({ ...VISITOR, host: '[fe80::1]:7080' })).toContain('https://[fe80::1]:7443<');
});

test('what a client sends is text, never markup', () => {
  const page = joinPage({ ...VISITOR, host: '<script>', address: '"><b>' });
  expect(page).not.toMatch(/<script>|"><b>/);
});
