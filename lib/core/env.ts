import { z } from 'zod';
import { shortestSecret } from './secret-file.ts';

/**
 * Whether a reverse proxy that sets X-Forwarded-For and X-Forwarded-Host itself stands before the product. Also read by the
 * server before Next (scripts/server/client-address.ts): both must understand the same words.
 */
export const trustProxy = z.stringbool().default(false);

const variables = z.object({
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'DATABASE_URL must start with postgres://'),
  DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(20),
  /** At least 32 characters; keys for phone numbers and tokens are derived from it (keys.ts). */
  QUNXU_SECRET: z.string().min(shortestSecret, `QUNXU_SECRET needs ${shortestSecret} characters`).optional(),
  /** A file that holds it, in the first line; below it those that are only read with. */
  QUNXU_SECRET_FILE: z.string().optional(),
  /** Secrets that are only read with, one a line: earlier ones, or the next one of a change over several instances. */
  QUNXU_SECRET_PREVIOUS: z.string().default(''),
  NEXTAUTH_URL: z.url().default('http://localhost:3000'),
  /** The folder of attachments and generated keys. */
  QUNXU_DATA: z.string().default('.data'),
  /** A bucket that takes the attachments instead, of any service that speaks S3. */
  QUNXU_S3_BUCKET: z.string().optional(),
  QUNXU_S3_REGION: z.string().default('us-east-1'),
  /** Of a service other than Amazon's own; the bucket is then a folder of its address unless the switch below says otherwise. */
  QUNXU_S3_ENDPOINT: z.url().optional(),
  QUNXU_S3_PATH_STYLE: z.stringbool().default(true),
  QUNXU_S3_KEY: z.string().optional(),
  QUNXU_S3_SECRET: z.string().optional(),
  QUNXU_TRUST_PROXY: trustProxy,
  /** Runs background jobs in the web process. */
  QUNXU_JOBS: z.stringbool().default(true),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

const schema = variables.refine((env) => env.QUNXU_SECRET || env.QUNXU_SECRET_FILE, {
  path: ['QUNXU_SECRET'],
  message: 'QUNXU_SECRET or QUNXU_SECRET_FILE must be set',
});

export type Environment = z.infer<typeof schema>;

/** The environment is read again when one of these changes: tests and tools move between databases and secrets. */
const watched = [
  'DATABASE_URL',
  'QUNXU_SECRET',
  'QUNXU_SECRET_FILE',
  'QUNXU_SECRET_PREVIOUS',
  'NEXTAUTH_URL',
  'QUNXU_S3_BUCKET',
  'QUNXU_S3_ENDPOINT',
] as const;

let parsed: { from: string; value: Environment } | undefined;

/**
 * The process's configuration, checked. Read lazily, so that a build needs none of it.
 * @throws Error naming every variable that is missing or wrong.
 */
export function environment(): Environment {
  const from = watched.map((name) => process.env[name]).join('|');
  if (parsed?.from === from) return parsed.value;
  const result = schema.safeParse(process.env);
  if (!result.success) throw new Error(`Configuration: ${z.prettifyError(result.error)}`);
  parsed = { from, value: result.data };
  return result.data;
}
