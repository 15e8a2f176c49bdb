import type { Actor } from '../domain/actor.ts'
import { can, type Permission, type Role } from '../domain/permissions.ts'
import type { Translate } from './words.ts'

/** The chapters of the menu, in the order of the chain from seed to loan. */
const groups = ['daily', 'seedlings', 'processing', 'loans', 'office', 'own'] as const
type Group = (typeof groups)[number]

interface Entry {
  group: Group
  href: string
  key: string
  icon: string
  permission: Permission
  /** Only for those who have such a record of their own; `:id` stands for it. */
  isOwn: boolean
}

function entry(group: Group, href: string, key: string, icon: string, permission: Permission) {
  return { group, href, key: `menu.${key}`, icon, permission, isOwn: href.includes('/:id') }
}

// prettier-ignore
const entries: Entry[] = [
  entry('daily', '/', 'home', 'home', 'home.view'),
  entry('daily', '/harvests', 'harvests', 'harvest', 'harvest.view'),
  entry('daily', '/farmers', 'farmers', 'people', 'farmer.list'),
  entry('daily', '/farmers/:id', 'ownData', 'person', 'farmer.view'),
  entry('daily', '/plots', 'plots', 'map', 'plot.view'),
  entry('daily', '/visits', 'visits', 'visit', 'visit.view'),
  entry('daily', '/harvests/season', 'season', 'chart', 'season.view'),
  entry('daily', '/groups', 'groups', 'people', 'group.view'),
  entry('seedlings', '/farmers/:id/seedlings', 'ownSeedlings', 'seedling', 'planting.view'),
  entry('seedlings', '/seedlings', 'seedlingOverview', 'chart', 'seedling-overview.view'),
  entry('seedlings', '/seedling-requests', 'seedlingRequests', 'seedling', 'seedling-request.view'),
  entry('seedlings', '/seedling-programmes', 'seedlingProgrammes', 'contract', 'seedling-programme.view'),
  entry('seedlings', '/seed-lots', 'seedLots', 'seedling', 'seed-lot.view'),
  entry('seedlings', '/nursery-batches', 'nurseryBatches', 'lot', 'nursery-batch.view'),
  entry('seedlings', '/allocations', 'allocations', 'list', 'seedling-allocation.view'),
  entry('seedlings', '/handovers', 'handovers', 'contract', 'handover.view'),
  entry('seedlings', '/plantings', 'plantings', 'seedling', 'planting.view'),
  entry('seedlings', '/seedlings/ledger', 'seedlingLedger', 'list', 'seedling-ledger.view'),
  entry('processing', '/processing', 'processing', 'chart', 'processing.view'),
  entry('processing', '/processing/intake', 'intake', 'harvest', 'intake.view'),
  entry('processing', '/lots', 'lots', 'lot', 'lot.view'),
  entry('processing', '/quality-tests', 'qualityTests', 'quality', 'quality-test.view'),
  entry('processing', '/quality/seasons', 'qualitySeasons', 'chart', 'quality-season.view'),
  entry('processing', '/cuppings', 'cuppings', 'quality', 'cupping.view'),
  entry('processing', '/storage', 'storage', 'map', 'storage.view'),
  entry('processing', '/equipment', 'equipment', 'list', 'equipment.view'),
  entry('loans', '/loans/queue', 'loanQueue', 'list', 'loan.queue'),
  entry('loans', '/loans', 'loans', 'loan', 'loan.view'),
  entry('loans', '/loan-schemes', 'schemes', 'loan', 'scheme.view'),
  entry('office', '/admin/users', 'users', 'person', 'user.view'),
  entry('office', '/admin/organisations', 'organisations', 'map', 'organisation.view'),
  entry('office', '/admin/reference', 'reference', 'contract', 'reference.edit'),
  entry('office', '/admin/audit', 'audit', 'check', 'audit.view'),
  entry('own', '/inbox', 'inbox', 'message', 'inbox.view'),
  entry('own', '/search', 'search', 'search', 'record.search'),
  entry('own', '/account', 'account', 'person', 'account.manage'),
]

/** What a role does most, in that order: the first four are the phone's bar, six the desk's. */
const firstFor: Record<Role, string[]> = {
  farmer: ['/harvests', '/farmers/:id', '/visits', '/loans', '/seedling-requests'],
  'group-leader': ['/harvests', '/farmers', '/handovers', '/loans', '/visits'],
  'extension-officer': ['/visits', '/farmers', '/harvests', '/loans/queue', '/seedling-requests'],
  'regency-admin': ['/harvests/season', '/visits', '/loans/queue', '/allocations', '/farmers'],
  'province-admin': ['/harvests/season', '/seedling-programmes', '/lots', '/loan-schemes'],
  'seed-officer': ['/seed-lots', '/nursery-batches', '/seedlings/ledger', '/plantings'],
  'quality-officer': ['/quality-tests', '/cuppings', '/lots'],
  'nursery-keeper': ['/nursery-batches', '/handovers', '/allocations', '/seedlings/ledger'],
  processor: ['/processing', '/processing/intake', '/lots', '/storage', '/equipment'],
  exporter: [],
  forester: [],
  'loan-officer': ['/loans/queue', '/loans', '/loan-schemes', '/farmers'],
  'loan-approver': ['/loans/queue', '/loans', '/loan-schemes', '/farmers'],
  administrator: ['/admin/users', '/admin/organisations', '/admin/reference', '/admin/audit'],
  auditor: ['/admin/audit', '/farmers', '/harvests', '/loans', '/lots'],
}

/** One line of the menu as it is printed. */
export interface MenuLine {
  href: string
  label: string
  icon: string
  isCurrent: boolean
}

/** What a member may open: the first few by his role, and everything else by chapter. */
export function memberMenu(actor: Actor, path: string, t: Translate) {
  const open = entries
    .filter(({ permission, isOwn }) => can(actor, permission) && (!isOwn || actor.farmerId))
    .map((each) => ({ ...each, address: each.href.replace(':id', actor.farmerId ?? '') }))
  const current = open
    .filter(
      ({ address }) => path === address || (address !== '/' && path.startsWith(`${address}/`)),
    )
    .sort((a, b) => b.address.length - a.address.length)[0]
  const line = (each: (typeof open)[number]): MenuLine => ({
    href: each.address,
    label: t(each.key),
    icon: each.icon,
    isCurrent: each === current,
  })
  const order = ['/', ...firstFor[actor.role]]
  const rank = ({ href }: Entry) => (order.includes(href) ? order.indexOf(href) : order.length)
  const ranked = open.toSorted((a, b) => rank(a) - rank(b))
  const chaptersWithout = (count: number) => chapters(open, ranked.slice(0, count), line, t)
  return {
    bar: ranked.slice(0, 6).map(line),
    barMore: chaptersWithout(6),
    bottom: ranked.slice(0, 4).map(line),
    bottomMore: chaptersWithout(4),
  }
}

function chapters<E extends Entry>(
  open: E[],
  shown: E[],
  line: (each: E) => MenuLine,
  t: Translate,
) {
  return groups
    .map((group) => ({
      title: t(`menu.chapters.${group}`),
      lines: open.filter((each) => each.group === group && !shown.includes(each)).map(line),
    }))
    .filter(({ lines }) => lines.length > 0)
}

/** What everybody may open. */
export function publicMenu(path: string, t: Translate) {
  return [
    { href: '/', key: 'menu.programme' },
    { href: '/quality/grade', key: 'menu.grade' },
    { href: '/loans/calculator', key: 'menu.calculator' },
  ].map(({ href, key }) => ({
    href,
    label: t(key),
    isCurrent: path === href,
  }))
}
