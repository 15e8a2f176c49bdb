import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

/** The folder of this checkout. */
export const root = join(import.meta.dirname, '..', '..')

/** One file of the house, by its path from the root. */
export interface Source {
  path: string
  text: string
}

/** The files that match, without what was installed or made. */
export function sourcesOf(...patterns: string[]): Source[] {
  const paths = patterns.flatMap((pattern) => globSync(pattern, { cwd: root }))
  return paths
    .filter((path) => !/(^|\/)(node_modules|\.data)\//.test(path))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}

/** One import line: a file of the house by its path from the root, or a package by its name. */
export interface Import {
  from: string
  to: string
  /** Types only: nothing is loaded. */
  isType: boolean
}

const lines =
  /^(import|export)(\s+type)?\b([^'"`;]*?)\bfrom\s+'([^']+)'|^import\s+'([^']+)'|\bimport\('([^']+)'\)/gm

/** What a file imports. */
export function importsOf({ path, text }: Source): Import[] {
  return [...text.matchAll(lines)].map(([, , type, names = '', from, bare, called]) => {
    const to = (from ?? bare ?? called)!
    return {
      from: path,
      to: to.startsWith('.') ? normalize(join(dirname(path), to)) : to,
      isType: type !== undefined || isAllTypes(names),
    }
  })
}

function isAllTypes(names: string): boolean {
  const inside = /^\s*\{([^}]*)\}\s*$/.exec(names)?.[1]
  if (inside === undefined) return false
  const each = inside.split(',').filter((name) => name.trim() !== '')
  return each.length > 0 && each.every((name) => name.trim().startsWith('type '))
}
