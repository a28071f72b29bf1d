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
  return readPastedPeople(text, new Set(units)).map(({ text: said, problem, ...person }) => {
    const { duty, unit } = person.unit ? person : apart(person.duty);
    return {
      ...emptyRow,
      name: person.name.slice(0, 60),
      phone: person.phone.slice(0, 60),
      duty: duty.slice(0, 60),
      unit: unit.slice(0, 60),
      fault: problem && !isSaidAgain(problem) ? problem : '',
      said: problem ? said.slice(0, 200) : '',
    };
  });
}

const likeUnit = /\p{Script=Han}{2}(?:社区|小区|街道|办公室|居委会|村委会|派出所|监管所|司法所)$/u;

/** A word that can only be a unit, though none is called so, is asked about: it would be lost among the duty. */
function apart(words: string): { duty: string; unit: string } {
  const all = words.split(' ');
  const unit = all.find((word) => likeUnit.test(word)) ?? '';
  return { duty: all.filter((word) => word !== unit).join(' '), unit };
}

/** A phone of the wrong length is found again when the row is checked, and mended there. */
const isSaidAgain = (problem: string): boolean => problem.startsWith('手机号');
