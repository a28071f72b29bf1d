// Apart from the rules that read a password, which need tables of pinyin that no browser should load for two constants.

export const longestPassword = 128;

export const threeKinds = '大写字母、小写字母、数字、其他符号中的至少三种';
