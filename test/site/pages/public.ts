import type { PageSet } from './index.ts'

export const publicPages: PageSet = {
  area: 'public',
  as: null,
  prepare: () => [
    '/',
    '/sign-in',
    '/nowhere',
    '/quality/grade',
    '/quality/grade?moisturePct=13&defects[broken]=40&defects[black]=9&sieve[6.5]=290',
    '/loans/calculator',
  ],
}
