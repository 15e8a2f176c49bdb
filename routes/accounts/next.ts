/** Where to go after sign-in: a path of this site, never another one. */
export function safeNext(next: unknown): string {
  if (typeof next !== 'string' || !/^\/(?![/\\])/.test(next)) return '/'
  if (!URL.canParse(next, 'http://here.invalid')) return '/'
  const url = new URL(next, 'http://here.invalid')
  // `/..//other.site` is resolved to `//other.site`, which a browser takes for another host
  const isOwn = url.host === 'here.invalid' && !url.pathname.startsWith('//')
  return isOwn ? `${url.pathname}${url.search}` : '/'
}
