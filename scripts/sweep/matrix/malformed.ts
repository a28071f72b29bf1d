import { readTable } from './read-table';

/** What a field may hold instead of what belongs there; built in stage/spoil.ts. */
export const spoilings = {
  gone: 'not sent at all',
  null: 'null',
  num: 'the number 7',
  neg: 'the number -1',
  huge: '1e308',
  nan: 'NaN',
  text: 'a text that is no id, no day, no choice and no number',
  empty: 'an empty text',
  list: 'an empty list',
  obj: 'an empty object',
  deep: 'lists in lists, 64 of them',
  long: 'a text of 100,000 letters',
  nul: 'the right text with a NUL at its end',
  surr: 'the right text with half a surrogate pair at its end',
  proto: 'an object whose __proto__ and constructor are given',
  date: 'a date object',
  big: 'a big integer',
  map: 'a Map',
} as const;

export type Spoiling = keyof typeof spoilings;

export const spoilingNames = Object.keys(spoilings) as Spoiling[];

/**
 * What comes of it, by what the field is. `v`: what well-formed input is answered; for the other letters see ./actions.ts.
 * Ids that nothing has, and where an action differs: ./fields.ts.
 */
export const kindTable = readTable(
  `
            gone null num neg huge nan text empty list obj deep long nul surr proto date big map
  id        i    i    i   i   i    i   i    i     i    i   i    i    i   i    i     i    i   i
  id?       i    i    i   i   i    i   i    v     i    i   i    i    i   i    i     i    i   i
  words     i    i    i   i   i    i   v    i     i    i   i    i    i   i    i     i    i   i
  words?    v    i    i   i   i    i   v    v     i    i   i    i    i   i    i     i    i   i
  note      i    i    i   i   i    i   v    v     i    i   i    i    i   i    i     i    i   i
  formal    i    i    i   i   i    i   i    i     i    i   i    i    i   i    i     i    i   i
  formal?   i    i    i   i   i    i   i    v     i    i   i    i    i   i    i     i    i   i
  choice    i    i    i   i   i    i   i    i     i    i   i    i    i   i    i     i    i   i
  switch    i    i    i   i   i    i   i    i     i    i   i    i    i   i    i     i    i   i
  switch?   v    i    i   i   i    i   i    i     i    i   i    i    i   i    i     i    i   i
  whole     i    i    v   i   i    i   i    i     i    i   i    i    i   i    i     i    i   i
  version   i    i    C   i   i    i   i    i     i    i   i    i    i   i    i     i    i   i
  day       i    i    i   i   i    i   i    i     i    i   i    i    i   i    i     i    i   i
  day?      i    i    i   i   i    i   i    v     i    i   i    i    i   i    i     i    i   i
  when?     v    i    i   i   i    i   i    v     i    i   i    i    i   i    i     i    i   i
  seen      i    i    i   i   i    i   C    C     i    i   i    i    i   i    i     i    i   i
  several   i    i    i   i   i    i   i    i     i    i   i    i    i   i    i     i    i   i
  several?  i    i    i   i   i    i   i    i     v    i   i    i    i   i    i     i    i   i
  group     i    i    i   i   i    i   i    i     i    i   i    i    i   i    i     i    i   i
  current   i    i    i   i   i    i   I    i     i    i   i    i    i   i    i     i    i   i
`,
  spoilingNames,
);

/** What may be wrong with the whole of what is sent; every action answers it alike. Built in stage/spoil.ts. */
export const wholeTable = readTable(
  `
                                  answer
  no argument                     i
  null                            i
  a number                        i
  a text                          i
  an empty list                   i
  an empty object                 i
  in a list                       i
  with a second argument          v     # which nobody reads
  with columns of the row         v     # and nothing of them is kept anywhere
  with a prototype                v     # the same
  with a NUL in a key             i
  with a NUL in an extra field    i
  with an endless extra field     i
  with values without measure     i
  empty, by a stranger            S
`,
  ['answer'],
);
