/** Where to go after sign-in: a path of this site, never another one. */
export function safeNext(next: unknown): string {
  if (typeof next !== 'string' || !/^\/(?![/\\])/.test(next)) return '/'
  if (!URL.canParse(next, 'http://here.invalid')) return '/'
  const url = new URL(next, 'http://here.invalid')
  return url.host === 'here.invalid' ? `${url.pathname}${url.search}` : '/'
}
