import { StoreUnreachableError } from '../store/store-unreachable-error.ts';

/** What a connection is treated by while the store is away: each request over it is answered 503. */
export async function unlessAway<T>(asked: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof StoreUnreachableError) {
      return otherwise;
    }
    throw error;
  }
}
