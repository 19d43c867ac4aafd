import request from 'supertest';
import { test as base } from '../../src/vitest.ts';

/** `test` with clients of the control API: `control` sends the control token, `anonymous` does not. */
export const test = base
  .extend('control', { scope: 'worker' }, ({ simulator }) => {
    return () => request.agent(simulator.urls.control).auth(simulator.controlToken, { type: 'bearer' });
  })
  .extend('anonymous', { scope: 'worker' }, ({ simulator }) => {
    return () => request(simulator.urls.control);
  });
