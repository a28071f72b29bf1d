import { formatMoment } from '@/lib/core/time';
import type { Head } from './block-form';

/** What an export holds, for its reader and for its verifier: `proof.json`. */
export interface ProofFacts {
  product: 'qunxu';
  format: 1;
  street: string;
  /** Office days, both included. */
  from: string;
  to: string;
  /** The same as moments, the second excluded. */
  startsAt: Date;
  endsAt: Date;
  exportedAt: Date;
  exportedBy: string;
  /** The block that `blocks.jsonl` begins with. */
  firstBlock: number;
  head: Head & { stamp: string };
  /** Records of blocks up to this one were removed when their time was over; 0 for none. */
  removedThrough: number;
}

/** The note that goes with an export, in words that need no product. */
export function readmeText(facts: ProofFacts): string {
  const { street, from, to, exportedAt, exportedBy, firstBlock, head, removedThrough } = facts;
  return `审计日志及证明

${street}　群序
期间：${from} 至 ${to}
导出：${formatMoment(exportedAt)}　${exportedBy}
内部资料，注意保密。

一、文件
  records.jsonl  审计记录，每行一条（JSON，UTF-8）。含期间首尾所在封存段的全部记录，故可能略早或略晚于所选期间。
  seals.jsonl    每个封存段中各条记录的编号和封存值（SHA-256）。
  blocks.jsonl   封存段，自第 ${firstBlock} 段至第 ${head.number} 段，每段载有前一段的封存值，前后相连。
  proof.json     期间、封存印记等说明。
  verify.mjs     核对程序，不需要安装其他软件，可用文本编辑器阅读。

二、核对
  1. 把本压缩包解开到一个文件夹，不要改动其中文件。
  2. 安装 Node.js（18 或更高版本），在该文件夹中运行：
       node verify.mjs
     程序逐条重算封存值，核对期间内的记录是否齐全、是否被改动，并指出第一条有问题的记录。
  3. 本次导出的封存印记：
       第 ${head.number} 段　${head.hash}
     程序只能证明记录与这一印记相符。请向审计员另行索取当时或以后保存的印记（群序“封存与核对”页下载的文件、
     服务器数据目录 audit/heads.jsonl 或备份中的清单），确认印记未被替换：
       node verify.mjs --head 印记文件

三、核对方法（供自行编程核对）
  记录的封存值：records.jsonl 中该行（不含换行）的 SHA-256。
  段的内容值 content：该段各条记录的封存值（十六进制小写），按编号排列，每个后加一个换行，连起来的 SHA-256。
  段的封存值：blocks.jsonl 中该行（不含换行）的 SHA-256，即后一段的 previous；最后一段的即封存印记。
  齐全：earliest、latest 与期间重叠的每一段，其 records 条记录都在 records.jsonl 中；
  latestSoFar 是该段及以前各段记录的最晚时间，早于期间的起点，即说明更早的段中没有期间内的记录。
${removedThrough ? `\n四、到期清理\n  第 ${removedThrough} 段及以前的记录已超过保存期限，按规定清理，只保留封存段，不在本次导出之内。\n` : ''}`;
}
