const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: ' ',
}

function decoded(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
    if (decimal) return String.fromCodePoint(Number(decimal))
    if (hex) return String.fromCodePoint(parseInt(hex as string, 16))
    return entities[name as string] ?? whole
  })
}

/** The attributes of an opening tag. */
function attributesOf(tag: string): Record<string, string> {
  const inside = tag.replace(/^<[\w-]+/, '').replace(/\/?>$/, '')
  const found = inside.matchAll(/([\w:-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g)
  return Object.fromEntries(
    [...found].map(([, name, a, b, c]) => [name!.toLowerCase(), decoded(a ?? b ?? c ?? '')]),
  )
}

function tagsOf(html: string, name: string): Record<string, string>[] {
  const tags = html.matchAll(new RegExp(`<${name}(?=[\\s/>])(?:"[^"]*"|'[^']*'|[^"'>])*>`, 'gi'))
  return [...tags].map(([tag]) => attributesOf(tag))
}

/**
 * The hidden fields of the page's form whose action is `action`, or of its first form of any; null
 * when there is none.
 */
export function formOf(html: string, action?: string): Record<string, string> | null {
  for (const [form] of html.matchAll(/<form\b[\s\S]*?<\/form>/gi)) {
    const { action: own = '', method = 'get' } = tagsOf(form, 'form')[0]!
    if (method.toLowerCase() !== 'post' || (action !== undefined && own !== action)) continue
    const hidden = tagsOf(form, 'input').filter(({ type }) => type === 'hidden')
    return Object.fromEntries(hidden.map(({ name = '', value = '' }) => [name, value]))
  }
  return null
}

/** The names of the fields that are marked as wrong. */
export function wrongFieldsOf(html: string): string[] {
  const tags = ['input', 'select', 'textarea', 'fieldset'].flatMap((name) => tagsOf(html, name))
  const wrong = tags.filter((tag) => tag['aria-invalid'] === 'true')
  return [...new Set(wrong.map((tag) => tag['name'] ?? tag['id']?.replace(/^f-/, '') ?? ''))].sort()
}
