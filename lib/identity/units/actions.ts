'use server';

import { action } from '@/lib/request/action';
import { archiveUnit, createUnit, editUnit } from './commands';
import { archiveUnitInput, createUnitInput, editUnitInput } from './input';

export const createUnitAction = action(createUnitInput, createUnit);
export const editUnitAction = action(editUnitInput, editUnit);
export const archiveUnitAction = action(archiveUnitInput, archiveUnit);
