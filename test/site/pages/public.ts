import type { PageSet } from './index.ts'

export const publicPages: PageSet = {
  area: 'public',
  as: null,
  prepare: () => ['/', '/sign-in', '/nowhere', '/loans/calculator'],
}
