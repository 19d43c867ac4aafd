import { z } from 'zod';

/** What an SDK does on a healthy device, before anything is judged. Part of report.json. */

const bearer = z.enum(['wifi', 'cellular', 'vpn', 'loopback']);

const hostSchema = z.object({
  host: z.string().describe('a name or an address'),
  port: z.number().nullable().describe('null: the name was looked up and nothing was connected to'),
  bearer,
  plane: z.enum(['bearer', 'token']).nullable().describe('the plane of the gateway that it leads to; null: none'),
  tls: z.boolean().nullable().describe('whether the first byte was one of TLS; null: no byte was sent'),
  connections: z.number(),
  bytesOut: z.number(),
  bytesIn: z.number(),
  ends: z.array(z.string()).readonly(),
});

const callSchema = z.object({
  api: z.string(),
  result: z.string().describe("the callback's code, or what came instead of a callback"),
  tookMs: z.number().nullable(),
  thread: z.string().nullable().describe('thread of the callback'),
  hosts: z.array(hostSchema).readonly(),
  understood: z.number().describe('requests that the gateway has read in its dialect'),
  notUnderstood: z.array(z.string()).readonly().describe('the others, as the gateway describes them'),
  networkRequests: z
    .object({ held: z.number(), forMs: z.number(), left: z.number() })
    .describe('requests for a network: the most at once, for how long, and those left three seconds after the callback'),
});

export const portraitSchema = z.object({
  calls: z.array(callSchema).readonly(),
  files: z
    .object({ files: z.number(), bytes: z.number() })
    .nullable()
    .describe("the app's private files when they were largest, after one of the calls"),
  logTags: z.array(z.object({ tag: z.string(), lines: z.number() })).readonly(),
  proposals: z.array(z.string()).readonly().describe('values of --route that would lead the hosts that lead nowhere'),
});

export type Portrait = z.infer<typeof portraitSchema>;
export type PortraitCall = z.infer<typeof callSchema>;
export type PortraitHost = z.infer<typeof hostSchema>;
