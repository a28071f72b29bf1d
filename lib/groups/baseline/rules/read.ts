import { normalName, normalPhone } from '@/lib/identity/people/rules';
import { bare } from '../../nickname/bare';
import { readPastedPeople } from '../../requests/paste';
import { readRosterLines } from '../../roster/rules/lines';

/** One line of a baseline as the list has it; empty where it does not say. */
export interface BaselineLine {
  name: string;
  nickname: string;
  unit: string;
  duty: string;
  phone: string;
}

interface UnitNames {
  name: string;
  shortName: string;
}

const plausibleName =
  /^(?:\p{Script=Han}{2,4}|\p{Script=Han}{1,10}·\p{Script=Han}{1,10}|[a-z][a-z ]{1,40})$/u;

/** Finds the unit a nickname begins with: by its short name or its name, the longest that fits. */
function splitter(units: readonly UnitNames[]): (nickname: string) => { unit: string; name: string } | null {
  const starts = units
    .flatMap(({ name, shortName }) =>
      [shortName, name].map((words) => ({ unit: shortName, start: bare(words) })),
    )
    .filter(({ start }) => start)
    .sort((a, b) => b.start.length - a.start.length);
  return (nickname) => {
    const text = bare(nickname);
    for (const { unit, start } of starts) {
      const name = text.slice(start.length);
      if (text.startsWith(start) && plausibleName.test(name)) return { unit, name };
    }
    return null;
  };
}

/** Lines of a sheet or of a list with columns, where the nickname says what the columns do not. */
export function completed(lines: readonly BaselineLine[], units: readonly UnitNames[]): BaselineLine[] {
  const split = splitter(units);
  return lines.map((line) => {
    const named = { ...line, name: normalName(line.name), phone: normalPhone(line.phone) };
    if (named.name && named.unit) return named;
    const found = split(named.nickname || named.name);
    if (found) return { ...named, name: named.name || found.name, unit: named.unit || found.unit };
    return named.name ? named : { ...named, name: normalName(named.nickname) };
  });
}

/**
 * Reads a chat's list: nicknames that begin with a unit are taken apart, all other lines are read as pasted people. Every line that
 * is not noise gives at least one; nobody is made up.
 */
export function readBaselineLines(text: string, units: readonly UnitNames[]): BaselineLine[] {
  const split = splitter(units);
  const known = new Set(units.flatMap(({ name, shortName }) => [name, shortName]));
  const lines = readRosterLines(text).nicknames.map((line) => ({ line, found: split(line) }));
  const others = lines.filter(({ found }) => !found).map(({ line }) => line);
  const people = readPastedPeople(others.join('\n'), known);
  const byLine = new Map<number, BaselineLine[]>();
  for (const { line, text: written, name, phone, duty, unit } of people) {
    const one = name
      ? { name, nickname: '', unit, duty, phone }
      : { name: '', nickname: phone ? '' : written, unit, duty, phone };
    byLine.set(line, [...(byLine.get(line) ?? []), one]);
  }
  let place = 0;
  return lines.flatMap(({ line, found }) => {
    if (found) return [{ ...found, nickname: line, duty: '', phone: '' }];
    place += 1;
    return byLine.get(place) ?? [];
  });
}
