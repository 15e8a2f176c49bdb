import type { Request, Response } from 'express'
import { bankKinds } from '../../domain/accounts/organisation-rules.ts'
import {
  kindsFor,
  listOrganisations,
  lookAtOrganisation,
  placesFor,
  readOrganisation,
  streamOrganisations,
  type Organisation,
  type OrganisationFilter,
} from '../../domain/accounts/service/organisations.ts'
import type { Actor } from '../../domain/actor.ts'
import { can, organisationKinds } from '../../domain/permissions.ts'
import {
  allRegencies,
  placeName,
  regionName,
  villageLabel,
  villagesMeant,
} from '../../domain/regions.ts'
import { sendFile } from '../files-out.ts'
import { formView } from '../form-view.ts'
import { present } from '../present.ts'
import { choiceLinks, listLinks } from '../list-links.ts'
import { queryText } from '../query.ts'

const organisationActs = (actor: Actor) => (can(actor, 'organisation.edit') ? ['edit'] : [])

/** An organisation as data, for pages, JSON and files alike. */
function organisationRow(organisation: Organisation) {
  const { leaderId } = organisation
  return {
    id: String(organisation._id),
    number: organisation.registeredNumber,
    status: 'active',
    version: organisation.version,
    name: organisation.name,
    kind: organisation.kind,
    bankKind: organisation.bankKind,
    regencyCode: organisation.regencyCode,
    districtCode: organisation.districtCode,
    villageCode: organisation.villageCode,
    phone: organisation.phone,
    groupClass: organisation.groupClass,
    registeredNumber: organisation.registeredNumber,
    leaderId: leaderId && String(leaderId),
  }
}

const columns = [
  'name',
  'kind',
  'bankKind',
  'regencyCode',
  'districtCode',
  'villageCode',
  'phone',
  'groupClass',
  'registeredNumber',
  'leaderId',
  'id',
  'version',
]

/** The organisations that a person manages: `?q=`, `?kind=`, `?after=`. */
export async function organisationsPage(req: Request, res: Response): Promise<void> {
  const actor = req.actor!
  const { t } = res.locals
  const kinds = kindsFor(actor, organisationKinds)
  const kind = queryText(req, 'kind')
  const filter: OrganisationFilter = {
    q: queryText(req, 'q'),
    kind: kinds.find((known) => known === kind) ?? null,
  }
  const format = req.query['format']
  if (format === 'csv' || format === 'xlsx') {
    const all = streamOrganisations(actor, filter)
    return sendFile(res, format, 'lembaga', columns, all, organisationRow)
  }
  const after = queryText(req, 'after')
  const { rows, next } = await listOrganisations(actor, filter, after)
  const acts = organisationActs(actor)
  const data = { rows: rows.map((row) => ({ ...organisationRow(row), acts })), next }
  present(req, res, 'accounts/organisations', {
    data,
    title: t('organisations.list.title'),
    rows: data.rows.map((row) => ({
      ...row,
      kindLabel: t(`organisations.kind.${row.kind}`),
      place: placeOf(row),
    })),
    q: filter.q,
    kind: filter.kind,
    kindLinks: choiceLinks(req, 'kind', kinds, filter.kind, {
      of: (each) => t(`organisations.kind.${each}`),
      all: t('organisations.list.all'),
    }),
    ...listLinks(req, after, next),
    canRegister: can(actor, 'organisation.register'),
  })
}

function placeOf({ villageCode, regencyCode }: Pick<Organisation, 'villageCode' | 'regencyCode'>) {
  if (villageCode) return placeName(villageCode)
  return regencyCode ? regionName(regencyCode) : null
}

/** One organisation, its people one link away. */
export async function organisationPage(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const actor = req.actor!
  const { organisation, people } = await lookAtOrganisation(actor, String(req.params['id']))
  const acts = organisationActs(actor)
  const row = organisationRow(organisation)
  const isGroup = row.kind === 'farmer-group'
  present(req, res, 'accounts/organisation', {
    data: { ...row, acts },
    // the page's own kind of record; its field `kind` is the kind of organisation
    record: { ...row, kind: 'organisation' },
    title: row.name,
    kind: t(`organisations.kind.${row.kind}`),
    bankKind: row.bankKind && t(`organisations.bank.${row.bankKind}`),
    place: placeOf(row),
    people,
    canEdit: acts.length > 0,
    canAddPeople: can(actor, 'user.register'),
    groupHref: isGroup && can(actor, 'group.view') ? `/groups/${row.id}` : null,
  })
}

/** The form of a new organisation. */
export function newOrganisationPage(req: Request, res: Response): void {
  const { t } = res.locals
  const actor = req.actor!
  const kind = queryText(req, 'kind')
  const view = formView(req, res, { kind, regencyCode: actor.regencyCode })
  present(req, res, 'accounts/organisation-form', {
    ...view,
    ...choicesOf(actor, res, view.form, view.errors),
    action: '/admin/organisations',
    backHref: '/admin/organisations',
    back: t('menu.organisations'),
    send: t('organisations.new.send'),
    title: t('organisations.new.title'),
  })
}

/** The form that changes an organisation; its kind is fixed. */
export async function editOrganisationPage(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const actor = req.actor!
  const organisation = await readOrganisation(actor, String(req.params['id']))
  const row = organisationRow(organisation)
  const { villageCode } = row
  const first = { ...row, villageCode: villageCode && villageLabel(villageCode) }
  const view = formView(req, res, first, row.version)
  present(req, res, 'accounts/organisation-form', {
    ...view,
    ...choicesOf(actor, res, view.form, view.errors),
    data: row,
    fixedKind: { value: row.kind, label: t(`organisations.kind.${row.kind}`) },
    action: `/admin/organisations/${row.id}`,
    backHref: `/admin/organisations/${row.id}`,
    back: row.name,
    send: t('organisations.edit.send'),
    title: t('organisations.edit.title', { name: row.name }),
  })
}

function choicesOf(
  actor: Actor,
  res: Response,
  form: Record<string, unknown>,
  errors: Record<string, string>,
) {
  const { t } = res.locals
  const isOneRegency = actor.role === 'regency-admin'
  const village = typeof form['villageCode'] === 'string' ? form['villageCode'] : ''
  const regency = typeof form['regencyCode'] === 'string' ? form['regencyCode'] : ''
  const places = placesFor(actor, /^\d{4}$/.test(regency) ? regency : null)
  // words that mean several villages come back as a choice among them
  const meant = errors['villageCode'] ? villagesMeant(village, places).slice(0, 12) : []
  return {
    kindOptions: kindsFor(actor, organisationKinds).map((value) => ({
      value,
      label: t(`organisations.kind.${value}`),
      isChecked: form['kind'] === value,
    })),
    isOneRegency,
    regencyOptions: allRegencies()
      .filter(({ code }) => !isOneRegency || code === actor.regencyCode)
      .map(({ code, name }) => ({
        value: code,
        label: name,
        isSelected: form['regencyCode'] === code,
      })),
    villageOptions:
      meant.length > 1
        ? [
            ...meant.map(({ code, label }) => ({ value: code, label })),
            { value: '', label: t('organisations.hint.otherVillage') },
          ]
        : [],
    showsBank: !isOneRegency || errors['bankKind'] !== undefined,
    bankOptions: bankKinds.map((value) => ({
      value,
      label: t(`organisations.bank.${value}`),
      isSelected: form['bankKind'] === value,
    })),
  }
}
