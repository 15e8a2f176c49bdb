import type { Actor } from '../domain/actor.ts'
import { can, type Permission } from '../domain/permissions.ts'
import type { Translate } from './words.ts'

interface Entry {
  href: string
  key: string
  icon: string
  permission: Permission
  /** Only for those who have such a record of their own; `:id` stands for it. */
  isOwn?: boolean
}

/** The order of the menu; the first four that a role may open are the phone's bottom bar. */
const entries: Entry[] = [
  { href: '/', key: 'menu.home', icon: 'home', permission: 'home.view' },
  { href: '/loans/queue', key: 'menu.loanQueue', icon: 'list', permission: 'loan.queue' },
  { href: '/harvests', key: 'menu.harvests', icon: 'harvest', permission: 'harvest.view' },
  { href: '/visits', key: 'menu.visits', icon: 'visit', permission: 'visit.view' },
  { href: '/farmers', key: 'menu.farmers', icon: 'people', permission: 'farmer.list' },
  {
    href: '/farmers/:id',
    key: 'menu.ownData',
    icon: 'person',
    permission: 'farmer.view',
    isOwn: true,
  },
  { href: '/plots', key: 'menu.plots', icon: 'map', permission: 'plot.view' },
  { href: '/harvests/season', key: 'menu.season', icon: 'chart', permission: 'season.view' },
  {
    href: '/quality-tests',
    key: 'menu.qualityTests',
    icon: 'quality',
    permission: 'quality-test.view',
  },
  { href: '/cuppings', key: 'menu.cuppings', icon: 'quality', permission: 'cupping.view' },
  { href: '/loans', key: 'menu.loans', icon: 'loan', permission: 'loan.view' },
  { href: '/processing', key: 'menu.processing', icon: 'chart', permission: 'processing.view' },
  { href: '/processing/intake', key: 'menu.intake', icon: 'harvest', permission: 'intake.view' },
  { href: '/lots', key: 'menu.lots', icon: 'lot', permission: 'lot.view' },
  { href: '/storage', key: 'menu.storage', icon: 'map', permission: 'storage.view' },
  { href: '/equipment', key: 'menu.equipment', icon: 'list', permission: 'equipment.view' },
  { href: '/search', key: 'menu.search', icon: 'search', permission: 'record.search' },
  {
    href: '/seedling-requests',
    key: 'menu.seedlingRequests',
    icon: 'seedling',
    permission: 'seedling-request.view',
  },
  {
    href: '/seedling-programmes',
    key: 'menu.seedlingProgrammes',
    icon: 'contract',
    permission: 'seedling-programme.view',
  },
  { href: '/seed-lots', key: 'menu.seedLots', icon: 'seedling', permission: 'seed-lot.view' },
  {
    href: '/nursery-batches',
    key: 'menu.nurseryBatches',
    icon: 'lot',
    permission: 'nursery-batch.view',
  },
  {
    href: '/allocations',
    key: 'menu.allocations',
    icon: 'list',
    permission: 'seedling-allocation.view',
  },
  { href: '/handovers', key: 'menu.handovers', icon: 'contract', permission: 'handover.view' },
  { href: '/plantings', key: 'menu.plantings', icon: 'seedling', permission: 'planting.view' },
  {
    href: '/seedlings/ledger',
    key: 'menu.seedlingLedger',
    icon: 'list',
    permission: 'seedling-ledger.view',
  },
  { href: '/inbox', key: 'menu.inbox', icon: 'message', permission: 'inbox.view' },
  { href: '/groups', key: 'menu.groups', icon: 'people', permission: 'group.view' },
  { href: '/admin/users', key: 'menu.users', icon: 'person', permission: 'user.view' },
  {
    href: '/admin/organisations',
    key: 'menu.organisations',
    icon: 'map',
    permission: 'organisation.view',
  },
  {
    href: '/admin/reference',
    key: 'menu.reference',
    icon: 'contract',
    permission: 'reference.edit',
  },
  { href: '/admin/audit', key: 'menu.audit', icon: 'check', permission: 'audit.view' },
  { href: '/loan-schemes', key: 'menu.schemes', icon: 'loan', permission: 'scheme.view' },
]

/** What a member may open, with the page he is on. */
export function memberMenu(actor: Actor, path: string, t: Translate) {
  const open = entries
    .filter(({ permission, isOwn }) => can(actor, permission) && (!isOwn || actor.farmerId))
    .map((entry) => ({ ...entry, href: entry.href.replace(':id', actor.farmerId ?? '') }))
  const current = open
    .filter(({ href }) => path === href || (href !== '/' && path.startsWith(`${href}/`)))
    .sort((a, b) => b.href.length - a.href.length)[0]
  return open.map((entry) => ({
    href: entry.href,
    label: t(entry.key),
    icon: entry.icon,
    isCurrent: entry === current,
  }))
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
