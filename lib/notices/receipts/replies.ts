/** One answer copied from a chat: who, as the chat names him, and what he wrote. */
export interface ChatReply {
  name: string;
  reply: string;
}

export interface ChatReplies {
  replies: ChatReply[];
  /** Lines that name nobody: headings, examples. */
  skipped: string[];
}

const longestName = 30;
const longestReply = 200;
/** Control characters, and the marks that only steer the direction of writing. */
const unreadable = /[\p{Cc}\p{Cs}\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

const clockTime = '(?:上午|下午|晚上|凌晨|中午)?\\s?\\d{1,2}[:：]\\d{2}(?:[:：]\\d{2})?';
const dayBefore =
  '(?:(?:\\d{4}[-/.年])?\\d{1,2}[-/.月]\\d{1,2}日?|昨天|前天|今天|(?:星期|周)[一二三四五六日天])';
/** `和平张三 11月22日 14:05`: what chat programs write above a message. */
const heading = new RegExp(`^(.{1,${longestName}}?)[\\s,，]+(?:${dayBefore}\\s*)?${clockTime}$`, 'u');
/** 接龙 numbers its lines. */
const ordinal = /^\d{1,4}\s?(?:[.、．)）]\s*|\s+(?=\D))/;
const notPeople = /^(?:#\s*接龙|接龙|例[\s:：]|请.{0,30}接龙|—|-{2,}|={2,})/;
const assent =
  /^(?:已?(?:经)?(?:收到|知悉|知晓|阅|阅读|看到|了解|确认|悉)|收|好的?|明白|ok|okay|1|\+1|👌|👍|\[ok\]|\[强\]|\[抱拳\])/iu;
const gluedAssent =
  /^(.{2,12}?)((?:(?:都|还|从|并)?(?:没有?|未曾?|不))?(?:已经?)?(?:收到|知悉|知晓|已阅|阅读|明白|好的).*)$/u;
const agreement = /没(?:有)?(?:问题|意见)|无(?:问题|意见|异议)|不(?:错|客气|谢|好意思)|差不多/gu;
const denial = /[没未不无勿否别]|请假|拒绝|打不开|缺席/u;

const longestNameOfPerson = 12;

/** Everything in the names as the chat has them that could be a person's name, each once. */
export function namesWithin(names: readonly string[]): string[] {
  const found = new Set<string>();
  for (const name of names) {
    const signs = [...name];
    for (let from = 0; from < signs.length; from += 1)
      for (let to = from + 2; to <= Math.min(signs.length, from + longestNameOfPerson); to += 1)
        found.add(signs.slice(from, to).join(''));
  }
  return [...found];
}

/** `没收到`, `不参加`: what was written may mean the opposite of 收到, so that somebody is to read it. Rather once too often. */
export const mayDeny = (text: string): boolean => denial.test(text.replace(agreement, ''));

const cut = (text: string, most: number): string => [...text].slice(0, most).join('');

/** `张三：收到`, `张三 收到，明天到`, `张三-已知悉`, `张三收到`, `张三`. */
function split(line: string): ChatReply | null {
  const parts =
    /^(.{1,30}?)\s*[:：]\s*(.*)$/u.exec(line) ??
    /^(\S{1,30}?)[\s,，\-—–_]+(.*)$/u.exec(line) ??
    gluedAssent.exec(line);
  const name = (parts?.[1] ?? line).trim();
  const reply = (parts?.[2] ?? '').trim();
  if (!name || assent.test(name) || [...name].length > longestName) return null;
  return { name, reply: cut(reply, longestReply) };
}

/** A message under each name with its time; further lines belong to the message. */
function fromMessages(lines: readonly string[]): ChatReplies {
  const found: ChatReplies = { replies: [], skipped: [] };
  for (const line of lines) {
    const name = heading.exec(line)?.[1]?.trim();
    const last = found.replies.at(-1);
    if (name) found.replies.push({ name, reply: '' });
    else if (last) last.reply = cut([last.reply, line].filter(Boolean).join(' '), longestReply);
    else found.skipped.push(line);
  }
  return found;
}

function fromLines(lines: readonly string[]): ChatReplies {
  const found: ChatReplies = { replies: [], skipped: [] };
  for (const line of lines) {
    const rest = line.replace(ordinal, '').trim();
    const reply = notPeople.test(line) || !rest ? null : split(rest);
    if (reply) found.replies.push(reply);
    else found.skipped.push(line);
  }
  return found;
}

/**
 * Reads answers collected in a chat: 接龙 with its numbers, `姓名：收到` line by line, or messages copied with their names and times. Every
 * line is an answer, part of one, or told as skipped; nothing is made up.
 */
export function readReplies(text: string): ChatReplies {
  const lines = text
    .split(/\r\n|[\n\r\u2028\u2029\v\f]/)
    .map((line) => line.replace(/\t/g, ' ').replace(unreadable, '').trim())
    .filter(Boolean);
  return lines.some((line) => heading.test(line)) ? fromMessages(lines) : fromLines(lines);
}
