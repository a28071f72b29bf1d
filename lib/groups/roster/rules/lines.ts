/** A chat's list of members as somebody copied it. */
export interface RosterLines {
  /** One for each member, as the chat shows it. */
  nicknames: string[];
  /** Lines that are no nickname: headings, counts, letters of the index. */
  skipped: string[];
}

const mostCharacters = 60;

/** What chat programs write around the members of a group. */
const words = new Set(
  '群主 管理员 群管理员 群主管理员 群成员 成员 全部成员 群聊成员 所有成员 外部成员 内部成员 机器人 我 本人 搜索 搜索成员 邀请 添加 添加成员 邀请成员 移除成员 删除成员 查看更多 查看更多群成员 查看全部群成员 展开 收起 聊天信息 群聊名称 群昵称 昵称 姓名 序号 名单 花名册 成员列表 群成员列表 完成 返回 确定 取消 在线 离线'.split(
    ' ',
  ),
);
const role = '群主|管理员|群管理员|我|本人';
const leading = new RegExp(`^(?:[(\\[【（](?:${role})[)\\]】）]|(?:群主|管理员|群管理员)[\\s:：|·-])\\s*`);
const trailing = new RegExp(`\\s*(?:[(\\[【（](?:${role})[)\\]】）]|\\s(?:${role}))$`);
const ordinal = /^\d{1,4}(?:[.、．)）]\s*(?=\D)|\t)/;
const counted = /^(?:\D{0,8}?[\s:：]*[([【（]?\d{1,4}[)\]】）]?\s*[人名位]?)$/;
const countedWords = /群|成员|管理|共|人|名|位|[()（）[\]【】]|^\d+$/;
const indexLetter = /^[A-Z#☆★]$/;
const onlySigns = /^[\p{P}\s]*$/u;
/** Control characters, halves of characters, and the marks that only steer the direction of writing. */
const unreadable = /[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

function isNoise(text: string): boolean {
  const plain = text.normalize('NFKC').trim();
  if (indexLetter.test(plain) || onlySigns.test(plain)) return true;
  if (words.has(plain.replace(/[\s:、和与()[\]【】]/g, ''))) return true;
  return counted.test(plain) && countedWords.test(plain);
}

/** Without the number before it and the role beside it; what would leave nothing is left as it is. Of blanks one is enough. */
function nicknameIn(line: string): string {
  // Before what looks for a role at the end: of a long row of blanks it would try every one as the first.
  let text = line.replace(ordinal, '').replace(/\s+/g, ' ').trim();
  for (const around of [leading, trailing]) {
    const rest = text.replace(around, '').trim();
    if (rest) text = rest;
  }
  return [...text].slice(0, mostCharacters).join('');
}

function linesOf(text: string): string[] {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029\v\f]/).filter((line) => line.trim());
  const [only] = lines;
  // All on one line: then signs stand between them.
  const parts = lines.length === 1 && only ? only.split(/[、,，;；\t]/).filter((part) => part.trim()) : [];
  return parts.length > 2 ? parts : lines;
}

/**
 * Reads a chat's real list of members: one nickname a line, with the noise that comes along when it is copied. A nickname that
 * stands there twice is given twice; nothing is made up, and what is taken for noise is told.
 */
export function readRosterLines(text: string): RosterLines {
  const found: RosterLines = { nicknames: [], skipped: [] };
  for (const raw of linesOf(text)) {
    const line = raw.replace(unreadable, (sign) => (sign === '\t' ? '\t' : '')).trim();
    const nickname = nicknameIn(line);
    if (!nickname || isNoise(line) || isNoise(nickname)) found.skipped.push(line);
    else found.nicknames.push(nickname);
  }
  return found;
}
