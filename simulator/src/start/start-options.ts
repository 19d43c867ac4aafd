import { isIP } from 'node:net';
import { z } from 'zod';
import { judgeDialect } from '../dialects/judge-dialect.ts';
import { type ClientDialect, quhao1 } from '../dialects/quhao-1.ts';
import { byListener, LISTENERS } from '../model/listeners.ts';
import { AddressList, parseWhitelist } from '../protocol/addresses.ts';
import { portSchema, read, whitelistSchema } from '../scope/documents.ts';
import { seedParts, seedSchema } from '../scope/scope-seed.ts';
import type { SimulatorOptions } from './simulator-options.ts';

/** Validates the options of a whole simulator. The seed of a scope is validated when it is planted. */

const HOST_NAME = /^(?=.{1,253}$)[0-9A-Za-z]([0-9A-Za-z-]{0,61}[0-9A-Za-z])?(\.[0-9A-Za-z]([0-9A-Za-z-]{0,61}[0-9A-Za-z])?)*$/;

export const certificateHostsSchema = z.array(
  z.string().refine((host) => isIP(host) !== 0 || HOST_NAME.test(host), 'is no host name or IP address'),
);

const LOOPBACK = '127.0.0.1';

/** The option `trustedPeers` replaces this list. */
const LOOPBACK_PEERS = '127.0.0.0/8,::1';

export const portsSchema = z.strictObject(byListener(LISTENERS, portSchema.optional()));

const startSchema = z.strictObject({
  ...seedParts,
  scopes: z.array(seedSchema.extend({ listeners: z.boolean().optional() })).optional(),
  ports: portsSchema.optional(),
  dataDir: z.string().optional(),
  store: z.string().optional(),
  logLevel: z.enum(['silent', 'error', 'info', 'debug']).optional(),
  // judgeDialect validates it.
  dialect: z.unknown().optional(),
  host: z.string().min(1).default(LOOPBACK),
  controlHost: z.string().min(1).default(LOOPBACK),
  trustedPeers: whitelistSchema.default(LOOPBACK_PEERS),
  certificateHosts: certificateHostsSchema.default([]),
  forRoutedClients: z.boolean().default(false),
});

export interface StartOptions {
  readonly host: string;
  readonly controlHost: string;
  readonly trustedPeers: AddressList;
  readonly certificateHosts: readonly string[];
  readonly forRoutedClients: boolean;
  readonly dialect: ClientDialect;
}

export function readStartOptions(options: SimulatorOptions): StartOptions {
  const { trustedPeers, host, controlHost, certificateHosts, forRoutedClients } = read(startSchema, 'start option', options);
  const peers = parseWhitelist(trustedPeers);
  return {
    host,
    controlHost,
    certificateHosts,
    forRoutedClients,
    trustedPeers: new AddressList(peers.ok ? peers.ranges : []),
    dialect: options.dialect === undefined ? quhao1 : judgeDialect(options.dialect, 'the option dialect'),
  };
}
