import type { Request, Response } from 'express'
import { today } from '../../domain/clock.ts'
import { WrongState } from '../../domain/errors.ts'
import { farmerAsSeenBy, groupsInSight, readFarmer } from '../../domain/farmers/service/read.ts'
import { villageLabel } from '../../domain/regions.ts'
import { formView } from '../form-view.ts'
import { present } from '../present.ts'
import { queryText } from '../query.ts'
import { genders } from './forms.ts'
import { villageField } from './village-field.ts'

/** The form of a new farmer. */
export async function newFarmerPage(req: Request, res: Response): Promise<void> {
  const groups = await groupsInSight(req.actor!)
  const groupId = queryText(req, 'groupId') ?? (groups.length === 1 ? groups[0]!.id : '')
  const view = formView(req, res, { groupId })
  present(req, res, 'farmers/new', {
    ...view,
    ...choices(req, res, view.form, groups),
    action: '/farmers',
    title: res.locals.t('farmers.new.title'),
  })
}

/** The form that changes a farmer's particulars; numbers stand masked in it and may stay so. */
export async function editFarmerPage(req: Request, res: Response): Promise<void> {
  const record = await readFarmer(req.actor!, String(req.params['id']))
  if (!req.problem && record.status !== 'active')
    throw new WrongState(`farmer.${record.status}`, 'edit')
  const farmer = farmerAsSeenBy(req.actor!, record)
  const groups = await groupsInSight(req.actor!)
  const first = { ...farmer, villageCode: villageLabel(farmer.villageCode) }
  const view = formView(req, res, first, farmer.version)
  present(req, res, 'farmers/edit', {
    ...view,
    ...choices(req, res, view.form, groups),
    data: farmer,
    action: `/farmers/${farmer.id}`,
    back: { href: `/farmers/${farmer.id}`, label: farmer.fullName },
    title: res.locals.t('farmers.edit.title', { farmer: farmer.fullName }),
    isChange: true,
  })
}

function choices(
  req: Request,
  res: Response,
  form: Record<string, unknown>,
  groups: { id: string; name: string }[],
) {
  return {
    ...villageField(req, res, form['villageCode']),
    today: today(),
    genderOptions: genders.map((value) => ({
      value,
      label: res.locals.t(`farmers.gender.${value}`),
      isChecked: form['gender'] === value,
    })),
    groupOptions: groups.map(({ id, name }) => ({
      value: id,
      label: name,
      isSelected: form['groupId'] === id,
    })),
  }
}
