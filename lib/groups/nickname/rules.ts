/** 制度 2.1.2: unit short name and person's name, with the separator the Office has set (usually none). */
export function nicknameOf(unitShortName: string, personName: string, separator: string): string {
  return `${unitShortName}${separator}${personName}`;
}

/** Spaces, dashes, dots, brackets and invisible characters: what people put between unit and name, or paste by accident. */
const loose = /[\s\p{P}\p{S}\p{Cf}]/gu;

/** What is left of a nickname when width, case, separators and decoration do not count. */
function bare(text: string): string {
  return text.normalize('NFKC').replace(loose, '').toLowerCase();
}

/** Whether a nickname says the unit and the name, whatever stands between them; nothing may stand before or after. */
export function conforms(nickname: string, unitShortName: string, personName: string): boolean {
  return bare(nickname) === bare(unitShortName + personName);
}
