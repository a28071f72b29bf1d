import * as z from 'zod';
import { idField } from '@/lib/core/id';

/** An import as the person saw it: another check since then makes it another version. */
export const startImportInput = z.object({ id: idField, version: z.int().positive() });

export const recheckImportInput = z.object({ id: idField });

export const discardImportInput = z.object({ id: idField });

export const importKindInput = z.enum(['people', 'units'], '没有这种导入');
