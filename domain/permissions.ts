/** Who a person is in the programme; service.md section 2. */
export const roles = [
  'farmer',
  'group-leader',
  'extension-officer',
  'regency-admin',
  'province-admin',
  'seed-officer',
  'quality-officer',
  'nursery-keeper',
  'processor',
  'exporter',
  'forester',
  'loan-officer',
  'loan-approver',
  'administrator',
  'auditor',
] as const
export type Role = (typeof roles)[number]

/** Which kind of organisation each role belongs to. */
export const roleHome: Record<Role, OrganisationKind> = {
  farmer: 'farmer-group',
  'group-leader': 'farmer-group',
  'extension-officer': 'regency',
  'regency-admin': 'regency',
  'province-admin': 'province',
  'seed-officer': 'institute',
  'quality-officer': 'institute',
  'nursery-keeper': 'nursery',
  processor: 'processor',
  exporter: 'exporter',
  forester: 'forestry',
  'loan-officer': 'bank',
  'loan-approver': 'bank',
  administrator: 'province',
  auditor: 'province',
}

export const organisationKinds = [
  'province',
  'regency',
  'institute',
  'forestry',
  'nursery',
  'farmer-group',
  'processor',
  'exporter',
  'bank',
] as const
export type OrganisationKind = (typeof organisationKinds)[number]

/** The roles of an organisation of this kind. */
export function rolesOf(kind: OrganisationKind): Role[] {
  return roles.filter((role) => roleHome[role] === kind)
}

/** Which kinds of organisation a regency sets up itself, besides its own office: groups and units. */
export const regencyKinds: OrganisationKind[] = ['farmer-group', 'nursery', 'processor']

const everyone = roles
const field: Role[] = ['farmer', 'group-leader', 'extension-officer']
const managers: Role[] = ['administrator', 'regency-admin']
const office: Role[] = ['extension-officer', 'regency-admin']
const applicants: Role[] = ['farmer', 'group-leader']
const bank: Role[] = ['loan-officer', 'loan-approver']
const readers: Role[] = [...field, 'regency-admin', 'province-admin', 'auditor']

const stockReaders: Role[] = [
  'seed-officer',
  'nursery-keeper',
  'extension-officer',
  'regency-admin',
  'province-admin',
  'auditor',
]

/** One verb, `noun.verb`, for the route, the button and the audit event; and who may. */
const table = {
  'home.view': everyone,
  'account.manage': everyone,
  'inbox.view': everyone,
  'region.search': everyone,
  'record.search': everyone,
  'photo.view': everyone,
  'styleguide.view': everyone,
  // a bank sees what its applicants have consented to; the scopes say whom
  'farmer.view': [...readers, ...bank],
  'farmer.list': readers.filter((role) => role !== 'farmer'),
  'farmer.register': office,
  'farmer.edit': office,
  'farmer.unmask': office,
  'consent.view': readers,
  'consent.record': field,
  'plot.view': [...readers, ...bank],
  'plot.register': office,
  'plot.edit': office,
  'group.view': readers,
  'group.edit': ['regency-admin'],
  'harvest.view': [...readers, ...bank],
  'harvest.register': field,
  'harvest.confirm': ['group-leader', 'extension-officer'],
  'harvest.dispute': ['group-leader', 'extension-officer'],
  'harvest.void': field,
  'harvest.correct': field,
  'season.view': readers,
  'seed-lot.view': stockReaders,
  'seed-lot.register': ['seed-officer'],
  'seed-lot.send': ['seed-officer'],
  'seed-lot.recall': ['seed-officer'],
  'nursery-batch.view': stockReaders,
  'nursery-batch.register': ['nursery-keeper'],
  'nursery-batch.entry': ['nursery-keeper'],
  'nursery-batch.grow': ['nursery-keeper'],
  'nursery-batch.ready': ['nursery-keeper'],
  'seedling-ledger.view': stockReaders,
  'seedling-overview.view': [
    'seed-officer',
    'extension-officer',
    'regency-admin',
    'province-admin',
    'auditor',
  ],
  'seedling-programme.view': [...readers, 'seed-officer', 'nursery-keeper'],
  'seedling-programme.make': ['province-admin'],
  'seedling-programme.decide': ['regency-admin'],
  'seedling-request.view': readers,
  'seedling-request.make': field,
  'seedling-request.verify': ['extension-officer'],
  'seedling-request.reject': ['extension-officer'],
  'seedling-request.cancel': field,
  'seedling-request.override-altitude': ['regency-admin'],
  'seedling-decree.view': ['extension-officer', 'regency-admin', 'province-admin', 'auditor'],
  'seedling-decree.make': ['regency-admin'],
  'seedling-allocation.view': [...readers, 'seed-officer', 'nursery-keeper'],
  'seedling-allocation.make': ['regency-admin'],
  'seedling-allocation.release': ['regency-admin'],
  'handover.view': [...readers.filter((role) => role !== 'farmer'), 'nursery-keeper'],
  'handover.make': ['nursery-keeper'],
  'handover.receive': ['group-leader'],
  'handover.distribute': ['group-leader', 'extension-officer'],
  'handover.return': ['group-leader'],
  'receipt.view': readers,
  'receipt.confirm': ['farmer'],
  'planting.view': [...readers, 'seed-officer'],
  'planting.make': field,
  'survival-count.view': [...readers, 'seed-officer'],
  'survival-count.make': ['extension-officer'],
  'quality-test.view': [...readers, 'processor', 'quality-officer'],
  'quality-test.record': ['quality-officer'],
  'quality-season.view': [...readers, 'processor', 'quality-officer'],
  'cupping.view': ['quality-officer', 'province-admin', 'auditor'],
  'cupping.hold': ['quality-officer'],
  'cupping.score': ['quality-officer'],
  'cupping.close': ['quality-officer'],
  'visit.view': [...readers, ...bank],
  'visit.plan': ['extension-officer'],
  'visit.complete': ['extension-officer'],
  'visit.move': ['extension-officer'],
  'visit.cancel': ['extension-officer'],
  'visit.return': ['regency-admin'],
  'visit.acknowledge': ['farmer', 'group-leader'],
  'visit.follow-up': field,
  'visit.overview': [...office, 'province-admin', 'auditor'],
  'checklist.view': [...office, 'province-admin', 'administrator', 'auditor'],
  'checklist.edit': ['province-admin', 'administrator'],
  'organisation.view': ['administrator', 'regency-admin', 'auditor'],
  'organisation.register': managers,
  'organisation.edit': managers,
  'user.view': [...managers, 'extension-officer', 'group-leader', 'auditor'],
  'user.register': managers,
  'user.edit': managers,
  'user.end': managers,
  'user.link': [...managers, 'extension-officer', 'group-leader'],
  'processing.view': ['processor'],
  'intake.view': [...readers, 'processor'],
  'intake.receive': ['processor'],
  'intake.reject': ['processor'],
  'intake.pay': ['processor'],
  'intake.agree': ['farmer', 'group-leader'],
  'lot.view': [...readers, 'processor', 'quality-officer'],
  'lot.make': ['processor'],
  'lot.steps': ['processor'],
  'lot.split': ['processor'],
  'lot.merge': ['processor'],
  'lot.pack': ['processor'],
  'lot.move': ['processor'],
  'lot.sample': ['processor'],
  'lot.write-off': ['processor'],
  'lot.undo': ['processor'],
  'lot.ready': ['processor'],
  'lot.certify': ['processor'],
  'lot.publish-price': ['processor'],
  'lot.reject': ['processor'],
  'lot.withdraw': ['processor'],
  'equipment.view': ['processor', 'regency-admin', 'province-admin', 'auditor'],
  'equipment.register': ['processor'],
  'storage.view': ['processor'],
  'storage.record': ['processor'],
  'equipment.service': ['processor'],
  'reference.edit': ['province-admin', 'administrator'],
  'audit.view': ['auditor', 'administrator'],
  'scheme.view': everyone,
  'scheme.pot': ['province-admin', 'auditor', 'loan-officer', 'loan-approver'],
  'scheme.open': ['province-admin'],
  'scheme.edit': ['province-admin'],
  'loan.view': [...readers, ...bank],
  'loan.queue': [...office, ...bank],
  'loan.promises': [...office, 'province-admin', 'auditor', ...bank],
  'loan.apply': applicants,
  'loan.edit': applicants,
  'loan.documents': applicants,
  'loan.submit': applicants,
  'loan.withdraw': applicants,
  'loan.accept-offer': applicants,
  'loan.recommend': office,
  'loan.decline-to-recommend': office,
  'loan.take': ['loan-officer'],
  'loan.check': ['loan-officer'],
  'loan.ask-survey': ['loan-officer'],
  'loan.analyse': ['loan-officer'],
  'loan.return': bank,
  'loan.refuse': ['loan-approver'],
  'loan.approve': ['loan-approver'],
  'loan-document.view': [...field, 'regency-admin', 'auditor', ...bank],
  'look.view-own': ['farmer'],
  'look.view': [...field, 'regency-admin'],
} satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof table

const verbsOf = new Map<Role, Set<string>>(
  roles.map((role) => [
    role,
    new Set(
      Object.entries(table)
        .filter(([, who]) => (who as readonly Role[]).includes(role))
        .map(([verb]) => verb),
    ),
  ]),
)

/** May this kind of person do this at all? On which record and in which state is asked elsewhere. */
export function can(actor: { role: Role } | null, permission: Permission): boolean {
  return actor !== null && verbsOf.get(actor.role)!.has(permission)
}

/** Every verb there is, for the tests that read the table. */
export const permissions = Object.keys(table) as Permission[]
