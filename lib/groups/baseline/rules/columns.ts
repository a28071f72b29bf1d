import type { ImportColumn, ImportForm } from '@/lib/identity/imports/rules/columns';

type BaselineColumn = 'name' | 'nickname' | 'unit' | 'duty' | 'phone';

const columns: readonly ImportColumn<BaselineColumn>[] = [
  {
    key: 'name',
    title: '姓名',
    aliases: ['名字', '人员姓名', '成员姓名'],
    hint: '与群昵称至少填一项',
    width: 14,
    examples: ['张三', ''],
  },
  {
    key: 'nickname',
    title: '群昵称',
    aliases: ['昵称', '群名片', '群内昵称', '成员昵称', '显示名称'],
    hint: '群里现在显示的昵称；以单位简称开头的，可以不填姓名和单位',
    width: 20,
    examples: ['', '和平李四'],
  },
  {
    key: 'unit',
    title: '单位',
    aliases: ['单位名称', '所在单位', '工作单位', '部门', '社区'],
    hint: '已登记单位的名称或简称；留空则由群昵称判断',
    width: 22,
    examples: ['和平社区', ''],
    choices: 'units',
  },
  {
    key: 'duty',
    title: '职务',
    aliases: ['岗位', '职位'],
    hint: '可以留空',
    width: 16,
    examples: ['网格员', ''],
  },
  {
    key: 'phone',
    title: '手机号',
    aliases: ['手机', '手机号码', '电话', '联系电话', '联系方式'],
    hint: '可以留空；有重名时凭手机号区分',
    width: 16,
    examples: ['13800000001', ''],
  },
];

/** The sheet of a group's members as it is filled in. */
export const baselineForm = {
  title: '存量登记',
  measure: '人',
  base: '/groups',
  columns,
  notes: [
    '在第一张工作表中填写，每行一人；列的先后可以变，多出的列不影响登记。',
    '上传后先逐行核对并显示结果，经群管理员和街道办公室先后确认才写入。',
    '一次最多 2,000 行。文件不能加密，不能含宏。',
  ],
} as const satisfies ImportForm;
