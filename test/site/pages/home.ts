import type { PageSet } from './index.ts'

export const homePages: PageSet = {
  area: 'home',
  as: 'ketua',
  prepare: () => ['/', '/inbox', '/search?q=nobody', '/villages?q=kayumas', '/styleguide'],
}
