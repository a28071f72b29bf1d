import * as z from 'zod';
import { headSchema } from '@/lib/proof/block-form';

/** Of the archive: raised when a product of today could not read what it writes tomorrow. */
export const formatVersion = 1;

const count = z.number().int().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** As lib/files makes them. Becomes a path on restoring, so nothing else is let through. */
const storageKey = z.string().regex(/^[0-9a-f]{2}\/[0-9a-f-]{36}$/);
const identifier = z.string().min(1).max(63);

const tableSchema = z.object({
  schema: z.enum(['public', 'pgboss']),
  name: identifier,
  columns: z.array(identifier).min(1),
  rows: count,
  bytes: count,
  sha256,
});

const fileSchema = z.object({ key: storageKey, size: count, sha256 });

/** What every format keeps to, so that a backup of a newer product can be told from a foreign file. */
export const prefaceSchema = z.object({ product: z.literal('qunxu'), format: z.number().int() });

export const manifestSchema = prefaceSchema.extend({
  /** Of the product that made it. */
  version: z.string(),
  takenAt: z.iso.datetime(),
  server: z.string(),
  /** Tells, without giving it away, whether a secret is the one of the backup. */
  secretCheck: z.string(),
  migrations: z.array(z.object({ hash: sha256, at: z.number().int() })),
  /** In an order in which every table comes after those it refers to. */
  tables: z.array(tableSchema),
  sequences: z.array(z.object({ name: identifier, value: z.string().regex(/^-?\d+$/), called: z.boolean() })),
  files: z.array(fileSchema),
  /** Keys of attachments that could not be had, when the backup was made all the same. */
  missing: z.array(storageKey),
  auditEvents: count,
  /** The end of the audit trail's chain; null before anything was sealed, and left out by older products. */
  auditHead: headSchema.nullish(),
});

export type Manifest = z.output<typeof manifestSchema>;
export type TableEntry = z.output<typeof tableSchema>;
export type FileEntry = z.output<typeof fileSchema>;

export const manifestPart = 'manifest.json';
/** The keyed hash of the manifest's bytes: who has not the secret cannot make a manifest that fits it. */
export const sealPart = 'manifest.seal';

export const tablePart = ({ schema, name }: { schema: string; name: string }): string =>
  `tables/${schema}.${name}.copy`;

export const filePart = (key: string): string => `files/${key}`;

/** Every part of an archive in its order. */
export function partsOf(manifest: Manifest): string[] {
  return [
    ...manifest.tables.map(tablePart),
    ...manifest.files.map((file) => filePart(file.key)),
    manifestPart,
    sealPart,
  ];
}
