import { db } from '@/db/client';
import type { Actor } from '@/lib/access/actor';
import { mayAtAll } from '@/lib/access/may';
import { readPastedPeople } from '../../requests/paste';
import { emptyRow, type JoinRow } from '../rules/rows';
import { allUnits } from './facts';

/** The people in pasted lines, as rows of the form without keys; nobody for whoever may ask for nobody. One statement. */
export async function readPasted(actor: Actor, text: string): Promise<JoinRow[]> {
  if (!mayAtAll(actor, 'membership.submit')) return [];
  const units = (await allUnits(db())).flatMap(({ name, shortName }) => [name, shortName]);
  return readPastedPeople(text, new Set(units)).map(({ text: said, name, phone, duty, unit, problem }) => ({
    ...emptyRow,
    name: name.slice(0, 60),
    phone: phone.slice(0, 60),
    duty: duty.slice(0, 60),
    unit: unit.slice(0, 60),
    fault: problem && !isSaidAgain(problem) ? problem : '',
    said: problem ? said.slice(0, 200) : '',
  }));
}

/** A phone of the wrong length is found again when the row is checked, and mended there. */
const isSaidAgain = (problem: string): boolean => problem.startsWith('手机号');
