import { rmSync } from 'node:fs';
import { closeDatabase } from '@/db/client';
import { clusterFolder, runningEmbedded } from '@/db/embedded';
import { stopPostmaster } from '@/db/embedded/postmaster';
import { identify } from '@/db/embedded/process-table';
import { makeFolder } from '../../life/stage';
import { launch, type Product, readyText } from '../../testing/product';
import { publicName } from './client';

/** Long, and found nowhere by chance: an answer that holds it has given it away. */
export const productSecret = 'the-secret-of-the-sweep-0123456789-abcdefghij';

export interface Stage {
  product: Product;
  folder: string;
  port: number;
  /** The one-time token for /setup that the product printed. */
  setupToken: string;
  /** What the product has logged and printed. */
  printed: () => string;
  end: () => Promise<void>;
}

/** Starts the built product on an empty street, without background jobs, as it stands behind a reverse proxy that speaks https. */
export async function openStage(): Promise<Stage> {
  const folder = makeFolder();
  const env = {
    QUNXU_DATA: folder,
    QUNXU_DEMO: 'false',
    QUNXU_JOBS: 'false',
    QUNXU_SECRET: productSecret,
    QUNXU_TRUST_PROXY: 'true',
    NEXTAUTH_URL: `https://${publicName}`,
  };
  const product = await launch(env);
  const end = async () => {
    await closeDatabase();
    if (identify(product.pid)) product.send('SIGTERM');
    await product.exited;
    await stopPostmaster(clusterFolder(folder), 30);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await product.until(readyText);
    await product.until('按 Ctrl-C 停止');
  } catch (error) {
    await end();
    throw error;
  }
  Object.assign(process.env, env, { DATABASE_URL: runningEmbedded(folder) ?? '' });
  const setupToken = /一次性口令：(\S+)/.exec(product.printed())?.[1] ?? '';
  return { product, folder, port: product.port, setupToken, printed: product.printed, end };
}
