import type { Request, Response } from 'express'
import { managedAccount } from '../../domain/accounts/service/reach.ts'
import {
  farmersOfGroup,
  organisationsLike,
  organisationsToChoose,
  readUser,
  staffedOrganisation,
} from '../../domain/accounts/service/users.ts'
import type { Organisation } from '../../domain/accounts/service/organisations.ts'
import { userTransitions } from '../../domain/accounts/status.ts'
import { WrongState } from '../../domain/errors.ts'
import { roles, rolesOf, type Role } from '../../domain/permissions.ts'
import { districtsOf } from '../../domain/regions.ts'
import { formView } from '../form-view.ts'
import { present } from '../present.ts'
import { queryText } from '../query.ts'
import { userRow } from './user-view.ts'

/** The form of a new account; first its organisation is chosen, since the roles follow from it. */
export async function newUserPage(req: Request, res: Response): Promise<void> {
  const { t } = res.locals
  const actor = req.actor!
  const asked = req.problem ? textOf(req.problem.typed['organisationId']) : null
  const organisation = await staffedOrganisation(actor, asked ?? queryText(req, 'organisationId'))
  const q = queryText(req, 'q')
  // a form that came for no organisation in sight keeps its words and asks again for which
  const mustChoose = req.problem !== undefined && organisation === null
  const choices = organisation ? [] : await organisationsToChoose(actor, q)
  const view = formView(req, res, organisation ? firstValues(organisation) : {})
  present(req, res, 'accounts/new-user', {
    ...view,
    ...(await fieldChoices(req, res, organisation, view.form)),
    organisation: organisation && { id: String(organisation._id), name: organisation.name },
    mustChoose,
    showsForm: organisation !== null || mustChoose,
    organisations: choices.map((each) => ({
      ...each,
      kindLabel: t(`organisations.kind.${each.kind}`),
    })),
    organisationOptions: choices.map(({ id, name }) => ({ value: id, label: name })),
    q,
    action: '/admin/users',
    title: organisation ? t('users.new.title') : t('users.new.forWhich'),
  })
}

function firstValues({ kind }: Organisation): Record<string, unknown> {
  const own = rolesOf(kind)
  return own.length === 1 ? { role: own[0] } : {}
}

/** The form that changes an account. */
export async function editUserPage(req: Request, res: Response): Promise<void> {
  const actor = req.actor!
  const id = String(req.params['id'])
  await managedAccount(actor, id)
  const { user } = await readUser(actor, id)
  if (!req.problem && !('edit' in userTransitions[user.status]))
    throw new WrongState(`user.${user.status}`, 'edit')
  const row = userRow(user)
  const view = formView(req, res, { ...row, phone: '' }, user.version)
  const current = await staffedOrganisation(actor, row.organisationId)
  const chosen = await staffedOrganisation(actor, textOf(view.form['organisationId']))
  const homes = current ? await organisationsLike(actor, current) : []
  present(req, res, 'accounts/edit-user', {
    ...view,
    ...(await fieldChoices(req, res, chosen ?? current, view.form)),
    data: row,
    phoneKept: row.phone,
    organisationOptions: homes.map(({ id: value, name }) => ({
      value,
      label: name,
      isSelected: value === view.form['organisationId'],
    })),
    action: `/admin/users/${id}`,
    backHref: `/admin/users/${id}`,
    name: user.fullName,
    title: res.locals.t('users.edit.title', { name: user.fullName }),
  })
}

/** What can be chosen for an account of this organisation: roles, the group's farmers, districts. */
async function fieldChoices(
  req: Request,
  res: Response,
  organisation: Organisation | null,
  form: Record<string, unknown>,
) {
  const { t } = res.locals
  const ticked = [form['districtCodes'] ?? []].flat()
  const roleOption = (value: Role) => ({
    value,
    label: t(`roles.${value}`),
    hint: t(`users.roleHint.${value}`),
    isChecked: form['role'] === value,
  })
  if (!organisation) {
    const kept = ['farmerId', 'districtCodes'].flatMap((name) =>
      [form[name] ?? []].flat().map((value: unknown) => ({ name, value })),
    )
    return { roleOptions: roles.map(roleOption), kept }
  }
  const { kind, regencyCode } = organisation
  const farmers = await farmersOfGroup(req.actor!, organisation)
  return {
    roleOptions: rolesOf(kind).map(roleOption),
    hasFarmers: kind === 'farmer-group',
    farmerOptions: farmers.map(({ id, number, fullName }) => ({
      value: id,
      label: `${fullName}, ${number}`,
      isSelected: form['farmerId'] === id,
    })),
    hasDistricts: kind === 'regency',
    districtOptions:
      kind === 'regency' && regencyCode
        ? districtsOf(regencyCode).map(({ code, name }) => ({
            value: code,
            label: name,
            isChecked: ticked.includes(code),
          }))
        : [],
  }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
