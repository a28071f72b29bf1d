import path from 'node:path';
import { Disk } from 'flydrive';
import { FSDriver } from 'flydrive/drivers/fs';
import { environment } from '@/lib/core/env';

/** Where attachments lie on this machine; uploads that have not been judged yet always do. */
export const folder = (): string => path.resolve(environment().QUNXU_DATA, 'files');

/** The folder as a disk. */
export const localDisk = (): Disk => new Disk(new FSDriver({ location: folder(), visibility: 'private' }));

let remote: { from: string; disk: Disk } | undefined;

/**
 * The object storage, when QUNXU_S3_BUCKET names one; undefined otherwise. Its client is loaded only then: it is large, and an office
 * with one machine has no use for it.
 */
export async function objectDisk(): Promise<Disk | undefined> {
  const env = environment();
  const { QUNXU_S3_BUCKET: bucket, QUNXU_S3_ENDPOINT: endpoint } = env;
  if (!bucket) return undefined;
  const from = [bucket, endpoint, env.QUNXU_S3_KEY].join(' ');
  if (remote?.from === from) return remote.disk;
  const { S3Driver } = await import('flydrive/drivers/s3');
  const driver = new S3Driver({
    bucket,
    region: env.QUNXU_S3_REGION,
    ...(endpoint ? { endpoint, forcePathStyle: env.QUNXU_S3_PATH_STYLE } : {}),
    // Without a key the client looks where the machine's own rights come from.
    ...(env.QUNXU_S3_KEY
      ? { credentials: { accessKeyId: env.QUNXU_S3_KEY, secretAccessKey: env.QUNXU_S3_SECRET ?? '' } }
      : {}),
    visibility: 'private',
    // Nothing here is ever public, and many services that speak S3 know no such lists.
    supportsACL: false,
    // Our own SHA-256 goes with every object; what older services do not know is left out.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  remote = { from, disk: new Disk(driver) };
  return remote.disk;
}
