/** The planes of the gateway and its operations. */

export type Plane = 'bearer' | 'token' | 'exchange';

export type Operation = 'prefetch' | 'get-token' | 'login-token-validate' | 'token-validate';
