import { runningEmbedded } from '@/db/embedded';
import { servingProcess } from '../testing/processes';
import { launch, readyText } from '../testing/product';
import { Browser } from '../torture/kills/browser';
import { accountOf, benchPassword } from './street/founding';

export type Reader = keyof typeof accountOf;

/** The built product, serving one of the streets. */
export interface RunningProduct {
  url: string;
  folder: string;
  databaseUrl: string;
  /** The process that answers requests. */
  pid: number;
  /** The cookies of somebody signed in through the product's own door. */
  cookies: Readonly<Record<Reader, string>>;
  stop(): Promise<void>;
}

interface Choices {
  /** Background jobs clear away and remind: not while single pages are looked at. */
  jobs?: boolean;
  /** Flags for the serving Node, for profiles. */
  nodeOptions?: string;
}

const readers = Object.keys(accountOf) as Reader[];

/** Starts the product on a street's data folder, as `npm start` does, and signs everybody in. */
export async function startProduct(folder: string, choices: Choices = {}): Promise<RunningProduct> {
  const product = await launch({
    QUNXU_DATA: folder,
    QUNXU_DEMO: 'false',
    QUNXU_JOBS: String(choices.jobs ?? false),
    ...(choices.nodeOptions ? { NODE_OPTIONS: choices.nodeOptions } : {}),
  });
  await product.until(readyText);
  const databaseUrl = runningEmbedded(folder);
  if (!databaseUrl) throw new Error('the product runs without its database');
  const signedIn = await Promise.all(
    readers.map(async (reader) => {
      const browser = new Browser(product.url);
      await browser.signIn(accountOf[reader], benchPassword);
      return [reader, browser.cookie] as const;
    }),
  );
  return {
    url: product.url,
    folder,
    databaseUrl,
    pid: servingProcess(folder),
    cookies: Object.fromEntries(signedIn) as Record<Reader, string>,
    stop: async () => {
      product.send('SIGTERM');
      await product.exited;
    },
  };
}
