import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of this checkout. */
export const checkout = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')

/** Node 24 as the package `node` brings it; the program itself, so that signals reach it. */
export const pinnedNode = join(checkout, 'node_modules', 'node', 'bin', 'node')
