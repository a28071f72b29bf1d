/**
 * What the running product must end before its process does: job workers first, the connection pool last. The server that
 * hosts the product (scripts/serve.ts) is not bundled with it, so that both meet in one global registry.
 */
type Ending = () => Promise<void>;

const registry = globalThis as typeof globalThis & { __qunxuEndings?: Map<string, Ending> };

/**
 * Registers an ending under a name; registering the name again replaces it, so that reloading in development leaves one.
 * Endings run when the last request is answered and before the database stops; the last registered name runs first.
 */
export function onShutdown(name: string, ending: Ending): void {
  registry.__qunxuEndings ??= new Map();
  registry.__qunxuEndings.set(name, ending);
}

/** Runs and forgets every registered ending, one after the other; `failed` hears of one that throws. */
export async function runEndings(failed: (name: string, error: unknown) => void): Promise<void> {
  const endings = [...(registry.__qunxuEndings ?? [])].reverse();
  registry.__qunxuEndings?.clear();
  for (const [name, ending] of endings) {
    try {
      await ending();
    } catch (error) {
      failed(name, error);
    }
  }
}
