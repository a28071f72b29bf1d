import { z } from 'zod';

/**
 * Whether a reverse proxy that sets X-Forwarded-For and X-Forwarded-Host itself stands before the product. Also read by the
 * server before Next (scripts/server/client-address.ts): both must understand the same words.
 */
export const trustProxy = z.stringbool().default(false);

const schema = z.object({
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'DATABASE_URL must start with postgres://'),
  DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(20),
  /** At least 32 characters; keys for phone numbers and tokens are derived from it. */
  QUNXU_SECRET: z.string().min(32, 'QUNXU_SECRET needs at least 32 characters'),
  NEXTAUTH_URL: z.url().default('http://localhost:3000'),
  /** The folder of attachments and generated keys. */
  QUNXU_DATA: z.string().default('.data'),
  QUNXU_TRUST_PROXY: trustProxy,
  /** Runs background jobs in the web process. */
  QUNXU_JOBS: z.stringbool().default(true),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

export type Environment = z.infer<typeof schema>;

let parsed: { from: string; value: Environment } | undefined;

/**
 * The process's configuration, checked. Read lazily, so that a build needs none of it.
 * @throws Error naming every variable that is missing or wrong.
 */
export function environment(): Environment {
  const from = `${process.env.DATABASE_URL}|${process.env.QUNXU_SECRET}|${process.env.NEXTAUTH_URL}`;
  if (parsed?.from === from) return parsed.value;
  const result = schema.safeParse(process.env);
  if (!result.success) throw new Error(`Configuration: ${z.prettifyError(result.error)}`);
  parsed = { from, value: result.data };
  return result.data;
}
