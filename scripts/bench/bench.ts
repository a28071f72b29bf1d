import { type BareApp, startBare } from './bare-app';
import { closeStreet, openStreet, type StreetName } from './database';
import type { Finding } from './finding';
import { type Generator, startGenerator } from './load/generator';
import type { LoadJob, LoadResult } from './load/job';
import type { Options } from './options';
import { type RunningProduct, startProduct } from './product';

/** One thing that is measured; one file each in scenarios/, listed in scenarios/registry.ts. */
export interface Scenario {
  name: string;
  title: string;
  run(bench: Bench): Promise<Finding[]>;
}

const connections = 16;

/** What scenarios share: the streets, the running programs, and the load generator. Each is started when first asked for. */
export class Bench {
  readonly options: Options;
  readonly say: (line: string) => void;
  private readonly folders = new Map<StreetName, Promise<string>>();
  private readonly products = new Map<StreetName, Promise<RunningProduct>>();
  private bareApp: Promise<BareApp> | undefined;
  private generator: Generator | undefined;

  constructor(options: Options, say: (line: string) => void) {
    this.options = options;
    this.say = say;
  }

  /** The data folder of a street, as it was made. */
  street(name: StreetName): Promise<string> {
    return kept(this.folders, name, () => openStreet(name));
  }

  /** The product that serves a street. */
  product(name: StreetName): Promise<RunningProduct> {
    return kept(this.products, name, async () => startProduct(await this.street(name)));
  }

  /** The bare page, on the database of the large street. */
  async bare(): Promise<BareApp> {
    this.bareApp ??= this.product('large').then(({ databaseUrl }) => startBare(databaseUrl));
    return this.bareApp;
  }

  /** Sends load from the generator's process. @throws Error when an answer was not what it should be */
  load(job: Omit<LoadJob, 'connections'> & { connections?: number }): Promise<LoadResult> {
    this.generator ??= startGenerator();
    return this.generator.run({ connections, ...job });
  }

  /** Stops the programs, for a scenario that starts its own; the next that asks finds them started anew. */
  async stopPrograms(): Promise<void> {
    const running = [this.bareApp, ...this.products.values()].filter((program) => program !== undefined);
    this.bareApp = undefined;
    this.products.clear();
    for (const program of running) await (await program).stop();
  }

  async end(): Promise<void> {
    this.generator?.stop();
    await this.stopPrograms();
    for (const folder of this.folders.values()) await closeStreet(await folder);
  }
}

function kept<Key, Value>(
  map: Map<Key, Promise<Value>>,
  key: Key,
  make: () => Promise<Value>,
): Promise<Value> {
  const known = map.get(key) ?? make();
  map.set(key, known);
  return known;
}
