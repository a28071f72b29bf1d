import type { SheetColumn } from '@/lib/sheets/header';

/** The one column of a sheet of nicknames, under whatever name programs and people give it. */
export const rosterColumns: readonly SheetColumn<'nickname'>[] = [
  {
    key: 'nickname',
    title: '群昵称',
    aliases: [
      '昵称',
      '群名片',
      '名片',
      '群内昵称',
      '成员昵称',
      '显示名称',
      '成员',
      '群成员',
      '成员名称',
      '姓名',
      '名称',
    ],
    required: true,
  },
];
