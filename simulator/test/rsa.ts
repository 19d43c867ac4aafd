import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';

const { keys } = JSON.parse(readFileSync(new URL('../../fixtures/vectors.json', import.meta.url), 'utf8'));

/** The developer's key pair of the vectors. */
export const DEVELOPER_KEY = createPrivateKey(keys.appPrivatePkcs8Pem);
export const DEVELOPER_SPKI: string = keys.appPublicSpkiPem;
