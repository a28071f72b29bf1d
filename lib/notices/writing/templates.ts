import type { NoticeCategory } from '@/db/schema/notices';

/** The skeleton of a category: what its title looks like, and a body whose blanks 〔待填：…〕 the author fills in. */
export interface Template {
  title: string;
  body: string;
}

type Written = Exclude<NoticeCategory, 'emergency'>;

const lines = (...all: string[]): string => all.join('\n');

const templates: Readonly<Record<Written, Template>> = {
  announcement: {
    title: '关于……的通知',
    body: lines(
      '各社区、各部门：',
      '',
      '为〔待填：目的〕，现将有关事项通知如下：',
      '',
      '一、时间地点',
      '〔待填：时间、地点〕',
      '',
      '二、参加人员',
      '〔待填：人员范围〕',
      '',
      '三、有关要求',
      '〔待填：要求、完成时限、联系人〕',
    ),
  },
  deployment: {
    title: '关于做好……工作的通知',
    body: lines(
      '各社区、各部门：',
      '',
      '根据〔待填：依据〕，为做好〔待填：工作名称〕，现部署如下：',
      '',
      '一、工作目标',
      '〔待填：目标〕',
      '',
      '二、主要任务',
      '1. 〔待填：任务、责任单位、完成时限〕',
      '',
      '三、工作要求',
      '〔待填：要求〕',
      '',
      '请于〔待填：时间〕前将落实情况报〔待填：单位〕。',
    ),
  },
  activity: {
    title: '……开展……',
    body: lines(
      '〔待填：时间〕，〔待填：单位〕在〔待填：地点〕开展〔待填：活动名称〕。',
      '',
      '〔待填：经过、人数〕',
      '',
      '〔待填：成效或下一步安排〕',
    ),
  },
  policy: {
    title: '《……》解读',
    body: lines(
      '《〔待填：文件名称〕》自〔待填：日期〕起施行，现将要点解读如下：',
      '',
      '一、出台背景',
      '〔待填：背景〕',
      '',
      '二、主要内容',
      '1. 〔待填：要点〕',
      '',
      '三、办理方式',
      '〔待填：对象、材料、地点、咨询单位〕',
    ),
  },
  progress: {
    title: '……工作进展',
    body: lines(
      '截至〔待填：时间〕，〔待填：工作名称〕进展如下：',
      '',
      '一、已完成',
      '〔待填：事项、数据〕',
      '',
      '二、存在问题',
      '〔待填：问题，没有写“无”〕',
      '',
      '三、下一步安排',
      '〔待填：安排、时限〕',
    ),
  },
  results: {
    title: '……工作成果',
    body: lines(
      '〔待填：单位〕完成〔待填：工作名称〕，成果如下：',
      '',
      '一、主要成果',
      '〔待填：成果、数据〕',
      '',
      '二、主要做法',
      '〔待填：做法〕',
    ),
  },
  experience: {
    title: '……的做法',
    body: lines(
      '〔待填：单位〕在〔待填：工作名称〕中的做法，供各单位参考：',
      '',
      '一、基本情况',
      '〔待填：情况〕',
      '',
      '二、主要做法',
      '1. 〔待填：做法〕',
      '',
      '三、取得成效',
      '〔待填：成效〕',
    ),
  },
};

export function templateOf(category: Written): Template {
  return templates[category];
}

/** Whether a body holds nothing of the author's yet: empty, or a skeleton as it came. */
export function isUntouched(body: string): boolean {
  const text = body.trim();
  return text === '' || Object.values(templates).some((template) => template.body.trim() === text);
}
