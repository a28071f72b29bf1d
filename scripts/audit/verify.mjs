#!/usr/bin/env node
// 核对一份“审计日志及证明”：在解开压缩包的文件夹中运行 node verify.mjs [--head 印记文件]
// 只用 Node.js 自带的功能，不联网，不改动任何文件。退出码：0 完好，1 无法核对，2 有问题。
//
// Verifies an export of the audit trail without the product. What is hashed, and how, stands in README.txt.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** What is wrong with the export: one Chinese sentence. */
class Broken extends Error {}

/** @param {string} text */
const sha256 = (text) => createHash('sha256').update(text, 'utf8').digest('hex');

/** @param {string} message @returns {never} */
function broken(message) {
  throw new Broken(message);
}

const folder = path.dirname(fileURLToPath(import.meta.url));
/** @param {string} name */
const fileOf = (name) => path.join(folder, name);

/** The lines of a part, one after the other. @param {string} name */
async function* linesOf(name) {
  const input = createReadStream(fileOf(name), { encoding: 'utf8' });
  for await (const line of createInterface({ input, crlfDelay: Infinity })) if (line !== '') yield line;
}

/** @param {string} text @param {string} name @returns {any} */
function parse(text, name) {
  try {
    return JSON.parse(text);
  } catch {
    return broken(`${name} 中有一行不是有效的 JSON，文件已损坏或被改动：${text.slice(0, 60)}`);
  }
}

/** @param {AsyncGenerator<string>} lines @returns {Promise<string | null>} */
async function nextLine(lines) {
  const { value, done } = await lines.next();
  return done ? null : value;
}

/** Heads that were kept elsewhere, and how many of them this export has. @type {Map<number, string>} */
const heads = new Map();
let compared = 0;

/** Whether a block follows the one before. @param {any} block @param {number} expected @param {string | null} previous */
function checkLink(block, expected, previous) {
  if (block.number !== expected) broken(`封存段第 ${expected} 段缺失，或次序被改动`);
  if (previous !== null && block.previous !== previous)
    broken(`封存段第 ${expected - 1} 段被改动：第 ${expected} 段所载的封存值与它不符`);
  if (expected === 1 && block.previous !== '0'.repeat(64)) broken('封存段第 1 段不是起始段');
}

/** @param {number} number @param {string} hash */
function compareHead(number, hash) {
  const kept = heads.get(number);
  if (kept === undefined) return;
  if (kept !== hash) broken(`封存段第 ${number} 段与另行保存的封存印记不符：这份审计日志是改写过的`);
  compared += 1;
}

/** Every block, each linked to the one before, up to the head. @param {any} proof */
async function* chain(proof) {
  let number = proof.firstBlock - 1;
  /** @type {string | null} */
  let hash = null;
  for await (const line of linesOf('blocks.jsonl')) {
    const block = parse(line, 'blocks.jsonl');
    checkLink(block, number + 1, hash);
    number += 1;
    hash = sha256(line);
    compareHead(number, hash);
    yield block;
  }
  if (number !== proof.head.number)
    broken(`封存段在第 ${number} 段之后被截去，应到第 ${proof.head.number} 段`);
  if (hash !== proof.head.hash) broken(`封存段第 ${number} 段与 proof.json 所载的封存印记不符`);
}

/** Whether some record of the block may be of the period. @param {any} block @param {any} proof */
const overlaps = (block, proof) =>
  block.latest !== null &&
  Date.parse(block.latest) >= Date.parse(proof.startsAt) &&
  Date.parse(block.earliest) < Date.parse(proof.endsAt);

/** The block's list of seals, which its content hash is over. @param {any} block @param {AsyncGenerator<string>} lines */
async function sealsOf(block, lines) {
  const line = await nextLine(lines);
  const listed = line === null ? null : parse(line, 'seals.jsonl');
  if (listed?.block !== block.number)
    broken(`第 ${block.number} 个封存段的封存清单缺失，或次序被改动（seals.jsonl）`);
  /** @type {[number, string][]} */
  const seals = listed.seals;
  if (!Array.isArray(seals) || sha256(seals.map(([, hash]) => `${hash}\n`).join('')) !== block.content)
    broken(`第 ${block.number} 个封存段的封存清单被改动（seals.jsonl）`);
  return seals;
}

/** @param {string} line */
const idIn = (line) => parse(line, 'records.jsonl').id;

/**
 * Says what is wrong where a record should stand and does not.
 * @param {string[]} lines of this block, as they stand in the file @param {[number, string][]} seals @param {number} place
 * @returns {never}
 */
function accuse(lines, seals, place) {
  const [id, hash] = seals[place] ?? broken('records.jsonl 与封存清单不符');
  const line = lines[place];
  if (line === undefined) return broken(`第 ${id} 号记录缺失`);
  if (lines.slice(place + 1).some((other) => sha256(other) === hash)) {
    const own = idIn(line);
    const later = seals.slice(place + 1).some(([other]) => other === own);
    return broken(later ? `第 ${id} 号记录的次序被改动` : `第 ${own} 号记录不属于这里，是后来放进去的`);
  }
  if (idIn(line) === id) return broken(`第 ${id} 号记录的内容被改动`);
  return broken(`第 ${id} 号记录缺失`);
}

/**
 * The block's records against its seals. @param {any} block @param {[number, string][]} seals
 * @param {AsyncGenerator<string>} records @param {any} proof @returns {Promise<number>} how many are of the period
 */
async function checkRecords(block, seals, records, proof) {
  if (seals.length !== block.records)
    broken(`第 ${block.number} 个封存段应有 ${block.records} 条记录，清单中有 ${seals.length} 条`);
  /** @type {string[]} */
  const lines = [];
  while (lines.length < seals.length) {
    const line = await nextLine(records);
    if (line === null) break;
    lines.push(line);
  }
  const place = seals.findIndex(([, hash], at) => lines[at] === undefined || sha256(lines[at]) !== hash);
  if (place >= 0) accuse(lines, seals, place);
  const [starts, ends] = [Date.parse(proof.startsAt), Date.parse(proof.endsAt)];
  return lines.filter((line) => {
    const at = Date.parse(parse(line, 'records.jsonl').at);
    return at >= starts && at < ends;
  }).length;
}

/** @param {any} proof */
async function verify(proof) {
  const [seals, records] = [linesOf('seals.jsonl'), linesOf('records.jsonl')];
  const found = { blocks: 0, records: 0, removed: 0 };
  for await (const block of chain(proof)) {
    // The first one is there to say that nothing earlier is of the period.
    if (
      block.number === proof.firstBlock &&
      block.number > 1 &&
      Date.parse(block.latestSoFar) >= Date.parse(proof.startsAt)
    )
      broken(`第 ${block.number} 段以前还有期间内的记录，没有导出`);
    if (!overlaps(block, proof)) continue;
    if (block.number <= proof.removedThrough) {
      found.removed += block.records;
      continue;
    }
    found.blocks += 1;
    found.records += await checkRecords(block, await sealsOf(block, seals), records, proof);
  }
  const extra = await nextLine(records);
  if (extra !== null) broken(`第 ${idIn(extra)} 号记录不在封存清单中，是后来放进去的`);
  if ((await nextLine(seals)) !== null) broken('seals.jsonl 中多出封存清单');
  return found;
}

/** Heads in a file: a JSON object a line, `{"number": …, "hash": …}`; other lines are passed over. @param {string} file */
async function readHeads(file) {
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    try {
      const { number, hash } = JSON.parse(line);
      if (Number.isInteger(number) && typeof hash === 'string') heads.set(number, hash);
    } catch {
      // Not a head.
    }
  }
  if (heads.size === 0) throw new Error(`${file} 中没有封存印记`);
}

function readProof() {
  for (const name of ['proof.json', 'blocks.jsonl', 'seals.jsonl', 'records.jsonl'])
    if (!existsSync(fileOf(name))) broken(`缺少文件 ${name}`);
  const proof = parse(readFileSync(fileOf('proof.json'), 'utf8'), 'proof.json');
  if (proof.product !== 'qunxu' || proof.format !== 1) throw new Error('这不是本程序能核对的导出文件');
  return proof;
}

async function main() {
  const args = process.argv.slice(2);
  const headFile = args[0] === '--head' ? args[1] : undefined;
  if (args.length > 0 && (args.length !== 2 || !headFile))
    throw new Error('用法：node verify.mjs [--head 印记文件]');
  const proof = readProof();
  if (headFile) await readHeads(headFile);
  const { blocks, records, removed } = await verify(proof);
  if (headFile && compared === 0)
    throw new Error(
      `${headFile} 中没有第 ${proof.firstBlock} 段至第 ${proof.head.number} 段的封存印记，不能核对`,
    );
  console.log(
    `✓ 完好：${proof.from} 至 ${proof.to}，共 ${records} 条记录，分在 ${blocks} 个封存段中，无缺失、无改动。`,
  );
  if (removed)
    console.log(
      `! 期间内另有 ${removed} 条记录所在的封存段（到第 ${proof.removedThrough} 段）已到期清理，不在其中。`,
    );
  console.log(`  封存印记：第 ${proof.head.number} 段 ${proof.head.hash}`);
  console.log(
    compared ? `✓ 与另行保存的 ${compared} 个封存印记相符。` : '  请用 --head 与另行保存的封存印记核对。',
  );
}

try {
  await main();
} catch (error) {
  console.error(`✗ ${error instanceof Error ? error.message : error}`);
  process.exitCode = error instanceof Broken ? 2 : 1;
}
