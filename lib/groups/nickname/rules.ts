import { bare } from './bare';

/** 制度 2.1.2: unit short name and person's name, with the separator the Office has set (usually none). */
export function nicknameOf(unitShortName: string, personName: string, separator: string): string {
  return `${unitShortName}${separator}${personName}`;
}

/** Whether a nickname says the unit and the name, whatever stands between them; nothing may stand before or after. */
export function conforms(nickname: string, unitShortName: string, personName: string): boolean {
  return bare(nickname) === bare(unitShortName + personName);
}
