import type { PageSet } from './index.ts'

export const loanSchemePages: PageSet = {
  area: 'loan schemes',
  as: 'disbun',
  prepare: () => [
    '/loan-schemes',
    '/loan-schemes/new',
    '/loan-schemes/kopi-jatim',
    '/loan-schemes/kopi-jatim/edit',
  ],
}
