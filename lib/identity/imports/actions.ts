'use server';

import { action } from '@/lib/request/action';
import { discardImport, recheckImport, startImport } from './commands/acts';
import { discardImportInput, recheckImportInput, startImportInput } from './input';

export const startImportAction = action(startImportInput, startImport);
export const recheckImportAction = action(recheckImportInput, recheckImport);
export const discardImportAction = action(discardImportInput, discardImport);
