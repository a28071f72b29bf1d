/** What a new password has to be, in one line under its field. */
export function passwordHint(shortest: number): string {
  return `至少 ${shortest} 位，可以用一句话；不得为常见密码，不得包含姓名、用户名、单位、街道或系统名称`;
}
