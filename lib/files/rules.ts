/** What may be uploaded: extension → content type. What the content says decides; the name has to agree. */
export const allowedTypes = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;
export type AllowedType = keyof typeof allowedTypes;

export const maxFileBytes = 20 * 1024 * 1024;

/** What an upload is for, and which types that takes. How large a screenshot may be is a setting, below the limit for all. */
export const uploadUses = {
  attachment: ['pdf', 'jpg', 'png', 'docx', 'xlsx'],
  screenshot: ['jpg', 'png', 'webp'],
} as const satisfies Record<string, readonly AllowedType[]>;
export type UploadUse = keyof typeof uploadUses;

export const isUploadUse = (text: string): text is UploadUse => Object.hasOwn(uploadUses, text);
/** Uploads of one person that no form has claimed yet. */
export const mostLooseFiles = 20;
export const tooManyLoose = '今天上传未使用的附件过多，请稍后再试';

const longestStem = 80;
const longestExtension = 16;
/** Control signs, and those that turn the reading direction or take no room: they make a name look like another. */
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu;
const forbiddenInNames = /[<>:"|?*]/g;

export interface FileName {
  /** To be shown and downloaded by; never used as a path. */
  name: string;
  extension: string;
}

/** The name of an upload without folders, unseen signs and overlong stem; `jpeg` counts as `jpg`. */
export function cleanFileName(given: string): FileName {
  const base = given.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const plain = base.replace(unseen, '').replace(forbiddenInNames, '_').replace(/\s+/g, ' ');
  const dot = plain.lastIndexOf('.');
  const extension =
    dot < 0
      ? ''
      : plain
          .slice(dot + 1)
          .trim()
          .toLowerCase()
          .slice(0, longestExtension);
  const stem = (dot < 0 ? plain : plain.slice(0, dot)).replace(/^[.\s]+|[.\s]+$/g, '');
  const short = Array.from(stem).slice(0, longestStem).join('') || '附件';
  const kind = extension === 'jpeg' ? 'jpg' : extension;
  return { name: kind ? `${short}.${kind}` : short, extension: kind };
}

/** The type the content shows, if it is allowed for this use and the name agrees with it. */
export function agreedType(
  found: string | undefined,
  extension: string,
  use: UploadUse,
): AllowedType | undefined {
  return uploadUses[use].find((type) => type === found && type === extension);
}

/** `attachment` with the name for every browser (RFC 6266): plain ASCII, and the whole name percent-encoded. */
export function attachmentHeader(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
