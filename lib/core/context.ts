import { AsyncLocalStorage } from 'node:async_hooks';

export interface RequestContext {
  /** Short reference a person can read out over the phone. */
  ref: string;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** Runs `work` so that its log lines and audit records carry the request's reference. */
export function withContext<T>(context: RequestContext, work: () => T): T {
  return storage.run(context, work);
}

/** The reference of the request under way, if there is one. */
export function requestRef(): string | undefined {
  return storage.getStore()?.ref;
}
